from django.core.management.base import BaseCommand

from directory.shortlist.actions import forget_unused


class Command(BaseCommand):
    help = "Delete the readers' lists that nobody has opened for a year. Run it once a month."

    def handle(self, **options):
        self.stdout.write(f"{forget_unused()} deleted")
