"""Documents in memory, turned round: from each term and option to the documents that have it.

Documents are numbered from `first` on, in the order of their entries' ids. A segment never changes once it is made.
"""

from dataclasses import dataclass

import numpy as np

from directory.search.engine.bitmaps import bitmap
from directory.search.engine.cache import BoundedCache
from directory.search.engine.postings import InvertedLists, Postings
from directory.search.engine.sorted_arrays import SortedTexts, isin_sorted
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


class Segment:
    def __init__(self, columns, first=0):
        self.first, self.size = first, len(columns.entries)
        self.entries, self.revisions = columns.entries, columns.revisions
        self.sunk, self.trust, self.due = columns.sunk, columns.trust, columns.due
        self.standing, self.in_force, self.published = columns.standing, columns.in_force, columns.published
        self.meanings = unpacked(columns.meanings)
        documents = np.arange(first, first + self.size, dtype=np.uint32)

        order = sorted(range(self.size), key=columns.titles.__getitem__)
        self.title_order = np.array(order, dtype=np.int64)
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
        self._sets, self._orders, self._tables = BoundedCache(20_000), {}, BoundedCache(20)

    def set_of(self, runs, key):
        """The documents of one term (`runs` is "postings") or option ("options"), as a bitmap."""
        found = self._sets.get((runs, key))
        if found is None:
            found = self._sets[runs, key] = bitmap(getattr(self, runs).of(key))
        return found

    def table(self, options, number_of):
        """For each document a row of bits, which of `options` it has, packed eight to a byte.

        `options` maps facet -> code -> keys; `number_of` gives the number of a key.
        """
        found = self._tables.get(id(options))
        if found is None:
            sets = [list(map(number_of, keys)) for codes in options.values() for keys in codes.values()]
            rows = np.zeros((self.size, -(-len(sets) // 8)), dtype=np.uint8)
            for byte in range(rows.shape[1]):
                bits = np.zeros((8, self.size), dtype=bool)
                for bit, numbers in enumerate(sets[8 * byte : 8 * byte + 8]):
                    for number in numbers:
                        bits[bit, self.options.of(number) - self.first] = True
                rows[:, byte] = np.packbits(bits, axis=0)[0]
            found = self._tables[id(options)] = (options, rows)  # kept together, so that the id stays its own
        return found[1]

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
        """Its documents by one of the orders that depend on nothing but themselves, as a list."""
        found = self._orders.get(order)
        if found is None:
            ranks = np.empty(self.size, dtype=np.int64)
            ranks[self.title_order] = np.arange(self.size)
            keys = sort_key(order, self, ranks)
            found = self._orders[order] = (np.argsort(keys) + self.first).tolist()
        return found


def sort_key(order, documents, title_rank):
    """A number for each document, ascending in this order: "best" (where no words say what that is), "in_force",
    "newest" or "title". Titles settle the rest.
    """
    by_standing = (documents.standing.astype(np.int64) << 28) + title_rank
    match order:
        case "best":
            return by_standing
        case "in_force":
            return ((1 << 22) - documents.in_force.astype(np.int64) << 40) + by_standing
        case "newest":
            return (((1 << 34) - documents.published) << 28) + title_rank
        case "title":
            return title_rank
