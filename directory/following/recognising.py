"""Which of ours an entry of another bank is, if it is here already: nothing ever becomes a second entry by itself.

An identifier is only what a bank says, and so is from which other bank it has an entry. That two look alike we see
ourselves, and which of theirs is which of ours we have noted ourselves (`TheirEntry`).
"""

from dataclasses import dataclass
from uuid import UUID

from rapidfuzz.utils import default_process

from directory.catalogue.duplicates import address_key
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.states import State
from directory.correspondence.rendering import site_address
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
        self.addresses, self.titles, self.identifiers, here = {}, {}, {}, {}
        links = list(TheirEntry.objects.exclude(entry=None).values_list("bank", "bank__address", "uuid", "entry"))
        self.linked = {pk: uuid for whose, _, uuid, pk in links if whose == bank.pk}
        said = Entry.objects.arrived().order_by("pk")
        for pk, uuid, kind, state, url, title, publisher in said.values_list(
            "pk", "uuid", "kind", "state", "url", "title", "resource__publisher"
        ):
            place = (pk, state == State.ARCHIVED)
            here[pk] = kind, place
            self.identifiers[kind, uuid] = place
            if key := address_key(url):
                several = (kind, key) in self.addresses  # such as lessons of one page: it says nothing of which
                self.addresses[kind, key] = None if several else place
            self.titles.setdefault(title_key(kind, title, publisher), place)
        at_home = address_key(site_address(""))
        self.known = {(at_home, uuid) for _, uuid in self.identifiers}
        self.known |= {(address_key(address), uuid) for _, address, uuid, pk in links if pk in here}
        origins = list(Origin.objects.values_list("uuid", "entry", "address", "accepted"))
        # Where it was when we took it over: a bank may have moved since.
        self.known |= {(address_key(at), uuid) for uuid, pk, at, accepted in origins if accepted and pk in here}
        elsewhere = [(uuid, pk) for whose, _, uuid, pk in links if whose != bank.pk]
        for uuid, pk in (*elsewhere, *((uuid, pk) for uuid, pk, *_ in origins)):
            if pk in here:
                kind, place = here[pk]
                self.identifiers.setdefault((kind, uuid), place)

    def came_by_another_way(self, published):
        """Whether it was taken over from us or from what we have, as it says of itself: from which bank, too.

        Two banks that began with the same content may have the same identifiers, for what they say of their own.
        """
        return not self.known.isdisjoint((address_key(address), UUID(uuid)) for uuid, _, address in published.origins)

    def claimed(self, published):
        """The entry of ours that has its identifier, or came from what has it in another bank: by its word alone."""
        place = self.identifiers.get((published.kind, published.uuid))
        return place and Twin(place[0], "the same identifier", place[1])

    def twin(self, published):
        """The entry of ours that looks like it."""
        said = published.record
        titled = self.titles.get(title_key(published.kind, said["title"], said.get("publisher")))
        for why, place in (
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


def claims_identifier(proposal):
    """Whether it says of itself, by its identifier, that it is the entry of ours that it is about."""
    own, uuid = proposal.entry, proposal.uuid
    elsewhere = own.their_entries.exclude(bank=proposal.bank).filter(uuid=uuid)
    return own.uuid == uuid or own.origins.filter(uuid=uuid).exists() or elsewhere.exists()


def title_key(kind, title, publisher):
    return kind, words_of(title), words_of(publisher or "")


def words_of(text):
    return " ".join(default_process(text).split())
