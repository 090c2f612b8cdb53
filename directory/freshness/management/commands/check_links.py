from collections import Counter

from django.core.management.base import BaseCommand
from tqdm import tqdm

from directory.freshness.actions import check_links, find_links
from directory.freshness.jobs import record_run
from directory.freshness.models import Link


class Command(BaseCommand):
    help = "Ask the links that are due for it whether they still lead where they did. For cron, every night."

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=1000, help="how many at most, those that wait longest first")
        parser.add_argument("--all", action="store_true", help="also those that are not due yet")

    def handle(self, *, limit, all, verbosity, **options):  # noqa: A002 (the option's name)
        find_links()
        links = Link.objects.order_by("next_at", "pk") if all else Link.objects.due()
        links = list(links[: max(limit, 0)])
        found = Counter()
        with tqdm(total=len(links), unit="link", disable=not links or verbosity == 0) as bar:

            def noted(link):
                found[link.get_state_display()] += 1
                bar.update()

            check_links(links=links, noted=noted)
        outcome = "; ".join(f"{state}: {number}" for state, number in sorted(found.items())) or "nothing was due"
        record_run("check_links", outcome)
        self.stdout.write(outcome)
