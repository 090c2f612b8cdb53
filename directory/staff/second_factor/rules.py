"""Who must give a second factor, who has one, and how it is taken away."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from directory.staff.models import RecoveryCode, WrongCodes

GROUPS = {"Editor", "Reviewer", "Curator", "Administrator"}  # who must have one: they change what readers go by


def is_required(user):
    """Whether `user` has to give a second factor: by their role, or because they have set one up."""
    return has_one(user) or must_have_one(user)


def must_have_one(user):
    return settings.SECOND_FACTOR_REQUIRED and has_rights_that_need_one(user)


def has_rights_that_need_one(user):
    return user.is_superuser or user.groups.filter(name__in=GROUPS).exists()


def has_one(user):
    return factors_of(user).exists()


def factors_of(user):
    """The app and the passkeys of `user`, the oldest first."""
    return Authenticator.objects.filter(user=user).order_by("pk")


def is_needed(factor):
    """Whether it is the last one of somebody who must have one."""
    return must_have_one(factor.user) and not factors_of(factor.user).exclude(pk=factor.pk).exists()


@transaction.atomic
def reset(*, user):
    """Take the second factor from `user`, whose telephone is lost: they set up a new one when they next sign in."""
    for model in (Authenticator, RecoveryCode, WrongCodes):
        model.objects.filter(user=user).delete()
