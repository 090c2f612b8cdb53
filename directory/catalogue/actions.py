"""What curators do to an entry, whatever its kind. Each action is whole or not at all."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from directory.catalogue.calendar import months_after
from directory.catalogue.choices import State
from directory.catalogue.models import Entry, FormerSlug


@transaction.atomic
def save_entry(*, entry):
    """Save `entry` (one of the kinds), remember an address it leaves, and set when its facts are next checked."""
    before = Entry.objects.filter(pk=entry.pk).values_list("slug", flat=True).first() if entry.pk else None
    if entry.review_due_on is None:
        entry.review_due_on = months_after(entry.checked_on or timezone.localdate(), entry.review_months)
    entry.save()
    if before and before != entry.slug:
        FormerSlug.objects.update_or_create(kind=entry.kind, slug=before, defaults={"entry": entry})
    FormerSlug.objects.filter(kind=entry.kind, slug=entry.slug).delete()
    return entry


@transaction.atomic
def record_check(*, entry, on):
    """Somebody checked the facts at their source on the day `on`."""
    entry.checked_on = on
    entry.review_due_on = months_after(on, entry.review_months)
    return save_entry(entry=entry)


@transaction.atomic
def publish(*, entry, at=None):
    """Show `entry` to readers. Raises ValidationError, a sentence for each thing that is missing."""
    problems = entry.publication_problems()
    if problems:
        raise ValidationError(problems)
    entry.published_at = entry.published_at or at or timezone.now()
    return move(entry=entry, state=State.PUBLISHED)


def archive(*, entry):
    """Take `entry` out of every list. Its page stays, says so and names the successor."""
    return move(entry=entry, state=State.ARCHIVED)


def withdraw(*, entry):
    """Take `entry` from readers at once, back to a draft."""
    return move(entry=entry, state=State.DRAFT)


def send_for_review(*, entry):
    return move(entry=entry, state=State.IN_REVIEW)


@transaction.atomic
def move(*, entry, state):
    entry.state = state
    entry.save(update_fields=["state", "published_at", "updated_at"])
    return entry
