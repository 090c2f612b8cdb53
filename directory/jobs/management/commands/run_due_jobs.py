from django.core.management import call_command
from django.core.management.base import BaseCommand

from directory.jobs.running import run_due_jobs


class Command(BaseCommand):
    help = "Run every job that is due, once. For cron, every 5 minutes, where no worker runs."

    def handle(self, **options):
        """A large import has its turn again and again until it is complete."""
        call_command("check_start")
        outcome = run_due_jobs() or "Nothing was due."
        while outcome:
            self.stdout.write(outcome)
            outcome = run_due_jobs()
