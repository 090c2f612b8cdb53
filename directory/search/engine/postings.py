"""Inverted lists: from each term or option to the documents that have it."""

import numpy as np

from directory.search.engine.sorted_arrays import OfArrays

IMPACT_BITS = np.uint64(8)


class InvertedLists(OfArrays):
    """For each key the values that belong to it, ascending. Values are numbers below 2**32."""

    ARRAYS = ("values", "keys", "edges")

    def __init__(self, keys, values):
        both = keys.astype(np.uint64)
        both <<= np.uint64(32)
        both |= values
        both.sort()
        self.values = both.astype(np.uint32)  # the lower half
        both >>= np.uint64(32)
        self.keys, self.edges = run_edges(both)

    def span(self, key):
        """Where the values of `key` begin and end."""
        place = self.keys.searchsorted(key)
        if place == len(self.keys) or self.keys[place] != key:
            return 0, 0
        return self.edges[place], self.edges[place + 1]

    def of(self, key):
        start, end = self.span(key)
        return self.values[start:end]


class Postings(InvertedLists):
    """For each term the documents that have it, ascending, and its impact in each."""

    ARRAYS = (*InvertedLists.ARRAYS, "impacts")

    def __init__(self, terms, documents, impacts):
        both = terms.astype(np.uint64)
        both <<= np.uint64(32)
        both |= documents
        both <<= IMPACT_BITS
        both |= impacts
        both.sort()
        self.impacts = both.astype(np.uint8)
        both >>= IMPACT_BITS
        self.values = both.astype(np.uint32)
        both >>= np.uint64(32)
        self.keys, self.edges = run_edges(both)

    def with_impacts(self, term):
        """(documents, impacts)"""
        start, end = self.span(term)
        return self.values[start:end], self.impacts[start:end]


def run_edges(ascending):
    """(each value once, where each begins and, last, where all end)"""
    begins = np.flatnonzero(ascending[1:] != ascending[:-1]) + 1
    edges = np.concatenate([[0], begins, [len(ascending)]]) if len(ascending) else np.zeros(1, dtype=np.int64)
    return ascending[edges[:-1]].astype(np.uint32), edges
