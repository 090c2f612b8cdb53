"""Documents in memory, turned round: from each term and option to the documents that have it.

Documents are numbered from `first` on, in the order of their entries' ids. A segment never changes once it is made.
"""

from dataclasses import dataclass

import numpy as np

from directory.search.engine.bitmaps import bitmap
from directory.search.engine.cache import BoundedCache
from directory.search.engine.postings import InvertedLists, Postings
from directory.search.engine.sorted_arrays import ALL, OfArrays, SortedTexts, isin_sorted
from directory.search.meaning.nearness import nearness, unpacked


@dataclass(frozen=True)
class Columns:
    """What is known of each document: one value each, or lists end to end with the length of each.

    Terms and options are numbers of the lexicon.
    """

    entries: np.ndarray  # int64, ids, ascending
    revisions: np.ndarray  # int64
    sunk: np.ndarray  # bool
    trust: np.ndarray  # int8; 0 is trusted most
    standing: np.ndarray  # int16; what puts lists in order that no words do
    in_force: np.ndarray  # int32, the day that guidance is in force from as an ordinal; 0 for all else
    due: np.ndarray  # int32, the day of the next review as an ordinal
    published: np.ndarray  # int64, seconds since 1970
    titles: list[bytes]  # folded, to sort by
    options: np.ndarray  # uint32
    options_lengths: np.ndarray
    sequence: np.ndarray  # uint32, terms in the order of the text; 0 between fields
    sequence_lengths: np.ndarray
    weighed: np.ndarray  # uint32, each term once
    weighed_lengths: np.ndarray
    impacts: np.ndarray  # uint8, of each of those
    names: np.ndarray  # uint64, fingerprints
    names_lengths: np.ndarray
    sessions: np.ndarray  # int64, seconds since 1970, ascending for each document
    sessions_lengths: np.ndarray
    meanings: np.ndarray  # int8, end to end: a vector for each document


class Segment(OfArrays):
    ARRAYS = (
        "entries", "revisions", "sunk", "trust", "due", "standing", "in_force", "published", "meanings",
        "title_rank", "place_ends", "names", "named", "sessions", "session_documents",
    )  # fmt: skip
    PARTS = {"titles": SortedTexts, "options": InvertedLists, "postings": Postings, "places": InvertedLists}

    def __init__(self, columns, first=0):
        self.entries, self.revisions = columns.entries, columns.revisions
        self.sunk, self.trust, self.due = columns.sunk, columns.trust, columns.due
        self.standing, self.in_force, self.published = columns.standing, columns.in_force, columns.published
        self.meanings = unpacked(columns.meanings)
        documents = np.arange(first, first + len(self.entries), dtype=np.uint32)

        order = sorted(range(len(documents)), key=columns.titles.__getitem__)
        self.title_rank = np.empty(len(documents), dtype=np.uint32)
        self.title_rank[order] = np.arange(len(documents))
        self.titles = SortedTexts([columns.titles[place] for place in order])

        self.options = InvertedLists(columns.options, documents.repeat(columns.options_lengths))
        self.postings = Postings(columns.weighed, documents.repeat(columns.weighed_lengths), columns.impacts)
        places = np.flatnonzero(columns.sequence).astype(np.uint32)
        self.places = InvertedLists(columns.sequence[places], places)
        self.place_ends = np.cumsum(columns.sequence_lengths)

        by_name = np.argsort(columns.names, kind="stable")
        self.names = columns.names[by_name]
        self.named = documents.repeat(columns.names_lengths)[by_name]
        self.sessions = columns.sessions
        self.session_documents = documents.repeat(columns.sessions_lengths)
        self.begin(first)

    def begin(self, first=0):
        self.first, self.size = first, len(self.entries)
        self._sets, self._orders = BoundedCache(20_000), {}

    def arrays(self):
        return super().arrays() | {f"order.{order}": self.in_order(order) for order in ORDERS}

    @classmethod
    def of_arrays(cls, arrays):
        made = super().of_arrays(arrays)
        made._orders = {order: arrays[f"order.{order}"] for order in ORDERS}
        return made

    def set_of(self, runs, key):
        """The documents of one term (`runs` is "postings") or option ("options"), as a bitmap."""
        found = self._sets.get((runs, key))
        if found is None:
            found = self._sets[runs, key] = bitmap(getattr(self, runs).of(key))
        return found

    def documents_named(self, fingerprint):
        """The documents that are called so."""
        wanted = np.uint64(fingerprint)
        return self.named[self.names.searchsorted(wanted) : self.names.searchsorted(wanted, "right")]

    def with_phrase(self, terms):
        """The documents in which these terms stand one after the other in a field."""
        places = self.places.of(terms[0])
        for distance, term in enumerate(terms[1:], 1):
            following = self.places.of(term)
            places = places[isin_sorted(places + np.uint32(distance), following)]
        return np.unique(self.place_ends.searchsorted(places, "right")) + self.first

    def nearness(self, places, meaning):
        """How near some of its documents are to a vector in meaning."""
        if 2 * len(places) > self.size:  # faster than to pick them out
            return nearness(self.meanings, meaning)[places]
        return nearness(self.meanings[places], meaning)

    def in_order(self, order):
        """Its documents by one of the `ORDERS`."""
        found = self._orders.get(order)
        if found is None:
            keys = sort_key(order, self)
            found = self._orders[order] = (np.argsort(keys) + self.first).astype(np.uint32)
        return found


ORDERS = ("best", "in_force", "newest", "title")  # those that depend on nothing but the documents themselves


def sort_key(order, part, places=ALL):
    """A number for each document in these places of a segment or an index, ascending in this order. Titles settle
    the rest. "best" is where no words say what that is.
    """
    title_rank = part.title_rank[places].astype(np.int64)
    match order:
        case "best":
            return by_standing(part, places, title_rank)
        case "in_force":
            newest = (1 << 22) - part.in_force[places].astype(np.int64)
            return (newest << 40) + by_standing(part, places, title_rank)
        case "newest":
            return (((1 << 34) - part.published[places]) << 28) + title_rank
        case "title":
            return title_rank


def by_standing(part, places, title_rank):
    return (part.standing[places].astype(np.int64) << 28) + title_rank
