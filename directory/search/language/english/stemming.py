"""One term for all forms of a word."""

from functools import lru_cache

import snowballstemmer

from directory.search.language.english.british_spelling import british

# Plurals that no stemmer joins to their singular, and families that it tears apart.
IRREGULAR = {
    "children": "child",
    "women": "woman",
    "men": "man",
    "people": "person",
    "wives": "wife",
    "policies": "polici",
    "policy": "polici",
    "counsellor": "counsel",
    "counsellors": "counsel",
}

_stem = snowballstemmer.stemmer("english").stemWord


@lru_cache(maxsize=50_000)
def stem(word):
    """The term of one folded word."""
    word = british(word)
    return IRREGULAR.get(word) or _stem(word)
