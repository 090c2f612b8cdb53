"""How common words are in English, whatever the bank holds. The list beside this file says where it comes from."""

from collections import defaultdict
from functools import cache
from pathlib import Path

from directory.search.language.english.stemming import stem

LIST = Path(__file__).with_name("word_frequencies.txt")
COUNTED = 10**9  # a Zipf value is the logarithm of how often a word stands among so many
ENTRY_LENGTH = 1_000  # words of ordinary English that say as much as one entry, which repeats what it is about
COMMON = 5.4  # the Zipf value from which on a word is among the commonest
RARE = 3.6  # the Zipf value below which a word says as much as it can


@cache
def zipf_by_word():
    """Folded word -> its Zipf value, of some 72,000 words."""
    found = {}
    for line in LIST.read_text().splitlines():
        if not line.startswith("#"):
            zipf, *words = line.split()
            found.update(dict.fromkeys(words, float(zipf)))
    return found


def is_english(word):
    """Whether a folded word is one that somebody may well mean as it stands."""
    return word in zipf_by_word()


def is_common(word):
    """Whether a folded word is among the few hundred that stand in texts about anything."""
    return zipf_by_word().get(word, 0.0) >= COMMON


@cache
def expected_shares():
    """Term -> the share (0 to 1) of texts as long as an entry that have it, whatever they are about."""
    often = defaultdict(float)
    for word, zipf in zipf_by_word().items():
        if zipf >= RARE:
            often[stem(word)] += 10**zipf / COUNTED
    return {term: 1 - (1 - each) ** ENTRY_LENGTH for term, each in often.items()}


def expected_share_of(term):
    return expected_shares().get(term, 0.0)
