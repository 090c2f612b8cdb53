"""Makes, or gives a new password to, the staff account of a developer's own copy, and prints it."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

USERNAME = "coordinator"


class Command(BaseCommand):
    help = "Prints a staff sign-in with a new random password (development only)."

    def add_arguments(self, parser):
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="where the site is served")

    def handle(self, *, address, **options):
        if not settings.DEBUG:
            raise CommandError("A sign-in is only made up where DEBUG=true.")
        password = renew_sign_in()
        self.stdout.write(f"\nResource bank   {address}/")
        self.stdout.write(f"Staff sign-in   {address}/admin/")
        self.stdout.write(f"  username      {USERNAME}\n  password      {password}\n\nControl-C stops it.")


def renew_sign_in():
    """A new password every time, so that none is ever written down in the project."""
    password = secrets.token_urlsafe(12)
    user, _ = get_user_model().objects.get_or_create(username=USERNAME)
    user.is_active = user.is_staff = user.is_superuser = True
    user.set_password(password)
    user.save()
    return password
