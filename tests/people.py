"""Staff in each role."""

from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from tests.signing_in import PASSWORD

number = count(1)
ROLES = ["Contributor", "Editor", "Reviewer", "Curator", "Administrator"]


def make_user(role=None, **values):
    """Somebody on the staff; without a role, with no rights at all."""
    name = f"{(role or 'nobody').lower()}{next(number)}"
    user = get_user_model().objects.create_user(name, password=PASSWORD, is_staff=True, **values)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user
