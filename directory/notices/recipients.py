"""Who is told: staff with an address, whose role allows it and who want it."""

from django.contrib.auth import get_user_model

from directory.catalogue.workflow import REVIEW
from directory.notices.models import EmailChoices
from directory.quality.actions import ASSURE

READ_MESSAGES = "inbox.view_message"
SEE_ENTRIES = "catalogue.view_entry"
RIGHTS_COME_FROM = "django.contrib.auth.backends.ModelBackend"

# Which choices make sense for whom: any one of the permissions.
CHOICES = {
    "harm": {READ_MESSAGES},
    "contacts": {REVIEW},
    "digest": {REVIEW},
    "reviews": {REVIEW, ASSURE},
    "own_work": {SEE_ENTRIES},
}


def choices_of(user):
    """What they chose, or what everybody begins with."""
    return getattr(user, "email_choices", None) or EmailChoices(user=user)


def choices_open_to(user):
    """The names of the choices that this person's role has."""
    return [name for name, permissions in CHOICES.items() if any(map(user.has_perm, permissions))]


def with_address():
    staff = get_user_model().objects.filter(is_active=True, is_staff=True)
    return staff.exclude(email="").select_related("email_choices")


def people_with(permission):
    """Staff with an address who hold a permission."""
    holders = get_user_model().objects.with_perm(permission, backend=RIGHTS_COME_FROM)
    return with_address().filter(pk__in=holders.order_by().values("pk")).order_by("pk")


def people_who_want(permission, name, value=True):
    """Of these, those for whom the choice `name` is `value`."""
    return [user for user in people_with(permission) if getattr(choices_of(user), name) == value]


def authors_who_want_it(ids):
    """Id -> the person, of those of `ids` who want to hear of their own work."""
    found = with_address().filter(pk__in=ids)
    return {user.pk: user for user in found if choices_of(user).own_work}
