"""How many documents have each option of a page."""

import weakref
from functools import cached_property
from itertools import accumulate

import numpy as np

from directory.search.engine.bitmaps import documents_in

FEW_TO_COUNT = 250  # documents


class FacetCounts:
    """The options of a page, to be counted among any documents of one index.

    Among few documents their rows of options are added up; among many each option's set is intersected.
    """

    def __init__(self, index, options):
        self.index, self.options = weakref.proxy(index), options  # as in `Ranking`
        self._keys = {}
        self.sets = {
            name: [(code, index.documents_with_any(keys)) for code, keys in codes.items()]
            for name, codes in options.items()
        }
        self.everything = {name: {code: len(bits) for code, bits in codes} for name, codes in self.sets.items()}

    def count_among(self, found):
        if len(found) > FEW_TO_COUNT or not any(self.options.values()):
            return {name: self.of_group(name, found) for name in self.options}
        counts = self.in_rows(found)
        return {name: dict(zip(codes, counts[start:end], strict=True)) for name, codes, start, end in self.columns}

    def of_group(self, name, found):
        count = found.intersection_cardinality
        return {code: count(bits) for code, bits in self.sets[name]}

    def in_rows(self, found):
        """How many of a few documents have each option, in the order of the options."""
        parts = zip((self.index.base, self.index.delta), self.index.split(documents_in(found)), strict=True)
        return sum(self._among(part, among - part.first) for part, among in parts).tolist()

    def _among(self, part, places):
        """The same of documents of one segment. An option may be any of several of theirs."""
        keys, begins = self._keys_of(part)
        has = np.unpackbits(part.option_rows[places], axis=1)[:, keys]
        return np.maximum.reduceat(has, begins, axis=1).sum(axis=0, dtype=np.int64)

    def _keys_of(self, part):
        """(where the keys of all options stand in rows of this segment, where those of each begin)"""
        found = self._keys.get(id(part))
        if found is None:
            sets = [keys for codes in self.options.values() for keys in codes.values()]
            numbers = [[self.index.lexicon.number(key) for key in keys] or [0] for keys in sets]
            begins = np.cumsum([0, *map(len, numbers[:-1])])
            found = self._keys[id(part)] = part.option_places(np.concatenate(numbers)), begins
        return found

    @cached_property
    def columns(self):
        """(facet, its codes, where their counts begin and end)"""
        ends = list(accumulate(map(len, self.options.values())))
        return [
            (name, list(codes), end - len(codes), end)
            for (name, codes), end in zip(self.options.items(), ends, strict=True)
        ]
