"""What the bank does by itself, every few minutes: nothing that waits for a day waits for a person."""

from django.utils import timezone

from directory.catalogue.actions.steps import publish_what_is_due
from directory.catalogue.facts_in_words import count_in_words
from directory.catalogue.working_copies.jobs import swap_in_due_copies
from directory.exchange.models import Upload
from directory.freshness.models import JobRun
from directory.inbox import actions, limits
from directory.quality import lapsing
from directory.staff.failed_sign_ins import forget_old_tries


def run_due_jobs(*, now=None):
    """Publish what is due, lapse what is over, forget what need not be kept. Returns what was done, in words."""
    now = now or timezone.now()
    published, waiting = publish_what_is_due(now=now)
    lapsed = lapsing.lapse_what_is_over(today=timezone.localdate(now))
    actions.forget(now=now)
    forget_old_tries(now)
    Upload.objects.filter(at__lt=now - limits.A_DAY).delete()
    parts = [f"{len(published)} published", f"{count_in_words(lapsed, 'mark')} lapsed"]
    parts.append(swap_in_due_copies(now=now))
    if waiting:
        parts.append(f"{len(waiting)} could not be published")
    return record_run("run_due_jobs", ", ".join(parts), now)


def record_run(name, outcome, now=None):
    """Note that a job has run, so that the desk can say when one has not."""
    JobRun.objects.update_or_create(name=name, defaults={"ran_at": now or timezone.now(), "outcome": outcome[:300]})
    return outcome
