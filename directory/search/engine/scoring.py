"""Which documents have enough of the words of a question, and how well each of them answers it."""

from functools import reduce
from operator import and_, or_

import numpy as np

from directory.search.engine.bitmaps import EMPTY, bitmap, documents_in
from directory.search.engine.sorted_arrays import ALL, intersect_sorted, isin_sorted
from directory.search.engine.weights import BASE_SCORE, HANDFUL, about_score, hint_score, idf, minimum_should_match

FEW_CLAUSES = 16
SPARSE = 60  # of so many documents one: from here on, a table of all documents is faster than looking each up


class Scorer:
    """The words of a question against one index: which documents have enough of them, and how well."""

    def __init__(self, index, criteria):
        self.index, self.hints = index, criteria.hints
        self.about = [(index.documents_with_any(keys), closeness) for keys, closeness in criteria.about]
        sets = [index.documents_with_clause(clause) for clause in criteria.clauses]
        known = [(clause, found) for clause, found in zip(criteria.clauses, sets, strict=True) if found]
        self.clauses = [clause for clause, _ in known]
        self.sets = [found for _, found in known]
        entries = len(index.live)
        self.weights = [
            idf(entries, len(found), index.expected_share(clause))
            for clause, found in zip(self.clauses, self.sets, strict=True)
        ]
        self.whole = True

    def matching(self, fitting, named):
        """The documents that are about what the words mean, or have enough of them: as the best of those that fit the
        filters have.

        So a filter never leads to nothing while something that fits it has some of the words. If nothing has, the
        counts still say what other filters would find. `named` are documents that are called so: where one of those
        fits, nothing less is looked for.
        """
        return reduce(or_, (found for found, _ in self.about), self._with_enough_words(fitting, named))

    def _with_enough_words(self, fitting, named):
        if not self.sets:
            return EMPTY
        every = reduce(and_, self.sets)
        complete = fitting.intersection_cardinality(every)
        self.whole = complete > 0
        exact = not fitting.isdisjoint(named)
        if len(self.sets) == 1 or (len(self.sets) == 2 and complete >= (1 if exact else HANDFUL)):
            return every
        documents = documents_in(reduce(or_, self.sets))
        matched_weight = sum(
            weight * self._are_among(documents, having)
            for having, weight in zip(self.sets, self.weights, strict=True)
        )
        best = (
            ()
            if exact
            else greatest_weights(matched_weight[self._are_among(documents, fitting)])
            or greatest_weights(matched_weight)
        )
        return bitmap(documents[matched_weight >= minimum_should_match(self.weights, best)])

    def _are_among(self, documents, bits):
        """Which of `documents` (ascending) are in a bitmap."""
        if len(documents) * SPARSE < self.index.size:
            return isin_sorted(documents, documents_in(bits))
        table = np.zeros(self.index.size, dtype=bool)
        table[documents_in(bits)] = True
        return table[documents]

    def scores(self, documents):
        """How well each of `documents` (ascending) answers the words."""
        # Half as wide, twice as fast; no score of so few clauses is too great for it.
        width = np.int32 if len(self.clauses) + len(self.hints) <= FEW_CLAUSES else np.int64
        total = np.full(len(documents), BASE_SCORE, dtype=width)
        for clause, weight in zip(self.clauses, self.weights, strict=True):
            total += weight * self._closest(documents, clause, width)
        if self.about:
            total += about_score(self.weights) * self._closest_about(documents, width)
        entries = len(self.index.live)
        for clause in self.hints:
            frequency = len(self.index.documents_with_clause(clause))
            if frequency:
                weight = idf(entries, frequency, self.index.expected_share(clause))
                total += hint_score(weight * self._closest(documents, clause, width))
        return total

    def _closest(self, documents, clause, width):
        """For each document the greatest impact of any phrase, times how close the phrase is."""
        best = np.zeros(len(documents), dtype=width)
        for terms, closeness in self.index.known_phrases(clause):
            places, impacts = self._impacts(documents, terms)
            best[places] = np.maximum(best[places], impacts * width(closeness))
        return best

    def _closest_about(self, documents, width):
        """For each document how close it is to what the words mean, 0 to 4."""
        closest = np.zeros(len(documents), dtype=width)
        for found, closeness in self.about:
            closest = np.maximum(closest, width(closeness) * self._are_among(documents, found))
        return closest

    def _impacts(self, documents, terms):
        """(where in `documents` a phrase that some have stands, its impact there: that of its weakest term)"""
        numbers = [self.index.lexicon.number(term) for term in terms]
        if len(numbers) == 1:
            having, impacts = self._postings(numbers[0])
            if min(len(having), len(documents)) * SPARSE > self.index.size:
                dense = np.zeros(self.index.size, dtype=np.uint8)
                dense[having] = impacts
                return ALL, dense[documents]
            places, other_places = intersect_sorted(documents, having)
            return places, impacts[other_places]
        having = documents_in(self.index.documents_with(terms))
        places, other_places = intersect_sorted(documents, having)
        impacts = (self._impacts_at(having[other_places], number) for number in numbers)
        return places, reduce(np.minimum, impacts)

    def _impacts_at(self, documents, number):
        """The impact of a term in documents that all have it."""
        having, impacts = self._postings(number)
        return impacts[having.searchsorted(documents)]

    def _postings(self, number):
        """(documents, impacts) of a term. Documents that were replaced are still among them; no tier has those."""
        base, delta = self.index.base, self.index.delta
        if not delta.size:
            return base.postings.with_impacts(number)
        parts = zip(base.postings.with_impacts(number), delta.postings.with_impacts(number), strict=True)
        return tuple(np.concatenate(part) for part in parts)


def greatest_weights(weights):
    """The greatest few that are not nought, the greatest first."""
    greatest = np.partition(weights, -HANDFUL)[-HANDFUL:] if len(weights) > HANDFUL else weights
    return sorted((int(weight) for weight in greatest if weight), reverse=True)
