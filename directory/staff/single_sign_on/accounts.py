"""Accounts that open with the directory: which one it is, and the roles that it gives and takes."""

from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from directory.staff.session_limits import end_sessions_of
from directory.staff.signals import account_changed
from directory.staff.single_sign_on.claims import email_in, is_verified
from directory.staff.single_sign_on.refusal import RefusedError

NOT_YOURS = "An account here has your email address already, and {name} does not say that it is yours. "
KEPT_APART = "The account here with your email address opens only with its own password. "
CLOSED = "Your account here is closed. "
ANOTHER = "The account here with your email address belongs to another account of {name}. "
ASK = "Ask an administrator of this site."


def is_of_directory(user):
    """Whether `user` signs in with the directory, and so has the roles that it says."""
    return SocialAccount.objects.filter(user=user).exists()


def account_for(claims):
    """The account made here for the verified address of `claims`; None if nobody has that address.

    A superuser's is never handed over: whoever runs the directory would be more here than they were given.
    """
    found = people_with(email_in(claims))
    if not found:
        return None
    if not is_verified(claims) or len(found) > 1:
        raise RefusedError(NOT_YOURS + ASK)
    if is_of_directory(found[0]):
        raise RefusedError(ANOTHER + ASK)
    return found[0]


def people_with(email):
    """A database takes letters for equal that share a capital, such as the long s and s, or the dotless i and i: an
    address with any letter but the plain ones is nobody's here.
    """
    if not email or not email.isascii():
        return []
    people = get_user_model().objects.filter(email__iexact=email)
    return [user for user in people if user.email.lower() == email.lower()]


def refuse_if_closed(user):
    if user.is_superuser:
        raise RefusedError(KEPT_APART + ASK)
    if not user.is_active:
        raise RefusedError(CLOSED + ASK)


@transaction.atomic
def hand_over(*, user, name):
    """From now on `user` signs in with the directory alone. A password of before opens nothing any more."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    end_sessions_of(user)
    log(user, f"The account opens with {name} from now on.")
    account_changed.send(__name__, user=user, what=f"You signed in with {name}. Your old password no longer works.")


@transaction.atomic
def give_roles(*, user, roles):
    """Exactly these: what the directory no longer says is taken. Without any, nobody gets in, and nobody stays."""
    before = set(user.groups.values_list("name", flat=True))
    if before == roles and user.is_staff == bool(roles):
        return
    user.groups.set(Group.objects.filter(name__in=roles))
    user.is_staff = bool(roles)
    user.save(update_fields=["is_staff"])
    if not roles:
        end_sessions_of(user)
    log(user, f"Roles by the directory: {in_words(roles)}. Before: {in_words(before)}.")


def in_words(roles):
    return ", ".join(sorted(roles)) or "none"


def log(user, words):
    LogEntry.objects.log_actions(user.pk, [user], CHANGE, change_message=words)
