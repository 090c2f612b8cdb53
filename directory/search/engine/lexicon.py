"""The terms and options of all documents, and their numbers in the index."""

import hashlib

import numpy as np


class Lexicon:
    """Term or option -> its number, from 1 on; 0 is none. It never changes; with more rows it makes another.

    `rows` are (id, text) of words and options as documents keep them, and `term_of` gives the term of a word, so that
    "bullied" and "bullying" have one number. An option, as "sector:primary", has its own. `added` says how many rows
    have come since all were read.
    """

    def __init__(self, rows, *, term_of, earlier=None):
        self.term_of = term_of
        self.numbers = dict(earlier.numbers) if earlier else {}
        self._texts = dict(earlier._texts) if earlier else {}
        new = dict(rows)
        self.added = earlier.added + len(new) if earlier else 0
        self._texts |= new
        self.last_id = max(new, default=earlier.last_id if earlier else 0)
        self._by_id = np.zeros(self.last_id + 1, dtype=np.uint32)
        if earlier:
            self._by_id[: len(earlier._by_id)] = earlier._by_id
        for pk, text in new.items():
            term = text if ":" in text else term_of(text)
            self._by_id[pk] = self.numbers.setdefault(term, len(self.numbers) + 1)

    def with_rows(self, rows):
        rows = list(rows)
        return Lexicon(rows, term_of=self.term_of, earlier=self) if rows else self

    def number(self, term):
        return self.numbers.get(term, 0)

    def knows(self, ids):
        """For each of an array of ids whether it is known; 0, which is none, is."""
        if not len(ids):
            return np.zeros(0, dtype=bool)
        inside = ids < len(self._by_id)
        return (ids == 0) | (inside & (self._by_id[np.where(inside, ids, 0)] != 0))

    def of_ids(self, ids):
        """The numbers of terms by their ids, as an array. Raises KeyError for an id that is not known."""
        if not len(ids):
            return ids.astype(np.uint32)
        if ids.max() >= len(self._by_id):
            raise KeyError(int(ids.max()))
        numbers = self._by_id[ids]
        if np.any((numbers == 0) & (ids != 0)):
            raise KeyError("a document has a word that is not among the terms")
        return numbers

    def words(self, ids):
        """The words with these ids, without the options."""
        return [self._texts[pk] for pk in ids if pk and ":" not in self._texts[pk]]


def fingerprint(name):
    """A name, given as terms, as one number of 64 bits."""
    return int.from_bytes(hashlib.blake2b(" ".join(name).encode(), digest_size=8).digest(), "little")
