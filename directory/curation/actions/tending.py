"""What the bank does by itself, every few minutes: nothing that waits for a day waits for a person."""

from django.utils import timezone

from directory.catalogue.actions import publish_what_is_due
from directory.catalogue.words import count_in_words
from directory.curation import limits
from directory.curation.actions import listening, quality
from directory.curation.models import Chore, Upload
from directory.staff.tries import forget_old_tries


def tend(*, now=None):
    """Publish what is due, lapse what is over, forget what need not be kept. Returns what was done, in words."""
    now = now or timezone.now()
    published, waiting = publish_what_is_due(now=now)
    lapsed = quality.lapse_what_is_over(today=timezone.localdate(now))
    listening.forget(now=now)
    forget_old_tries(now)
    Upload.objects.filter(at__lt=now - limits.A_DAY).delete()
    parts = [f"{len(published)} published", f"{count_in_words(lapsed, 'mark')} lapsed"]
    if waiting:
        parts.append(f"{len(waiting)} could not be published")
    return done("tend", ", ".join(parts), now)


def done(name, outcome, now=None):
    """Note that a chore has run, so that the desk can say when one has not."""
    Chore.objects.update_or_create(name=name, defaults={"ran_at": now or timezone.now(), "outcome": outcome[:300]})
    return outcome
