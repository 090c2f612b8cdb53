"""Saving an entry, whatever its kind."""

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from directory.catalogue.models import Entry, FormerSlug


@transaction.atomic
def save_entry(*, entry):
    """Save `entry` (one of the kinds), remember an address it leaves, and set when its facts are next checked.

    What it says beyond its own row, its terms above all, is saved after it; then `record_revision` keeps the version.
    """
    before = Entry.objects.filter(pk=entry.pk).values_list("slug", flat=True).first() if entry.pk else None
    if entry.review_due_on is None:
        entry.review_due_on = next_review(entry)
    entry.save()
    remember_address(entry, before)
    return entry


def remember_address(entry, before):
    """The address `before`, if `entry` has left it, redirects to today's for ever."""
    if before and before != entry.slug:
        FormerSlug.objects.update_or_create(kind=entry.kind, slug=before, defaults={"entry": entry})
    FormerSlug.objects.filter(kind=entry.kind, slug=entry.slug).delete()


def next_review(entry):
    return (entry.checked_on or timezone.localdate()) + relativedelta(months=entry.review_months)
