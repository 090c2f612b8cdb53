"""One term for all forms of a word."""

import threading
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

_stemmer = snowballstemmer.stemmer("english")
_lock = threading.Lock()  # the stemmer keeps the word that it is at, and requests share it


@lru_cache(maxsize=50_000)
def stem(word):
    """The term of one folded word."""
    word = british(word)
    if word in IRREGULAR:
        return IRREGULAR[word]
    with _lock:
        return _stemmer.stemWord(word)
