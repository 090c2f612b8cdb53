"""How many documents have each option of a page."""


class FacetCounts:
    """The options of a page, to be counted among any documents of one index.

    Each option's set is intersected: among few documents too that takes less than adding up what each of them has.
    """

    def __init__(self, index, options):
        self.options = options  # kept, as the index knows these counts by its identity
        self.sets = {
            name: [(code, index.documents_with_any(keys)) for code, keys in codes.items()]
            for name, codes in options.items()
        }
        self.everything = {name: {code: len(bits) for code, bits in codes} for name, codes in self.sets.items()}

    def count_among(self, found):
        return {name: self.of_group(name, found) for name in self.sets}

    def of_group(self, name, found):
        count = found.intersection_cardinality
        return {code: count(bits) for code, bits in self.sets[name]}
