"""Spelling: the words that stand somewhere, and mistyped words as they were meant, or written together or apart."""

from bisect import bisect_left
from dataclasses import replace
from functools import cache, lru_cache, partial

from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.search.language.english.glued_words import parted
from directory.search.language.english.stemming import stem
from directory.search.language.english.word_frequencies import is_common, is_english, zipf_by_word
from directory.search.language.filters.places import PLACE_TERMS
from directory.search.language.parsed_query import Correction

SHORTEST_TO_MEND = 5  # letters: an acronym is never taken for another
LONG = 8  # letters: from here on two errors are corrected, below it one
SHORTEST_PREFIX = 3
OFTEN = 4.5  # the Zipf value from which on a word of English may be what was meant
MOST_COMPLETIONS = 50
LAST = "\uffff"  # comes after every letter
SHORTEST_TO_PART, SHORTEST_PART = 7, 3  # letters


class SpellingDictionary:
    """The words that stand somewhere in the bank, to find those near to another.

    `base` are others, ascending, as bytes: many, that are kept elsewhere. They may be among `words` too.
    """

    def __init__(self, words, base=()):
        self.words, self.base = sorted(set(words)), base
        # Not a method of its own, which would hold this and be held by it: then nothing is freed at once.
        self.near = lru_cache(maxsize=1000)(partial(near_words, self.words, base))

    def __contains__(self, word):
        return is_among(word, self.words) or is_among(word.encode(), self.base)

    def completions(self, beginning):
        """Every word that begins so, up to a number beyond which it says nothing."""
        if len(beginning) < SHORTEST_PREFIX:
            return []
        found = {*beginning_with(beginning, self.words, self.base, most=MOST_COMPLETIONS)}
        return sorted(found)[:MOST_COMPLETIONS]


def is_among(word, ascending):
    place = bisect_left(ascending, word)
    return place < len(ascending) and ascending[place] == word


def beginning_with(beginning, words, base, most=None):
    """Those of two ascending lists, at most so many of each."""
    after = beginning + LAST
    start, end = bisect_left(words, beginning), bisect_left(words, after)
    yield from words[start:end][:most]
    start, end = bisect_left(base, beginning.encode()), bisect_left(base, after.encode())
    yield from (word.decode() for word in base[start : min(end, start + most) if most else end])


def near_words(words, base, word):
    """Those that `word` may be a mistyping of, the nearest first: (errors, word) pairs."""
    if len(word) < SHORTEST_TO_MEND or not word.isalpha():
        return []
    most = 2 if len(word) >= LONG else 1
    # Few people get the first letter wrong, so the others are looked at only when nothing else is near.
    for beginning in (word[0], ""):
        choices = beginning_with(beginning, words, base)
        found = process.extract(
            word,
            [c for c in choices if abs(len(c) - len(word)) <= most and len(c) >= SHORTEST_TO_MEND],
            scorer=OSA.distance,
            score_cutoff=most,
            limit=None,
        )
        if found:
            return sorted({(errors, choice) for choice, errors, _ in found})
    return []


@cache
def common_words():
    """The words of English that are used often, and mistyped as often."""
    return SpellingDictionary(word for word, zipf in zipf_by_word().items() if zipf >= OFTEN)


class SpellingCorrector:
    """`index` tells how many entries have a phrase, `spelling` the words in them, `vocabulary` what else is known."""

    def __init__(self, index, spelling, vocabulary):
        self.index, self.spelling, self.vocabulary = index, spelling, vocabulary

    def is_known(self, token):
        return (
            token.is_stop_word
            or token.word.isdecimal()
            or self.index.frequency((token.term,)) > 0
            or (token.term,) in self.vocabulary.synonyms
            or token.term in self.vocabulary.filter_terms
        )

    def may_be_mended(self, token):
        """What is English is never taken for another word, whether or not the bank has it."""
        return not self.is_known(token) and not is_english(token.word)

    def respaced(self, tokens):
        """The tokens as entries write them, together or apart: "child line", "safetyplan"; "hetouchedme" as words."""
        respaced = []
        for token in tokens:
            if respaced and self._belong_together(respaced[-1], token):
                first = respaced.pop()
                respaced.append(replace(first, end=token.end).with_word(first.word + token.word))
            else:
                respaced += self._parted(token)
        return respaced

    def _belong_together(self, first, second):
        joined = stem(first.word + second.word)
        return (
            not second.is_stop_word
            and second.gap.strip(" -") == ""
            and not first.word.isdecimal()
            and not second.word.isdecimal()
            and self.index.frequency((joined,)) > 0
            and (
                not self.is_known(second)
                if first.is_stop_word
                else not self.index.frequency((first.term, second.term))
            )
        )

    def _parted(self, token):
        if len(token.word) < SHORTEST_TO_PART or not self.may_be_mended(token):
            return [token]
        for place in range(SHORTEST_PART, len(token.word) - SHORTEST_PART + 1):
            first, second = token.word[:place], token.word[place:]
            if self.index.frequency((stem(first), stem(second))):
                return parts_of(token, (first, second))
        return parts_of(token, () if token.term in PLACE_TERMS else parted(token.word)) or [token]

    def corrected(self, tokens, *, query, last):
        """(the tokens with mistyped words as they were meant, the corrections).

        A word that is part of a phrase that we know stays. So does the last word of a query (`last`) if it may be the
        beginning of another.
        """
        unknown = {place for place, token in enumerate(tokens) if self.may_be_mended(token)}
        if unknown:
            for place in range(len(tokens)):
                clause, size = self.vocabulary.synonyms_at(tokens, place)
                if clause:
                    unknown -= set(range(place, place + size))
        if last and unknown and self.spelling.completions(tokens[-1].word):
            unknown.discard(len(tokens) - 1)
        found, corrections = list(tokens), []
        for place in sorted(unknown):
            token = tokens[place]
            if meant := self._nearest(token.word):
                found[place] = token.with_word(meant)
                if not is_common(meant):
                    corrections.append(Correction(query[token.start : token.end], meant))
        return found, corrections

    def _nearest(self, word):
        """The word that was meant: the fewest errors, then the most entries. "Somthing" is something, not nothing."""
        near = {*self.spelling.near(word), *self.vocabulary.spelling.near(word), *common_words().near(word)}
        near = [(errors, other) for errors, other in near if errors and self._is_right(other)]
        if not near:
            return None
        return min(near, key=lambda found: (found[0], -self.index.frequency((stem(found[1]),)), found[1]))[1]

    def _is_right(self, word):
        """Whether a word near to another is one: curators write mistakes into phrases, to be understood."""
        return (
            is_english(word)
            or word in self.vocabulary.filter_words
            or self.index.frequency((stem(word),)) > 0
            or (stem(word),) in self.vocabulary.synonyms
        )


def parts_of(token, words):
    """A token as the tokens of these words, one after the other."""
    found, start = [], token.start
    for word in words:
        part = replace(token, start=start, end=start + len(word), gap=token.gap if not found else "").with_word(word)
        found.append(part.plain())
        start += len(word)
    return found
