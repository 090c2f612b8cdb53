"""Takes the second factor from an account, for the day when no administrator is left who could."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from directory.staff.second_factor import rules
from directory.staff.session_limits import end_sessions_of


class Command(BaseCommand):
    help = "Resets the second factor of an account. Its owner sets up a new one when they next sign in."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *, username, **options):
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account {username}.")
        rules.reset(user=user)
        end_sessions_of(user)
        self.stdout.write(f"{username} sets up a new one at the next sign-in.")
