"""The order of a list: what is there before what has sunk, then by fit to the question, standing, date or title."""

import weakref

import numpy as np

from directory.search.engine.bitmaps import bitmap, documents_in
from directory.search.engine.cache import BoundedCache
from directory.search.engine.pagination import RESULTS_PER_PAGE
from directory.search.engine.segment import sort_key
from directory.search.engine.sorted_arrays import isin_sorted
from directory.search.engine.top_k import smallest_keys, top_scores
from directory.search.engine.weights import (
    FURTHEST,
    LEAST_TRUST,
    MOST_PREFERENCES,
    REACH,
    boost,
)

MASKS = 20_000_000  # bytes kept of which documents satisfy what is preferred
WALK = 4000  # documents: up to here, going through all in their order beats sorting those that match

BOOSTS = np.array(
    [
        [
            [boost(trust, preferred, reach) for reach in range(FURTHEST + 1)]
            for preferred in range(MOST_PREFERENCES + 1)
        ]
        for trust in range(LEAST_TRUST + 1)
    ],
    dtype=np.int32,
)


class Ranking:
    """Puts the documents of one index in order. `scorer` says how well each answers the words of a question."""

    def __init__(self, index):
        self.index = weakref.proxy(index)  # which holds this: held both ways, neither would be freed at once
        self._masks = BoundedCache(min(100, MASKS // (index.size + 1) + 4))
        self._fresh = (None, None)

    def page(self, found, criteria, scorer, offset, today, second, most=RESULTS_PER_PAGE):
        """The documents of one page, in their order: `most` at most, from the place `offset` on."""
        page = []
        for tier in self._tiers(found, criteria, scorer, today, second):
            size = len(tier)
            if offset >= size:
                offset -= size
                continue
            page += self._in_order(tier, criteria, scorer, offset, most - len(page), second)
            offset = 0
            if len(page) == most:
                break
        return page

    def _tiers(self, found, criteria, scorer, today, second):
        """`found` in parts, each of which comes wholly before the next."""
        splits = []
        if criteria.sort in ("best", "date", "in_force"):
            sinking = self.index.documents_with_any(criteria.sinking)
            splits += [self.index.live - sinking, self.fresh(today), self.index.unsunk]
        match criteria.sort:
            case "best" if criteria.has_words:
                splits += [self.index.documents_named(criteria.name)] if criteria.name else []
            case "best":
                splits += [self.index.helping, *map(self.preferred, criteria.preferences)]
            case "date":  # only of what has none does it matter what is preferred
                dated = bitmap(self._next_sessions(second)[0])
                splits += [dated, *(dated | self.preferred(preference) for preference in criteria.preferences)]
        tiers = [found]
        for split in splits:
            tiers = [part for tier in tiers for part in (tier & split, tier - split) if part]
        return tiers

    def fresh(self, today):
        """What is there and has not sunk: not overdue a review, unreachable or past its last day."""
        day, found = self._fresh
        if day != today:
            found = self.index.unsunk - bitmap(np.flatnonzero(self.index.due < today))
            self._fresh = (today, found)
        return found

    def preferred(self, preference):
        return self.index.documents_with_any(preference.keys) - self.index.documents_with_any(preference.without)

    def _in_order(self, tier, criteria, scorer, offset, count, second):
        if criteria.sort == "best" and criteria.has_words:
            documents = documents_in(tier)
            scores = scorer.scores(documents) * self._boosts(documents, criteria.preferences)
            best = top_scores(scores, offset + count)
            documents = documents[best]
            keys = (-scores[best].astype(np.int64) << 32) + self.index.title_rank[documents]
            return smallest_keys(documents, keys, offset, count)
        if criteria.sort == "date":
            documents, starts = self._next_sessions(second)
            dated = isin_sorted(documents, documents_in(tier))
            if dated.any():
                keys = (starts << 24) + self.index.title_rank[documents]
                return smallest_keys(documents[dated], keys[dated], offset, count)
        order = "best" if criteria.sort == "date" else criteria.sort
        end = offset + count
        if end * self.index.size <= WALK * len(tier):
            return self._walk(tier, order, offset, end)
        documents = documents_in(tier)
        return smallest_keys(documents, sort_key(order, self.index, documents), offset, count)

    def _walk(self, tier, order, offset, end):
        """Go through the large segment in its order until the page is full; the small one is looked at whole."""
        candidates = []
        for document in by_and_by(self.index.base.in_order(order)):
            if document in tier:
                candidates.append(document)
                if len(candidates) == end:
                    break
        candidates = np.array(candidates + (tier & self.index.small).to_array().tolist(), dtype=np.uint32)
        return smallest_keys(candidates, sort_key(order, self.index, candidates), offset, end - offset)

    def _boosts(self, documents, preferences):
        """What the score of each document is multiplied with."""
        preferred = sum(self._mask(preference)[documents] for preference in preferences)
        return BOOSTS[self.index.trust[documents], preferred, self.index.standing[documents] // REACH]

    def _mask(self, preference):
        """For each document whether it satisfies the preference."""
        mask = self._masks.get(preference)
        if mask is None:
            mask = self._masks[preference] = np.zeros(self.index.size, dtype=np.int8)
            mask[documents_in(self.preferred(preference))] = 1
        return mask

    def _next_sessions(self, second):
        """(documents, seconds): those that have a session still to come, and when it starts."""
        starts = np.concatenate([part.sessions for part in (self.index.base, self.index.delta)])
        documents = np.concatenate([part.session_documents for part in (self.index.base, self.index.delta)])
        coming = starts >= second
        found, first = np.unique(documents[coming], return_index=True)
        return found, starts[coming][first]


def by_and_by(numbers):
    """The numbers of an array, of which the first may be enough."""
    for start in range(0, len(numbers), WALK):
        yield from numbers[start : start + WALK].tolist()
