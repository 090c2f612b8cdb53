"""The index: every published entry in memory, and the answer to a question in about a millisecond.

Sets of documents are bitmaps, so an exact count for every option is an intersection each. Words have postings: the
documents that have a term and its impact in each. An index is two segments, a large one and a small one of what has
changed since, and never changes itself: an edit makes another index that shares the large segment.
"""

from functools import reduce
from operator import and_, or_

import numpy as np
from pyroaring import BitMap

from directory.search.analysis import fingerprint
from directory.search.arrays import bitmap, greatest, numbers_in, smallest, within
from directory.search.asked import EMPTY, Asked
from directory.search.counted import Counted
from directory.search.criteria import PAGE_SIZE, Hits, pages_of
from directory.search.kept import Kept
from directory.search.segment import sort_key
from directory.search.weights import LEAST_TRUST, MOST_PREFERENCES, boosted

WALK = 4000  # documents: up to here, going through all in their order beats sorting those that match

BOOSTS = np.array(
    [[boosted(trust, preferred) for preferred in range(MOST_PREFERENCES + 1)] for trust in range(LEAST_TRUST + 1)],
    dtype=np.int32,
)


class Index:
    """`replaced` are the documents of `base` that have changed or gone since."""

    def __init__(self, *, lexicon, spelling, base, delta, replaced, base_revision=0):
        self.lexicon, self.spelling = lexicon, spelling
        self.base, self.delta, self.replaced = base, delta, replaced
        self.base_revision = base_revision
        both = (base, delta)
        self.size = base.size + delta.size
        self.live = BitMap()
        self.live.add_range(0, self.size)
        self.live -= replaced
        self.entries = np.concatenate([part.entries for part in both])
        self.revisions = np.concatenate([part.revisions for part in both])
        self.trust = np.concatenate([part.trust for part in both])
        self.due = np.concatenate([part.due for part in both])
        self.published = np.concatenate([part.published for part in both])
        self.title_rank = title_ranks(base, delta)
        self.unsunk = self.live - bitmap(np.flatnonzero(np.concatenate([part.sunk for part in both])))
        self._options, self._phrases, self._masks = Kept(2_000), Kept(2_000), Kept(100)
        self._counted, self._keys = Kept(20), {}
        self._fresh = (None, None)

    # Sets of documents

    def any_of(self, keys):
        """The documents that have one of the options `keys`."""
        found = self._options.get(keys)
        if found is None:
            parts = [self._with(number, "options") for number in map(self.lexicon.number, keys) if number]
            found = self._options[keys] = reduce(or_, parts, EMPTY)
        return found

    def having(self, phrase):
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

    def called(self, name):
        """The documents that have this name, given as terms."""
        number = fingerprint(name)
        return bitmap(np.concatenate([part.called(number) for part in (self.base, self.delta)])) - self.replaced

    def is_name(self, name):
        number = fingerprint(name)
        return any(len(part.called(number)) for part in (self.base, self.delta))

    def having_clause(self, clause):
        return reduce(or_, (self.having(phrase.terms) for phrase in clause.phrases))

    def frequency(self, phrase):
        return len(self.having(phrase))

    # The answer

    def search(self, criteria, options, *, today, second):
        """Answer `criteria`. `options` maps facet -> code -> keys: what is counted.

        `today` is the ordinal of the reader's day, `second` the moment in seconds since 1970.
        """
        asked = Asked(self, criteria.clauses)
        base, chosen, found = self._found(criteria, asked)
        total = len(found)
        page = min(criteria.page, pages_of(total))
        documents = self._page(found, criteria, asked, (page - 1) * PAGE_SIZE, today, second)
        counts = self._counts(base, chosen, found, options)
        entries, revisions = self.entries[documents].tolist(), self.revisions[documents].tolist()
        return Hits(total, page, entries, counts, asked.whole, revisions)

    def total(self, criteria):
        """How many entries match, and nothing else."""
        return len(self._found(criteria, Asked(self, criteria.clauses))[-1])

    def _found(self, criteria, asked):
        """(what no choice narrows, the documents of each choice, those that match)"""
        base = reduce(and_, map(self.any_of, criteria.fixed), self.live)
        chosen = {name: self.any_of(keys) for name, keys in criteria.choices.items()}
        fitting = reduce(and_, chosen.values(), base)
        if not criteria.clauses:
            return base, chosen, fitting
        worded = asked.matching(fitting, self.called(criteria.name) if criteria.name else EMPTY)
        return base & worded, chosen, fitting & worded

    def _counts(self, base, chosen, found, options):
        counted = self._counted.get(id(options))
        if counted is None:
            counted = self._counted[id(options)] = Counted(self, options)
        if found is self.live:
            return counted.everything
        counts = counted.among(found)
        for name in chosen:
            if name in options:
                others = reduce(and_, (bits for other, bits in chosen.items() if other != name), base)
                counts[name] = counted.of_group(name, others)
        return counts

    def _page(self, found, criteria, asked, offset, today, second):
        """The documents of one page, in their order."""
        page = []
        for tier in self._tiers(found, criteria, asked, today, second):
            size = len(tier)
            if offset >= size:
                offset -= size
                continue
            page += self._in_order(tier, criteria, asked, offset, PAGE_SIZE - len(page), second)
            offset = 0
            if len(page) == PAGE_SIZE:
                break
        return page

    def _tiers(self, found, criteria, asked, today, second):
        """`found` in parts, each of which comes wholly before the next."""
        match criteria.sort:
            case "best":
                splits = [self.fresh(today), self.unsunk]
                if criteria.has_words:
                    splits += [self.called(criteria.name)] if criteria.name else []
                else:
                    splits += [self.preferred(preference) for preference in criteria.preferences]
            case "date":
                splits = [bitmap(self._next_sessions(second)[0])]
            case _:
                splits = []
        tiers = [found]
        for split in splits:
            tiers = [part for tier in tiers for part in (tier & split, tier - split) if part]
        return tiers

    def fresh(self, today):
        """What is there and has not sunk: not overdue a review, unreachable or past its last day."""
        day, found = self._fresh
        if day != today:
            found = self.unsunk - bitmap(np.flatnonzero(self.due < today))
            self._fresh = (today, found)
        return found

    def preferred(self, preference):
        return self.any_of(preference.keys) - self.any_of(preference.without)

    def _in_order(self, tier, criteria, asked, offset, count, second):
        if criteria.sort == "best" and criteria.has_words:
            documents = numbers_in(tier)
            scores = asked.scores(documents, criteria.hints) * self._boosts(documents, criteria.preferences)
            best = greatest(scores, offset + count)
            documents = documents[best]
            keys = (-scores[best].astype(np.int64) << 32) + self.title_rank[documents]
            return smallest(documents, keys, offset, count)
        if criteria.sort == "date":
            documents, starts = self._next_sessions(second)
            if len(documents) and documents[0] in tier:
                keys = (starts << 24) + self.title_rank[documents]
                dated = within(documents, numbers_in(tier))
                return smallest(documents[dated], keys[dated], offset, count)
        order = criteria.sort if criteria.sort in ("best", "newest") else "title"
        keys = self._key(order)
        end = offset + count
        if end * self.size <= WALK * len(tier):
            return self._walk(tier, order, keys, offset, end)
        documents = numbers_in(tier)
        return smallest(documents, keys[documents], offset, count)

    def _walk(self, tier, order, keys, offset, end):
        """Go through the large segment in its order until the page is full; the small one is looked at whole."""
        candidates = []
        for document in self.base.in_order(order):
            if document in tier:
                candidates.append(document)
                if len(candidates) == end:
                    break
        candidates += [document for document in range(self.base.size, self.size) if document in tier]
        return sorted(candidates, key=keys.__getitem__)[offset:end]

    def _key(self, order):
        """A number for each document by which it is sorted."""
        keys = self._keys.get(order)
        if keys is None:
            keys = self._keys[order] = sort_key(order, self.trust, self.published, self.title_rank)
        return keys

    def _boosts(self, documents, preferences):
        """What the score of each document is multiplied with."""
        preferred = sum(self._mask(preference)[documents] for preference in preferences)
        return BOOSTS[self.trust[documents], preferred]

    def _mask(self, preference):
        """For each document whether it satisfies the preference."""
        mask = self._masks.get(preference)
        if mask is None:
            mask = self._masks[preference] = np.zeros(self.size, dtype=np.int8)
            mask[numbers_in(self.preferred(preference))] = 1
        return mask

    def sessions_begun(self, second):
        """Moves on whenever a session begins, and with it what a list says of its course."""
        return sum(int((part.sessions < second).sum()) for part in (self.base, self.delta))

    def _next_sessions(self, second):
        """(documents, seconds): those that have a session still to come, and when it starts."""
        starts = np.concatenate([part.sessions for part in (self.base, self.delta)])
        documents = np.concatenate([part.session_documents for part in (self.base, self.delta)])
        coming = starts >= second
        found, first = np.unique(documents[coming], return_index=True)
        return found, starts[coming][first]


def title_ranks(base, delta):
    """The place of each document among all titles. The few of `delta` are slid in between those of `base`."""
    ranks = np.empty(base.size + delta.size, dtype=np.int64)
    order = np.arange(base.size)
    slid = np.array([base.titles.place_of(delta.titles[n]) for n in range(delta.size)], dtype=np.int64)
    ranks[base.title_order] = order + slid.searchsorted(order, "right")
    ranks[base.size + delta.title_order] = slid + np.arange(delta.size)
    return ranks
