"""The words of a query one by one, as they were typed and as they are meant."""

import re
from dataclasses import dataclass, replace

from directory.search.language.english.stemming import stem
from directory.search.language.english.stop_words import STOP_WORDS


@dataclass(frozen=True)
class QueryToken:
    """A typed word: where it stands, as it is meant, and its term. `gap` is what stands between it and the last one,
    `typed` how it stands there, `signs` the characters on either side of it.
    """

    start: int
    end: int
    word: str
    term: str
    gap: str
    typed: str
    signs: str

    @property
    def is_stop_word(self):
        return self.word in STOP_WORDS

    @property
    def number(self):
        return int(self.word) if self.word.isdecimal() and len(self.word) < 3 else None

    def with_word(self, word):
        return replace(self, word=word, term=stem(word))

    def without_plural_of_figure(self):
        """ "Y5s" is "y5", "9s" is "9"."""
        match = re.fullmatch(r"((?:y|yr|year|ks)?\d+)s", self.word)
        return self.with_word(match[1]) if match else self


def query_tokens(query, tokens):
    """The `tokens` of one stretch of `query` as query tokens."""
    found, end = [], None
    for token in tokens:
        gap = query[end : token.start] if end is not None else ""
        typed, signs = query[token.start : token.end], query[max(0, token.start - 1) : token.start]
        signs += query[token.end : token.end + 1]
        found.append(QueryToken(token.start, token.end, token.folded, stem(token.folded), gap, typed, signs))
        end = token.end
    return found
