"""Rows of a file that look like an entry we have, or like another row: the questions of `duplicates`, asked in bulk.

The entries are read once, in two queries. Titles are compared only with those that share the beginnings of rare words
and all their numbers: twenty thousand rows take seconds, and "Lesson 7" is not "Lesson 8".
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, islice

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from directory.catalogue.admin.custom_pages import edit_address
from directory.catalogue.duplicates import NEARLY, address_key, number_key
from directory.catalogue.kinds import Kind
from directory.catalogue.states import State

BEGINNING = 4  # letters of a word that two spellings of it share
RAREST = 3  # words of a title that its likes are looked for by
MOST = 1000  # titles that are compared with one
NAMED = 3  # of what one row resembles


@dataclass(frozen=True)
class Known:
    """An entry, or a row of the file, that others may be like."""

    words: str
    kind: str = ""
    pk: int | None = None

    @property
    def address(self):
        return edit_address(Kind(self.kind), self.pk) if self.pk else ""


@dataclass(frozen=True)
class Likeness:
    known: Known
    why: str

    def __str__(self):
        return f"It looks like {self.known.words}: {self.why}"


class Likenesses:
    """What a row is asked about. `entries` are those that may be told of."""

    def __init__(self, kind, entries):
        self.kind = kind
        self.addresses, self.numbers, self.titles = defaultdict(list), defaultdict(list), NearTitles()
        known = {}
        for pk, entry_kind, title, url, state in entries.values_list("pk", "kind", "title", "url", "state"):
            known[pk] = Known(f"{title} ({State(state).label.lower()})", entry_kind, pk)
            self.add(known[pk], title if entry_kind == kind else "", url)
        numbers = entries.filter(organisation__contact_points__isnull=False)
        for pk, value in numbers.values_list("pk", "organisation__contact_points__value"):
            self.add(known[pk], "", "", [value])

    def add(self, known, title, url, numbers=()):
        self.titles.add(title, known)
        for keys, key in ((self.addresses, address_key(url)), *((self.numbers, number_key(one)) for one in numbers)):
            if key:
                keys[key].append(known)

    def of(self, title, url, numbers, but=None):
        """What looks like these, the surest first, each once. `but` is the entry's own id."""
        found = {}
        for why, some in (
            ("the same web address", self.addresses.get(address_key(url), ())),
            ("the same telephone number", chain(*(self.numbers.get(number_key(one), ()) for one in numbers))),
            ("almost the same title", self.titles.near(title)),
        ):
            for known in some:
                if but is None or known.pk != but:
                    found.setdefault(known, why)
        return [Likeness(known, why) for known, why in list(found.items())[:NAMED]]


class NearTitles:
    """Titles by the beginnings of their words."""

    def __init__(self):
        self.titles, self.whose = [], []
        self.places, self.exact = defaultdict(set), defaultdict(list)

    def add(self, title, known):
        if not (ordered := in_order_of_letters(title)):
            return
        place = len(self.titles)
        self.titles.append(ordered)
        self.whose.append(known)
        self.exact[ordered].append(place)
        for key in keys_of(ordered):
            self.places[key].add(place)

    def near(self, title):
        ordered = in_order_of_letters(title)
        rarest = sorted((self.places.get(key, frozenset()) for key in keys_of(ordered)), key=len)[:RAREST]
        likely = islice(in_two_of(rarest) if len(rarest) == RAREST else chain(*rarest), MOST)
        candidates = {place: self.titles[place] for place in chain(self.exact.get(ordered, ())[:MOST], likely)}
        near = process.extract(ordered, candidates, scorer=fuzz.ratio, score_cutoff=NEARLY, limit=NAMED + 1)
        return [self.whose[place] for _, _, place in near]


def in_two_of(sets):
    """What stands in at least two: of a title that is nearly the same no more than one word is another."""
    one, two, three = sets
    return one & two | one & three | two & three


def in_order_of_letters(title):
    """A title's words without the order that they stand in."""
    return " ".join(sorted(default_process(title).split()))


def keys_of(ordered):
    """The beginning of each word, beside all numbers of the title."""
    words = ordered.split()
    numbers = " ".join(word for word in words if any(map(str.isdigit, word)))
    return {(numbers, word[:BEGINNING]) for word in words}
