"""Ascending arrays and bitmaps: what the index does with them, whatever they hold."""

from array import array
from bisect import bisect_left

import numpy as np
from pyroaring import BitMap

ALL = slice(None)

SAMPLED_FROM = 4_000  # scores
STEP = 16


def within(values, among):
    """Which of `values` are `among` ascending ones."""
    if not len(among):
        return np.zeros(len(values), dtype=bool)
    places = among.searchsorted(values)
    places[places == len(among)] = 0
    return among[places] == values


def bitmap(documents):
    # An array("I") is taken over ten times as fast as a numpy array.
    return BitMap(array("I", documents.astype(np.uint32).tobytes()))


def numbers_in(bits):
    """The documents of a bitmap, ascending, as uint32."""
    return np.frombuffer(bits.to_array(), dtype=np.uint32)


def meeting(one, other):
    """Where the common values of two ascending arrays stand in each."""
    if len(one) == len(other) and np.array_equal(one, other):
        return ALL, ALL
    if len(one) < len(other):
        there, here = meeting(other, one)
        return here, there
    places = one.searchsorted(other)
    places[places == len(one)] = 0
    met = one[places] == other
    return places[met], np.flatnonzero(met)


def greatest(scores, count):
    """Places of scores that have the `count` greatest among them, and few more.

    Which are great enough is guessed from a sample, and checked: cheaper than to part all of them exactly.
    """
    if len(scores) < SAMPLED_FROM or count * STEP > len(scores):
        return ALL
    sample = scores[::STEP]
    wanted = min(len(sample), 2 * count // STEP + 8)
    enough_for_all = np.partition(sample, len(sample) - wanted)[len(sample) - wanted]
    places = np.flatnonzero(scores >= enough_for_all)
    return places if len(places) >= count else ALL


def smallest(documents, keys, offset, count):
    """The documents with the smallest keys, in order, from `offset` on."""
    end = offset + count
    if end < len(keys):
        first = np.argpartition(keys, end - 1)[:end]
        documents, keys = documents[first], keys[first]
    return documents[np.argsort(keys, kind="stable")][offset:end].tolist()


class Texts:
    """Many short texts of bytes in ascending order, without an object each."""

    def __init__(self, texts):
        self.ends = np.cumsum([len(text) for text in texts], dtype=np.int64)
        self.all = b"".join(texts)

    def __len__(self):
        return len(self.ends)

    def __getitem__(self, place):
        return self.all[self.ends[place - 1] if place else 0 : self.ends[place]]

    def place_of(self, text):
        """How many of them come before `text`."""
        return bisect_left(self, text)
