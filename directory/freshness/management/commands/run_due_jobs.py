from django.core.management.base import BaseCommand

from directory.freshness.jobs import run_due_jobs


class Command(BaseCommand):
    help = "Publish what is due, lapse marks that are over, forget what need not be kept. For cron, every 5 minutes."

    def handle(self, **options):
        self.stdout.write(run_due_jobs())
