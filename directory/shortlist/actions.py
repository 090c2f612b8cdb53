"""All that changes a list. Two people may change one at the same time: each change locks it first."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from directory.inbox import limits
from directory.shortlist.models import Item, Shortlist

FORGOTTEN_AFTER = timedelta(days=365)


class FullError(Exception):
    """The list holds as many entries as a list may."""


@transaction.atomic
def start(*, address):
    """A new list. `address` is the reader's, which is not kept. Raises limits.TooManyError."""
    limits.count(limits.LISTS, address)
    return Shortlist.objects.create()


@transaction.atomic
def add(*, shortlist, entry):
    """Put a published entry at the end of a list; one that is there already stays where it is. Raises FullError."""
    locked(shortlist)
    if shortlist.items.filter(entry=entry).exists():
        return
    places = list(shortlist.items.values_list("place", flat=True))
    if len(places) >= Shortlist.MOST:
        raise FullError
    Item.objects.create(shortlist=shortlist, entry=entry, place=max(places, default=0) + 1)


@transaction.atomic
def take_out(*, shortlist, item):
    locked(shortlist)
    shortlist.items.filter(pk=item).delete()


@transaction.atomic
def move(*, shortlist, item, by):
    """Move an item up (`by` below nought) or down. Beyond the ends, or an item that is gone: nothing happens."""
    locked(shortlist)
    items = list(shortlist.items.all())
    here = next((place for place, one in enumerate(items) if one.pk == item), None)
    if here is None:
        return
    there = min(max(here + by, 0), len(items) - 1)
    items.insert(there, items.pop(here))
    for place, one in enumerate(items, start=1):
        one.place = place
    Item.objects.bulk_update(items, ["place"])


@transaction.atomic
def describe(*, shortlist, title, notes):
    """Name the list, and set the notes of its items (id -> text)."""
    locked(shortlist)
    shortlist.title = title
    shortlist.save(update_fields=["title"])
    for item in shortlist.items.all():
        if item.pk in notes and notes[item.pk] != item.note:
            item.note = notes[item.pk]
            item.save(update_fields=["note"])


def locked(shortlist):
    return Shortlist.objects.select_for_update().get(pk=shortlist.pk)


def note_opened(*, shortlist):
    """A list that is used is kept. Written once a day at most."""
    today = timezone.localdate()
    if shortlist.opened_on != today:
        Shortlist.objects.filter(pk=shortlist.pk).update(opened_on=today)


@transaction.atomic
def forget_unused(*, now=None):
    """Delete the lists that nobody has opened for a year. Returns how many."""
    day = timezone.localdate(now or timezone.now()) - FORGOTTEN_AFTER
    _, deleted = Shortlist.objects.not_opened_since(day).delete()
    return deleted.get("shortlist.Shortlist", 0)
