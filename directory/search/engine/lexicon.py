"""The terms and options of all documents, and their numbers in the index."""

import hashlib

import numpy as np

from directory.search.engine.cache import BoundedCache
from directory.search.engine.sorted_arrays import OfArrays, SortedTexts, Texts

REMEMBERED = 20_000  # terms: looking one up in a dictionary is faster than finding it among many


class TermTable(OfArrays):
    """The terms that were read together: without an object each, so that many cost little and can be shared."""

    ARRAYS = ("ids", "number_of_id", "number_of_term")
    PARTS = {"texts": Texts, "terms": SortedTexts}

    def __init__(self, rows, term_of):
        texts, numbers = dict(rows), {}
        self.ids = np.array(sorted(texts), dtype=np.int64)
        self.number_of_id = np.zeros(self.ids[-1] + 1 if len(texts) else 1, dtype=np.uint32)
        for pk, text in texts.items():
            self.number_of_id[pk] = numbers.setdefault(term_for(text, term_of), len(numbers) + 1)
        self.texts = Texts([texts[pk].encode() for pk in self.ids.tolist()])
        terms = sorted((term.encode(), number) for term, number in numbers.items())
        self.terms = SortedTexts([term for term, _ in terms])
        self.number_of_term = np.array([number for _, number in terms], dtype=np.uint32)
        self.begin()

    def begin(self):
        self._known = BoundedCache(REMEMBERED)

    @property
    def last_id(self):
        return len(self.number_of_id) - 1

    def number(self, term):
        found = self._known.get(term)
        if found is None:
            wanted = term.encode("utf-8", "surrogatepass")
            place = self.terms.place_of(wanted)
            if place == len(self.terms) or self.terms[place] != wanted:
                return 0  # and nothing is kept of words that nobody wrote: they may be anything
            found = self._known[term] = int(self.number_of_term[place])
        return found

    def text(self, pk):
        return self.texts[int(self.ids.searchsorted(pk))].decode()


def term_for(text, term_of):
    return text if ":" in text else term_of(text)


class Lexicon:
    """Term or option -> its number, from 1 on; 0 is none. It never changes; with more rows it makes another.

    `rows` are (id, text) of words and options as documents keep them, and `term_of` gives the term of a word, so that
    "bullied" and "bullying" have one number. An option, as "sector:primary", has its own. Or they are in a `table`
    already. `added` says how many have come since.
    """

    def __init__(self, rows=(), *, term_of, table=None):
        self.term_of, self.table = term_of, table or TermTable(rows, term_of)
        self._texts, self._numbers, self._number_of_id = {}, {}, np.zeros(0, dtype=np.uint32)

    def with_rows(self, rows):
        """`rows` have ids that are higher than all before."""
        new = dict(rows)
        if not new:
            return self
        more = Lexicon(term_of=self.term_of, table=self.table)
        more._texts, more._numbers = self._texts | new, dict(self._numbers)
        more._number_of_id = np.zeros(max(new) - self.table.last_id, dtype=np.uint32)
        more._number_of_id[: len(self._number_of_id)] = self._number_of_id
        for pk, text in new.items():
            more._number_of_id[pk - self.table.last_id - 1] = more._number_for(term_for(text, self.term_of))
        return more

    def _number_for(self, term):
        return self.number(term) or self._numbers.setdefault(term, len(self.table.terms) + len(self._numbers) + 1)

    @property
    def added(self):
        return len(self._texts)

    @property
    def last_id(self):
        return self.table.last_id + len(self._number_of_id)

    def number(self, term):
        return self._numbers.get(term) or self.table.number(term)

    def knows(self, ids):
        """For each of an array of ids whether it is known; 0, which is none, is."""
        return (ids == 0) | (self._numbers_of(ids) != 0)

    def of_ids(self, ids):
        """The numbers of terms by their ids, as an array. Raises KeyError for an id that is not known."""
        numbers = self._numbers_of(ids)
        if np.any((numbers == 0) & (ids != 0)):
            raise KeyError("a document has a word that is not among the terms")
        return numbers

    def _numbers_of(self, ids):
        """0 for what is not known."""
        first = self.table.last_id + 1
        if not len(ids) or ids.max() < first:
            return self.table.number_of_id[ids]
        found = np.zeros(len(ids), dtype=np.uint32)
        for table, places in ((self.table.number_of_id, ids), (self._number_of_id, ids.astype(np.int64) - first)):
            inside = (places >= 0) & (places < len(table))
            found[inside] = table[places[inside]]
        return found

    def words(self, ids):
        """The words with these ids, without the options."""
        texts = (self._texts[pk] if pk in self._texts else self.table.text(pk) for pk in ids if pk)
        return [text for text in texts if ":" not in text]


def fingerprint(name):
    """A name, given as terms, as one number of 64 bits."""
    return int.from_bytes(hashlib.blake2b(" ".join(name).encode(), digest_size=8).digest(), "little")
