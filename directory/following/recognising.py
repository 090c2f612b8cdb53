"""Which of ours an entry of another bank is, if it is here already: nothing ever becomes a second entry by itself."""

from dataclasses import dataclass
from uuid import UUID

from rapidfuzz.utils import default_process

from directory.catalogue.duplicates import address_key
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.states import State
from directory.following.models import Origin, TheirEntry


@dataclass(frozen=True)
class Twin:
    """An entry of ours that is the same, by what that is known, and whether readers have lost it here already."""

    pk: int
    why: str
    is_archived: bool


class Ours:
    """All that is here, as far as it takes to know it again: a few queries, however much that is."""

    def __init__(self, bank):
        self.uuids, self.addresses, self.titles = {}, {}, {}
        own = TheirEntry.objects.filter(bank=bank).exclude(entry=None)
        self.linked = dict(own.values_list("entry", "uuid"))
        said = Entry.objects.arrived().order_by("pk")
        for pk, uuid, kind, state, url, title, publisher in said.values_list(
            "pk", "uuid", "kind", "state", "url", "title", "resource__publisher"
        ):
            place = (pk, state == State.ARCHIVED)
            self.uuids[uuid] = place
            if key := address_key(url):
                several = (kind, key) in self.addresses  # such as lessons of one page: it says nothing of which
                self.addresses[kind, key] = None if several else place
            self.titles.setdefault(title_key(kind, title, publisher), place)
        linked = TheirEntry.objects.exclude(bank=bank).exclude(entry=None)
        self.elsewhere = {*Origin.objects.values_list("uuid", flat=True), *linked.values_list("uuid", flat=True)}

    def came_by_another_way(self, published):
        """Whether it was taken over from us, or we have it by way of another bank."""
        there = [published.uuid, *(UUID(uuid) for uuid, *_ in published.origins)]
        return not self.elsewhere.isdisjoint(there) or any(uuid in self.uuids for uuid in there[1:])

    def twin(self, published):
        said = published.record
        titled = self.titles.get(title_key(published.kind, said["title"], said.get("publisher")))
        for why, place in (
            ("the same identifier", self.uuids.get(published.uuid)),
            ("the same title and publisher" if published.kind == Kind.RESOURCE else "the same title", titled),
            ("the same web address", self.at_its_address(published)),
        ):
            if place:
                return Twin(place[0], why, place[1])
        return None

    def at_its_address(self, published):
        """Unless that is known to be another of theirs: two of theirs at one address are two."""
        place = self.addresses.get((published.kind, address_key(published.record["url"])))
        return place if place and self.linked.get(place[0], published.uuid) == published.uuid else None


def title_key(kind, title, publisher):
    return kind, words_of(title), words_of(publisher or "")


def words_of(text):
    return " ".join(default_process(text).split())
