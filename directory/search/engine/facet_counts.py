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
        self.sets = {
            name: [(code, index.documents_with_any(keys)) for code, keys in codes.items()]
            for name, codes in options.items()
        }
        self.everything = {name: {code: len(bits) for code, bits in codes} for name, codes in self.sets.items()}

    def count_among(self, found):
        if len(found) > FEW_TO_COUNT:
            return {name: self.of_group(name, found) for name in self.options}
        counts = self.in_rows(found)
        return {name: dict(zip(codes, counts[start:end], strict=True)) for name, codes, start, end in self.columns}

    def of_group(self, name, found):
        count = found.intersection_cardinality
        return {code: count(bits) for code, bits in self.sets[name]}

    def in_rows(self, found):
        """How many of a few documents have each option, in the order of the options."""
        documents, number_of = documents_in(found), self.index.lexicon.number
        rows = [
            part.table(self.options, number_of)[among - part.first]
            for part, among in zip((self.index.base, self.index.delta), self.index.split(documents), strict=True)
        ]
        return np.unpackbits(np.concatenate(rows), axis=1).sum(axis=0, dtype=np.int64).tolist()

    @cached_property
    def columns(self):
        """(facet, its codes, where their counts begin and end)"""
        ends = list(accumulate(map(len, self.options.values())))
        return [
            (name, list(codes), end - len(codes), end)
            for (name, codes), end in zip(self.options.items(), ends, strict=True)
        ]
