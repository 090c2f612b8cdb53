"""Arrays in ascending order: which values two of them share, and where."""

from bisect import bisect_left

import numpy as np

ALL = slice(None)


def isin_sorted(values, among):
    """Which of `values` are `among` ascending ones."""
    if not len(among):
        return np.zeros(len(values), dtype=bool)
    places = among.searchsorted(values)
    places[places == len(among)] = 0
    return among[places] == values


def intersect_sorted(one, other):
    """Where the common values of two ascending arrays stand in each."""
    if len(one) == len(other) and np.array_equal(one, other):
        return ALL, ALL
    if len(one) < len(other):
        there, here = intersect_sorted(other, one)
        return here, there
    places = one.searchsorted(other)
    places[places == len(one)] = 0
    met = one[places] == other
    return places[met], np.flatnonzero(met)


class SortedTexts:
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
