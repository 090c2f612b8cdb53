"""The vectors of words, and the vector of a text: the direction in which its words point together."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import numpy as np

from directory.search.meaning.nearness import packed

TABLE = Path(__file__).with_name("words.npy")
TELLING = 160  # a vector so long says something by itself: that of "groped" does, that of "went" does not


class WordTable:
    """Words in ascending order, each with its vector. The longer the vector, the more the word says."""

    def __init__(self, path):
        rows = np.load(path, mmap_mode="r")
        self.words, self.vectors = np.ascontiguousarray(rows["word"]), rows["vector"]

    def vectors_of(self, words):
        """A row for each of `words`, noughts for one that is not known."""
        wanted = np.array([word.encode() for word in words])
        places = np.minimum(self.words.searchsorted(wanted), len(self.words) - 1)
        return self.vectors[places].astype(np.int64) * (self.words[places] == wanted)[:, None]


@cache
def word_table():
    """The table of this process, opened at its first use."""
    return WordTable(TABLE)


@cache
def table_version():
    """Changes with the table: vectors that were made with another cannot be compared with today's."""
    return hashlib.blake2b(TABLE.read_bytes(), digest_size=8).hexdigest()


def vector_of(words: Iterable[str] | Mapping[str, int]) -> bytes:
    """What `words` (folded) mean together, for `nearness`; b"" if none of them is known to say something.

    Each counts once, or as often as a mapping says.
    """
    counts = words if isinstance(words, Mapping) else dict.fromkeys(words, 1)
    if not counts:
        return b""
    vectors = word_table().vectors_of(counts)
    if (vectors * vectors).sum(axis=1).max() < TELLING**2:
        return b""
    return packed(np.array(list(counts.values())) @ vectors)
