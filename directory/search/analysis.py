"""From text to terms: the same for what entries say and for what people type.

Text is folded (case, accents, apostrophes, punctuation) into words, words that carry no meaning are left out, and
each word is stemmed into the term that it is found by.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"[a-z0-9]+")
TYPED = re.compile(r"&|[^\W_]+(?:['’‘][^\W_]+)*")
LONGEST_WORD = 40  # letters; what is longer is an address or a mistake, and is cut

# Left out of entries and queries alike, so that a phrase keeps its shape with or without them.
STOP_WORDS = frozenset(
    """
    a about all also am an and any anybody anyone anything are as at be because been being but by can cannot could did
    do does doing dont for from get gets getting give go going got had has have having he help her here him his how i
    if im in into is it its ive let like look looking may me might must my need needs of on or our please she should
    so somebody someone something some such than that the their them then there these they this those to trying up us
    want wants was we were what when where which who whom why will with would you your
    """.split()
)

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


def fold(text):
    """Lower case, no accents, no apostrophes; "&" is "and"; any other punctuation is a space."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"['’‘]", "", plain).replace("&", " and ")


@lru_cache(maxsize=50_000)
def stem(word):
    """The term of one folded word."""
    for pattern, british in RESPELT:
        word = pattern.sub(british, word)
    return IRREGULAR.get(word) or _stem(word)


def words(text):
    """The folded words of `text` that carry meaning, in their order, repeats kept."""
    return [word[:LONGEST_WORD] for word in WORD.findall(fold(text)) if word not in STOP_WORDS]


def terms(text):
    """The terms of `text` in their order, repeats kept."""
    return [stem(word) for word in words(text)]


@dataclass(frozen=True)
class Typed:
    """One word as it was typed: where it stands in the text, and its folded form."""

    start: int
    end: int
    folded: str

    @property
    def is_stop_word(self):
        return self.folded in STOP_WORDS


def typed_words(text):
    """Every word of `text`, stop words too, with its place, for whoever must cut words out of what was typed."""
    found = []
    for match in TYPED.finditer(text):
        folded = "".join(WORD.findall(fold(match[0])))[:LONGEST_WORD]
        if folded:
            found.append(Typed(match.start(), match.end(), folded))
    return found


def spaced(words):
    """Terms as documents store them: between single spaces, one at either end."""
    return f" {' '.join(words)} "


def fingerprint(name):
    """A name, given as terms, as one number of 64 bits."""
    return int.from_bytes(hashlib.blake2b(" ".join(name).encode(), digest_size=8).digest(), "little")
