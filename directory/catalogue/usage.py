"""Where an entry is used. The rooms above say what they know of it, and the catalogue knows none of them.

A room registers a function from an entry to its `Use`s when its app is ready. Where readers look in an emergency is
more than a use. It is an `UrgentPlace`: an entry does not leave it before somebody has said what takes its place.
"""

from dataclasses import dataclass

from directory.catalogue.models import Entry
from directory.catalogue.workflow import may_see


@dataclass(frozen=True)
class Use:
    """One place in which an entry is named. `by` is the entry that names it, if it is one."""

    words: str
    address: str = ""  # where curators change it
    permission: str = ""  # to open that
    by: Entry | None = None

    def address_for(self, user):
        return self.address if not self.permission or user.has_perm(self.permission) else ""


class Usage:
    def __init__(self):
        self.sources = []

    def register(self, source):
        """Each source asks the same number of queries whatever it finds. One that is registered twice counts once."""
        if source not in self.sources:
            self.sources.append(source)

    def of(self, entry, user):
        """[(in words, address or "")], without the drafts that `user` may not see."""
        found = [use for source in self.sources for use in source(entry)]
        return [(use.words, use.address_for(user)) for use in found if use.by is None or may_see(user, use.by)]


usage = Usage()


@dataclass(frozen=True)
class UrgentPlace:
    """Where readers look for help in an emergency, and what they find there without the entry."""

    key: str  # names it in forms
    where: str
    then: str
    vital: bool  # without the entry, nobody there is for the same area
    choices: tuple = ()  # (value, label) of what can take its place


class UrgentPlaces:
    """A room above finds the places of an entry (`of`) and puts another into one of them (`replace`)."""

    room = None

    def of(self, entry, *, lock=False):
        """Those in which readers see `entry` today. With `lock`, nobody else changes them in this transaction."""
        seen = self.room and entry.is_published and entry.is_active
        return list(self.room.places_of(entry, lock=lock)) if seen else []

    def problems_of_change(self, entry, before, after):
        """Why a published entry that says `before` cannot say `after`: readers would not find it where they look."""
        seen = self.room and entry.is_published and entry.is_active
        return list(self.room.problems_of_change(entry, before, after)) if seen else []

    def entries_among(self, instead):
        """The ids of the entries that `instead` (of `leaving`) puts into places."""
        return list(self.room.entries_among(instead)) if self.room and instead else []

    def replace(self, key, value, *, by):
        """Put another into the place. Returns what to say of it. Raises ValidationError if it cannot stand there."""
        return self.room.replace(key, value, by=by)


urgent_places = UrgentPlaces()


def reasons_to_stay(entry):
    """Why `entry` cannot simply stop being offered to readers, a sentence for each place."""
    for place in urgent_places.of(entry):
        yield f"It stands in {place.where}. Put something else in its place there first."


def named_by_entries(entry):
    """The entries of any kind that name this one."""
    for other in Entry.objects.filter(successor=entry.pk):
        yield Use(f"“{other}” names it as what replaces it", other.get_absolute_url(), by=other)
    for other in Entry.objects.filter(cites=entry.pk):
        yield Use(f"“{other}” is based on it", other.get_absolute_url(), by=other)


usage.register(named_by_entries)
