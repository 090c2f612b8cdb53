"""One term for all forms of a word."""

import re
from functools import lru_cache

import snowballstemmer

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

# American spellings, and mistakes that are not errors of typing, become the British ones that entries are written in.
# What is respelt for no reason does no harm: entries and queries are respelt alike.
RESPELT = [
    (re.compile(pattern), british)
    for pattern, british in (
        (r"^(behavi|neighb|fav|col|hon|lab|hum|harb|rum|endeav)or", r"\1our"),
        (r"(\w{3}[iy])z(?=e|ing|ation)", r"\1s"),
        (r"^(counse|labe|trave|cance|signa|mode)l(?=ing|ed|or|er)", r"\1ll"),
        (r"^(cen|thea|me)ter(?=s?$)", r"\1tre"),
        (r"^program(?=s?$)", "programme"),
        (r"^(p|orthop)ed(?=iatr)", r"\1aed"),
        (r"(offen|defen|licen|practi)s(?=e|ing)", r"\1c"),
        (r"^mom(?=s?$|m)", "mum"),
    )
]

_stem = snowballstemmer.stemmer("english").stemWord


@lru_cache(maxsize=50_000)
def stem(word):
    """The term of one folded word."""
    for pattern, british in RESPELT:
        word = pattern.sub(british, word)
    return IRREGULAR.get(word) or _stem(word)
