"""From text to terms: the same for what entries say and for what people type.

Text is folded (case, accents, apostrophes, punctuation) into words, words that carry no meaning are left out, and
each word is stemmed into the term that it is found by.
"""

import re
import unicodedata
from dataclasses import dataclass

from directory.search.language.english.stemming import stem
from directory.search.language.english.stop_words import STOP_WORDS

WORD = re.compile(r"[a-z0-9]+")
TYPED = re.compile(r"&|[^\W_]+(?:['’‘][^\W_]+)*")
LONGEST_WORD = 40  # letters; what is longer is an address or a mistake, and is cut


def fold(text):
    """Lower case, no accents, no apostrophes; "&" is "and"; any other punctuation is a space."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"['’‘]", "", plain).replace("&", " and ")


def content_words(text):
    """The folded words of `text` that carry meaning, in their order, repeats kept."""
    return [word[:LONGEST_WORD] for word in WORD.findall(fold(text)) if word not in STOP_WORDS]


def terms(text):
    """The terms of `text` in their order, repeats kept."""
    return [stem(word) for word in content_words(text)]


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
    """Every word of `text`, stop words too, with its place, for whoever must cut words out of what was typed."""
    found = []
    for match in TYPED.finditer(text):
        folded = "".join(WORD.findall(fold(match[0])))[:LONGEST_WORD]
        if folded:
            found.append(Token(match.start(), match.end(), folded))
    return found
