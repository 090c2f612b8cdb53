"""From text to terms: the same for what entries say and for what people type.

Terms are folded (case, accents, apostrophes, punctuation) and stemmed; words that carry no meaning are left out.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"[a-z0-9]+")

# Left out of entries and queries alike, so that a phrase keeps its shape with or without them.
STOP_WORDS = frozenset(
    """
    a about all am an and any are as at be been but by can could did do does for from get had has have how i if
    in into is it its me my need of on or our should so some such than that the their them then there these they
    this those to up us was we were what when where which who whom why will with would you your
    """.split()
)

# Plurals that no stemmer joins to their singular.
IRREGULAR = {"children": "child", "women": "woman", "men": "man", "people": "person", "wives": "wife"}

_stem = snowballstemmer.stemmer("english").stemWord


def fold(text):
    """Lower case, no accents, no apostrophes; "&" is "and"; any other punctuation is a space."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"['’‘]", "", plain).replace("&", " and ")


@lru_cache(maxsize=50_000)
def stem(word):
    """The term of one folded word."""
    return IRREGULAR.get(word) or _stem(word)


def terms(text):
    """The terms of `text` in their order, repeats kept."""
    return [stem(word) for word in WORD.findall(fold(text)) if word not in STOP_WORDS]


def spaced(words):
    """Terms as documents store them: between single spaces, one at either end."""
    return f" {' '.join(words)} "


def marked(text, wanted):
    """Cut `text` into (fragment, matches) pairs; a fragment matches if it is a word whose term is in `wanted`."""
    pieces = re.split(r"(\w[\w'’]*)", text)
    return [(piece, bool(wanted.intersection(terms(piece)))) for piece in pieces if piece]
