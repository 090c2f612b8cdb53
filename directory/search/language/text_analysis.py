"""From text to terms: the same for what entries say and for what people type.

Text is folded (case, accents, apostrophes, punctuation) into words, words that carry no meaning are left out, and
each word is stemmed into the term that it is found by.
"""

import re
from dataclasses import dataclass

from directory.search.language.contacts import ADDRESS, NUMBER, contact_term
from directory.search.language.english.stemming import stem
from directory.search.language.english.stop_words import STOP_WORDS
from directory.search.language.letter_folding import WITHIN_WORDS, fold

WORD = re.compile(r"[a-z0-9]+")
DOTTED = (  # P.S.H.E, p.s.h.e., R.E; but not e.g., nor the end of a sentence
    r"(?<![^\W_])(?<!\.)(?:(?:[^\W\d_]\.){2,}[^\W\d_]|[A-Z]\.[A-Z])(?![^\W_]|\.[^\W_])"
)
PLAIN = rf"[&＆﹠]|{DOTTED}|[^\W_]+(?:[{WITHIN_WORDS}]+[^\W_]+)*"
SAID = re.compile(f"(?P<contact>{NUMBER})|{PLAIN}")
TYPED = re.compile(f"(?P<contact>{ADDRESS}|{NUMBER})|{PLAIN}")
LONGEST_WORD = 40  # letters; what is longer is an address or a mistake, and is cut


@dataclass(frozen=True)
class Token:
    """One word as it was typed: where it stands in the text, and its folded form."""

    start: int
    end: int
    folded: str

    @property
    def is_stop_word(self):
        return self.folded in STOP_WORDS


def tokenize(text):
    """Every word of `text`, stop words too, with its place, for whoever must cut words out of what was typed.

    A telephone number or a web address is one word.
    """
    return [
        Token(match.start(), match.end(), folded) for match in TYPED.finditer(text) if (folded := folded_word(match))
    ]


def content_words(text):
    """The folded words of `text` that carry meaning, in their order, repeats kept. Those of a web address count."""
    found = (folded_word(match) for match in SAID.finditer(text))
    return [word for word in found if word and word not in STOP_WORDS]


def folded_word(match):
    """Its letters and figures, which may be none; a number or an address in the one way that it is found by."""
    typed = match[0]
    if match.lastgroup:
        return contact_term(typed)
    plain = typed.isascii() and typed.isalnum()  # as nearly every word is
    return (typed.lower() if plain else "".join(WORD.findall(fold(typed))))[:LONGEST_WORD]


def terms(text):
    """The terms of `text` in their order, repeats kept."""
    return [stem(word) for word in content_words(text)]
