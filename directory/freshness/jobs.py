"""Checking the links that are due, as a job and as a command."""

from collections import Counter

from django.utils import timezone

from directory.freshness.actions import check_links, find_links
from directory.freshness.models import JobRun, Link

MOST = 1000  # links of one run


def check_due_links(*, now):
    """Ask the links that are due, those first that wait longest. Returns how many came out how, in words."""
    find_links()
    return check_and_count(list(Link.objects.due()[:MOST]))


def check_and_count(links, noted=lambda link: None):
    found = Counter()

    def count(link):
        found[link.get_state_display()] += 1
        noted(link)

    check_links(links=links, noted=count)
    return "; ".join(f"{state}: {number}" for state, number in sorted(found.items())) or "nothing was due"


def record_run(name, outcome, *, failed=False):
    """Note that somebody, or cron, has run a job by a command of its own."""
    JobRun.objects.update_or_create(
        name=name, defaults={"ran_at": timezone.now(), "outcome": outcome[:300], "failed": failed}
    )
    return outcome
