from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.freshness import job_locks
from directory.freshness.clock import DELETING, refuse_while_in_doubt
from directory.shortlist.actions import forget_unused


class Command(BaseCommand):
    help = "Delete the readers' lists that nobody has opened for a year. Run it once a month."

    def handle(self, **options):
        refuse_while_in_doubt(timezone.now(), DELETING)
        with job_locks.held("forget_lists"):
            self.stdout.write(f"{forget_unused()} deleted")
