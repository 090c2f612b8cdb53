"""All that changes a list. Two people may change one at the same time: each change locks it first."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from directory.inbox import limits
from directory.shortlist.models import Item, Shortlist

FORGOTTEN_AFTER = timedelta(days=365)
FEW = 100  # lists that are forgotten at one time, or a tenth of all


class FullError(Exception):
    """The list holds as many entries as a list may."""


@transaction.atomic
def start(*, address, form=None):
    """A new list, or the one that the same form started. `address` is the reader's, which is not kept.

    Raises limits.TooManyError.
    """
    started, is_new = Shortlist.objects.get_or_create(form=form) if form else (Shortlist.objects.create(), True)
    if is_new:
        limits.count(limits.LISTS, address)
    return started


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
    """Remove an item, and return it as it was; None if it is not there."""
    locked(shortlist)
    found = shortlist.items.shown().select_related("entry").filter(pk=item).first()
    shortlist.items.filter(pk=item).delete()
    return found


@transaction.atomic
def put_back(*, shortlist, entry, place, **own):
    """Put an entry that was removed where it was, with its own note and dates; one that is there again stays."""
    locked(shortlist)
    items = shortlist.items.all()
    if not items.filter(entry=entry).exists() and items.count() < Shortlist.MOST:
        Item.objects.create(shortlist=shortlist, entry=entry, place=place, **own)


@transaction.atomic
def move(*, shortlist, item, by, among=None):
    """Move an item up (`by` below nought) or down. Beyond the ends, or an item that is gone: nothing happens.

    `among` are the ids of the lessons of a plan, where only they are seen: it passes one of those, and dates given by
    hand stay where they stand in the order.
    """
    locked(shortlist)
    items = list(shortlist.items.all())
    seen = [place for place, one in enumerate(items) if among is None or one.pk in among]
    here = next((number for number, place in enumerate(seen) if items[place].pk == item), None)
    if here is None:
        return
    there = min(max(here + by, 0), len(seen) - 1)
    dates = [items[place].on for place in seen]
    items.insert(seen[there], items.pop(seen[here]))
    if among is not None:
        for date, one in zip(dates, [one for one in items if one.pk in among], strict=True):
            one.on = date
    for place, one in enumerate(items, start=1):
        one.place = place
    Item.objects.bulk_update(items, ["place", "on"])


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


@transaction.atomic
def plan(*, shortlist, values, lessons):
    """Change the class and dates of a plan (field -> value), and those of its lessons (id -> field -> value)."""
    locked(shortlist)
    if values:
        Shortlist.objects.filter(pk=shortlist.pk).update(**values)
    items = [item for item in shortlist.items.all() if item.pk in lessons]
    for item in items:
        for name, value in lessons[item.pk].items():
            setattr(item, name, value)
    Item.objects.bulk_update(items, ["on", "lessons"])


def locked(shortlist):
    """The list as it is now, for this change only. It counts the change: calendars tell copies apart by it."""
    Shortlist.objects.filter(pk=shortlist.pk).update(changes=F("changes") + 1)
    return Shortlist.objects.select_for_update().get(pk=shortlist.pk)


def note_opened(*, shortlist):
    """A list that is used is kept. Written once a day at most."""
    today = timezone.localdate()
    if shortlist.opened_on != today:
        Shortlist.objects.filter(pk=shortlist.pk).update(opened_on=today)


@transaction.atomic
def forget_unused(*, now=None):
    """Delete the lists that nobody has opened for a year. Returns how many.

    A few at a time, the oldest first: if that should ever be wrong, somebody can notice before all have gone.
    """
    day = timezone.localdate(now or timezone.now()) - FORGOTTEN_AFTER
    most = max(FEW, Shortlist.objects.count() // 10)
    old = Shortlist.objects.not_opened_since(day).order_by("opened_on", "pk").values_list("pk", flat=True)
    _, deleted = Shortlist.objects.filter(pk__in=list(old[:most])).delete()
    return deleted.get("shortlist.Shortlist", 0)
