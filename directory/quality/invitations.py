"""Somebody without an account is asked by email to review one entry, once."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.actions.history import locked
from directory.catalogue.states import State
from directory.catalogue.workflow import ASSURE
from directory.correspondence.queue import queue_email, site_address
from directory.quality.actions import is_of_author
from directory.quality.models import ReviewInvitation

INVITE = "quality.add_reviewinvitation"
OPEN_FOR = timedelta(weeks=6)
KEPT = timedelta(days=90)  # how long the address of a person is kept after their link has ended


@transaction.atomic
def invite(*, entry, to, role, by, label=""):
    """Send a link to somebody, with which they review `entry`. Returns the invitation.

    Raises ValidationError, a sentence, where the review of that person could not count.
    """
    if not by.has_perm(INVITE):
        raise PermissionDenied
    entry, to = locked(entry), to.lower()
    if reason := why_not_invite(entry=entry, to=to):
        raise ValidationError(reason)
    until = timezone.now() + OPEN_FOR
    invitation = ReviewInvitation.objects.create(
        entry=entry, to=to, role=role, label=label, created_by=by, expires_at=until
    )
    send_link(invitation, "review_invitation")
    return invitation


def why_not_invite(*, entry, to):
    if entry.state == State.ARCHIVED:
        return "This has been archived. It does not need a review."
    if is_of_author(to, entry):
        return "This is the email address of whoever added it or sent it for review. Somebody else must review it."
    if ReviewInvitation.objects.of_this_round(entry).to_address(to).exists():
        return "This person has already been invited to review it."
    if any(user.has_perm(ASSURE) for user in accounts_of(to)):
        return "This person has an account. They can sign in to review it."
    return ""


def accounts_of(address):
    return get_user_model().objects.filter(email__iexact=address, is_active=True)


@transaction.atomic
def renew(*, invitation, by):
    """Let a link that was not used be open for as long as a new one, and send it again."""
    invitation = changeable(invitation, by)
    invitation.expires_at, invitation.revoked_at = timezone.now() + OPEN_FOR, None
    invitation.save()
    send_link(invitation, "review_invitation")


@transaction.atomic
def revoke(*, invitation, by):
    """The link opens nothing any more."""
    invitation = changeable(invitation, by)
    invitation.revoked_at = timezone.now()
    invitation.save()


def changeable(invitation, by):
    if not by.has_perm(INVITE):
        raise PermissionDenied
    invitation = ReviewInvitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.used_at or not invitation.to:
        raise ValidationError("This link has been used. Invite somebody again if you need to.")
    return invitation


def send_link(invitation, template, **context):
    """The email with the link. The same is not sent twice, however often somebody asks."""
    context |= {
        "title": invitation.entry.title,
        "address": site_address(reverse("quality:review", args=[invitation.token])),
        "until": invitation.expires_at,
    }
    key = f"{template} {invitation.uuid} {invitation.expires_at:%Y-%m-%d %H:%M:%S.%f}"
    queue_email(key=key, to=invitation.to, template=template, context=context)


@transaction.atomic
def forget_invited(*, now):
    """Take out who was invited, some time after their link ended. Their role and review stay. Returns how many."""
    old = ReviewInvitation.objects.ended_before(now - KEPT).exclude(to="", label="")
    ids = list(old.values_list("pk", flat=True))
    return ReviewInvitation.objects.filter(pk__in=ids).update(to="", label="")
