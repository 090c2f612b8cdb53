"""The words of all documents: their numbers in the index, and the words near to one that nobody wrote."""

from bisect import bisect_left
from functools import lru_cache
from heapq import merge
from itertools import groupby
from operator import itemgetter

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.search.analysis import stem

SHORTEST_TO_MEND = 5  # letters: an acronym is never taken for another
LONG = 8  # letters: from here on two errors are mended, below it one
SHORTEST_PREFIX = 3
MOST_COMPLETIONS = 50


class Lexicon:
    """Term or option -> its number, from 1 on; 0 is none. It never changes; with more rows it makes another.

    `rows` are (id, text) of terms as documents keep them. A word's number is that of its term, so "bullied" and
    "bullying" have one. An option, as "sector:primary", has its own.
    """

    def __init__(self, rows, earlier=None):
        self.numbers = dict(earlier.numbers) if earlier else {}
        self._texts = dict(earlier._texts) if earlier else {}
        new = dict(rows)
        self._texts |= new
        self.last_id = max(new, default=earlier.last_id if earlier else 0)
        self._by_id = np.zeros(self.last_id + 1, dtype=np.uint32)
        if earlier:
            self._by_id[: len(earlier._by_id)] = earlier._by_id
        for pk, text in new.items():
            term = text if ":" in text else stem(text)
            self._by_id[pk] = self.numbers.setdefault(term, len(self.numbers) + 1)

    def with_rows(self, rows):
        rows = list(rows)
        return Lexicon(rows, earlier=self) if rows else self

    def number(self, term):
        return self.numbers.get(term, 0)

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


class Spelling:
    """The words that stand somewhere in the bank, to find those near to another."""

    def __init__(self, words):
        self.words = sorted(set(words))
        self._by_letter = {letter: list(group) for letter, group in groupby(self.words, key=itemgetter(0))}
        self.near = lru_cache(maxsize=1000)(self._near)

    def with_words(self, words):
        new = sorted({word for word in words if word not in self})
        return Spelling(merge(self.words, new)) if new else self

    def __contains__(self, word):
        place = bisect_left(self.words, word)
        return place < len(self.words) and self.words[place] == word

    def completions(self, beginning):
        """Every word that begins so, up to a number beyond which it says nothing."""
        if len(beginning) < SHORTEST_PREFIX:
            return []
        start = bisect_left(self.words, beginning)
        end = bisect_left(self.words, beginning + "\uffff")
        return self.words[start : min(end, start + MOST_COMPLETIONS)]

    def _near(self, word):
        """Words that `word` may be a mistyping of, the nearest first: (errors, word) pairs."""
        if len(word) < SHORTEST_TO_MEND or not word.isalpha():
            return []
        most = 2 if len(word) >= LONG else 1
        # Few people get the first letter wrong, so the others are looked at only when nothing else is near.
        for choices in (self._by_letter.get(word[0], ()), self.words):
            found = process.extract(
                word,
                [c for c in choices if abs(len(c) - len(word)) <= most and len(c) >= SHORTEST_TO_MEND],
                scorer=OSA.distance,
                score_cutoff=most,
                limit=None,
            )
            if found:
                return sorted((errors, choice) for choice, errors, _ in found)
        return []
