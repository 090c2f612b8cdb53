"""The words that stand somewhere, to find those near to another, or those that begin like it."""

from bisect import bisect_left
from functools import lru_cache
from heapq import merge
from itertools import groupby
from operator import itemgetter

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST_TO_MEND = 5  # letters: an acronym is never taken for another
LONG = 8  # letters: from here on two errors are corrected, below it one
SHORTEST_PREFIX = 3
MOST_COMPLETIONS = 50


class SpellingDictionary:
    """The words that stand somewhere in the bank, to find those near to another."""

    def __init__(self, words):
        self.words = sorted(set(words))
        self._by_letter = {letter: list(group) for letter, group in groupby(self.words, key=itemgetter(0))}
        self.near = lru_cache(maxsize=1000)(self._near)

    def with_words(self, words):
        new = sorted({word for word in words if word not in self})
        return SpellingDictionary(merge(self.words, new)) if new else self

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
