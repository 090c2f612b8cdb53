from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from directory.freshness import job_locks
from directory.freshness.actions import find_links
from directory.freshness.jobs import MOST, check_and_count, record_run
from directory.freshness.models import Link
from directory.freshness.not_done import NotDoneError


class Command(BaseCommand):
    help = "Ask the links that are due for it whether they still lead where they did. The worker does it each night."

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=MOST, help="how many at most, those that wait longest first")
        parser.add_argument("--all", action="store_true", help="also those that are not due yet")

    def handle(self, **options):
        with job_locks.held("check_links"):
            self.check(**options)

    def check(self, *, limit, all, verbosity, **options):  # noqa: A002 (the option's name)
        find_links()
        links = Link.objects.order_by("next_at", "pk") if all else Link.objects.due()
        links = list(links[: max(limit, 0)])
        with tqdm(total=len(links), unit="link", disable=not links or verbosity == 0) as bar:
            try:
                outcome = check_and_count(links, noted=lambda link: bar.update())
            except NotDoneError as error:
                raise CommandError(record_run("check_links", str(error), failed=True)) from error
        self.stdout.write(record_run("check_links", outcome))
