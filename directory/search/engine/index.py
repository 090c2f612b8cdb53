"""The index: every published entry in memory, and the answer to a question in about a millisecond.

Sets of documents are bitmaps, so an exact count for every option is an intersection each. Words have postings: the
documents that have a term and its impact in each. An index is two segments, a large one and a small one of what has
changed since, and never changes itself: an edit makes another index that shares the large segment.
"""

from functools import cached_property, reduce
from math import prod
from operator import and_, or_

import numpy as np
from pyroaring import BitMap

from directory.search.engine.bitmaps import EMPTY, bitmap, by_number_of_sets, documents_in
from directory.search.engine.cache import BoundedCache
from directory.search.engine.facet_counts import FacetCounts
from directory.search.engine.hits import Hits
from directory.search.engine.lexicon import fingerprint
from directory.search.engine.pagination import RESULTS_PER_PAGE, page_count
from directory.search.engine.ranking import Ranking
from directory.search.engine.scoring import Scorer
from directory.search.engine.top_k import smallest_keys
from directory.search.engine.weights import HELPING, LEAST_NEAR, MOST_NEAR


class Index:
    """`replaced` are the documents of `base` that have changed or gone since.

    `expected_share_of` gives the share (0 to 1) of texts on any subject that have a term.
    """

    def __init__(self, *, lexicon, base, delta, replaced, expected_share_of=lambda term: 0.0):
        self.expected_share_of = expected_share_of
        self.lexicon = lexicon
        self.base, self.delta, self.replaced = base, delta, replaced
        self.size = base.size + delta.size
        self.live, self.small = BitMap(), BitMap()
        self.live.add_range(0, self.size)
        self.live -= replaced
        self.small.add_range(base.size, self.size)
        self.entries, self.revisions = joined(base.entries, delta.entries), joined(base.revisions, delta.revisions)
        self.trust, self.due = joined(base.trust, delta.trust), joined(base.due, delta.due)
        self.standing = joined(base.standing, delta.standing)
        self.title_rank = title_ranks(base, delta)
        self.unsunk = self.live - bitmap(np.flatnonzero(joined(base.sunk, delta.sunk)))
        self.helping = self.live - bitmap(np.flatnonzero(self.standing >= HELPING))
        self._options, self._phrases, self._clauses = BoundedCache(2_000), BoundedCache(2_000), BoundedCache(500)
        self._counted = BoundedCache(20)
        self._ranking = Ranking(self)

    @cached_property
    def in_force(self):
        return joined(self.base.in_force, self.delta.in_force)

    @cached_property
    def published(self):
        return joined(self.base.published, self.delta.published)

    # Sets of documents

    def documents_with_any(self, keys):
        """The documents that have one of the options `keys`."""
        found = self._options.get(keys)
        if found is None:
            parts = [self._with(number, "options") for number in map(self.lexicon.number, keys) if number]
            found = self._options[keys] = reduce(or_, parts, EMPTY)
        return found

    def documents_with(self, phrase):
        """The documents that have these terms one after the other."""
        found = self._phrases.get(phrase)
        if found is None:
            numbers = [self.lexicon.number(term) for term in phrase]
            if not all(numbers):
                return EMPTY  # and nothing is kept of words that nobody wrote: they may be anything
            found = self._phrases[phrase] = self._having(numbers)
        return found

    def split(self, documents):
        """Those of ascending documents that are in the large segment, and those that are in the small one."""
        edge = documents.searchsorted(self.base.size)
        return documents[:edge], documents[edge:]

    def _having(self, numbers):
        if len(numbers) == 1:
            return self._with(numbers[0], "postings")
        old, new = (bitmap(part.with_phrase(numbers)) for part in (self.base, self.delta))
        return (old - self.replaced) | new

    def _with(self, number, runs):
        old, new = self.base.set_of(runs, number), self.delta.set_of(runs, number)
        return (old - self.replaced) | new if self.delta.size or self.replaced else old

    def documents_named(self, name):
        """The documents that have this name, given as terms."""
        number = fingerprint(name)
        return (
            bitmap(np.concatenate([part.documents_named(number) for part in (self.base, self.delta)])) - self.replaced
        )

    def is_name(self, name):
        number = fingerprint(name)
        return any(len(part.documents_named(number)) for part in (self.base, self.delta))

    def documents_with_clause(self, clause):
        return self._with_clause(clause)[0]

    def known_phrases(self, clause):
        """Those of its phrases that any document has: most synonyms are in none."""
        return self._with_clause(clause)[1]

    def _with_clause(self, clause):
        found = self._clauses.get(clause)
        if found is None:
            sets = [(phrase, self.documents_with(phrase[0])) for phrase in clause]
            known = tuple(phrase for phrase, documents in sets if documents)
            found = reduce(or_, (documents for _, documents in sets), EMPTY), known
            if known:  # else, as above
                self._clauses[clause] = found
        return found

    def expected_share(self, clause):
        """That of the words that were typed, which are a clause's first phrase."""
        return prod(map(self.expected_share_of, clause[0][0]))

    def frequency(self, phrase):
        return len(self.documents_with(phrase))

    # The answer

    def search(self, criteria, options, *, today, second):
        """Answer `criteria`. `options` maps facet -> code -> keys: what is counted.

        `today` is the ordinal of the reader's day, `second` the moment in seconds since 1970.
        """
        scorer = Scorer(self, criteria)
        base, chosen, found = self._found(criteria, scorer)
        total = len(found)
        page = min(criteria.page, page_count(total))
        documents = self._ranking.page(found, criteria, scorer, (page - 1) * RESULTS_PER_PAGE, today, second)
        counts = self._counts(base, chosen, found, options)
        entries, revisions = self.entries[documents].tolist(), self.revisions[documents].tolist()
        near = self._near(criteria, found, today) if page == page_count(total) else []
        return Hits(
            total,
            page,
            entries,
            counts,
            scorer.whole,
            revisions,
            self.entries[near].tolist(),
            self.revisions[near].tolist(),
        )

    def ids_from(self, criteria, start, most, *, today, second, since=None):
        """(how many entries match, the ids of at most `most` of them from the place `start` on), in their order.

        What has changed after the revision `since` comes last, in the order in which it did: whoever reads on from
        that revision finds all else in the same order.
        """
        scorer = Scorer(self, criteria)
        found = self._found(criteria, scorer)[-1]
        changed = self._changed_after(since, found) if since is not None else []
        rest = found - BitMap(changed) if changed else found
        documents = self._ranking.page(rest, criteria, scorer, start, today, second, most) if most else []
        place = max(0, start - len(rest))
        return len(found), self.entries[documents + changed[place : place + most - len(documents)]].tolist()

    def _changed_after(self, revision, found):
        """Those of `found` that were written after it, the first first."""
        changed = np.flatnonzero(self.revisions > revision)
        order = np.lexsort((self.entries[changed], self.revisions[changed]))
        return [document for document in changed[order].tolist() if document in found]

    def matching(self, criteria):
        """The documents that match, in no order."""
        return self._found(criteria, Scorer(self, criteria))[-1]

    def total(self, criteria):
        """How many entries match, and nothing else."""
        return len(self.matching(criteria))

    def sharing_most(self, criteria, shared, groups, most):
        """For each of `groups`, the ids of the `most` active entries that match and have something of the most of
        `shared`; by title, where they have as much. All are sets of keys. Who shares nothing is not among them.
        """
        found = self.matching(criteria) & self.unsunk
        sharing = by_number_of_sets(found, list(map(self.documents_with_any, shared)))
        for of_group in map(self.documents_with_any, groups):
            best = []
            for some in reversed(sharing):
                if len(best) == most:
                    break
                documents = documents_in(some & of_group)
                best += smallest_keys(documents, self.title_rank[documents], 0, most - len(best))
            yield self.entries[best].tolist()

    def _found(self, criteria, scorer):
        """(what no choice narrows, the documents of each choice, those that match)"""
        base = reduce(and_, map(self.documents_with_any, criteria.fixed), self.live)
        chosen = {name: self.documents_with_any(keys) for name, keys in criteria.choices.items()}
        fitting = reduce(and_, chosen.values(), base)
        if not criteria.clauses:
            return base, chosen, fitting
        worded = scorer.matching(fitting, self.documents_named(criteria.name) if criteria.name else EMPTY)
        return base & worded, chosen, fitting & worded

    def nearness(self, documents, meaning):
        """How near each of `documents` (ascending) is to a vector in meaning."""
        parts = zip((self.base, self.delta), self.split(documents), strict=True)
        return np.concatenate([part.nearness(among - part.first, meaning) for part, among in parts])

    def _near(self, criteria, found, today):
        """The few that fit every filter, have not sunk, and are nearest in meaning of those that are not `found`."""
        if not criteria.meaning or criteria.sort != "best":
            return []
        sets = map(self.documents_with_any, (*criteria.choices.values(), *criteria.fixed, criteria.near_within))
        sunk = self.documents_with_any(criteria.sinking)
        documents = documents_in(reduce(and_, sets, self._ranking.fresh(today)) - found - sunk)
        how_near = self.nearness(documents, criteria.meaning)
        near = how_near >= (LEAST_NEAR if found else criteria.least_near_alone)
        keys = (-how_near[near] << 32) + self.title_rank[documents[near]]
        return smallest_keys(documents[near], keys, 0, MOST_NEAR)

    def _counts(self, base, chosen, found, options):
        counted = self._counted.get(id(options))
        if counted is None:
            counted = self._counted[id(options)] = FacetCounts(self, options)
        if found is self.live:
            return counted.everything
        counts = counted.count_among(found)
        for name in chosen:
            if name in options:
                others = reduce(and_, (bits for other, bits in chosen.items() if other != name), base)
                counts[name] = counted.of_group(name, others)
        return counts

    def sessions_begun(self, second):
        """Moves on whenever a session begins, and with it what a list says of its course."""
        return sum(int((part.sessions < second).sum()) for part in (self.base, self.delta))


def joined(old, new):
    """One after the other. What nothing comes after is not copied: all processes may share it."""
    return np.concatenate([old, new]) if len(new) else old


def title_ranks(base, delta):
    """The place of each document among all titles. The few of `delta` are slid in between those of `base`."""
    if not delta.size:
        return base.title_rank
    slid = np.array([base.titles.place_of(title) for title in delta.titles[:]], dtype=np.int64)
    before = np.bincount(slid, minlength=base.size + 1).cumsum(dtype=np.uint32)  # of delta, for each place in base
    of_delta = slid.astype(np.uint32)[delta.title_rank] + delta.title_rank
    return np.concatenate([base.title_rank + before[base.title_rank], of_delta])
