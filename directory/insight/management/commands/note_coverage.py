from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.freshness import job_locks
from directory.freshness.clock import DELETING, refuse_while_in_doubt
from directory.insight.jobs import note_figures


class Command(BaseCommand):
    help = (
        "Note how much there is for each sector, age, ability and topic and how often each entry is opened, and "
        "forget old figures. The worker does it each night."
    )

    def handle(self, **options):
        refuse_while_in_doubt(timezone.now(), DELETING)
        with job_locks.held("note_coverage"):
            self.stdout.write(note_figures())
