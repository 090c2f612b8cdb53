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
from directory.search.criteria import PAGE_SIZE, Hits, pages_of
from directory.search.kept import Kept
from directory.search.segment import bitmap, numbers_in, sort_key, within
from directory.search.weights import FLOOR, HANDFUL, LEAST_TRUST, MOST_PREFERENCES, boosted, enough, hinted, rarity

WALK = 4000  # documents: up to here, going through all in their order beats sorting those that match
EMPTY = BitMap()


class Index:
    """`replaced` are the documents of `base` that have changed or gone since."""

    def __init__(self, *, lexicon, spelling, base, delta, replaced, base_revision=0):
        self.lexicon, self.spelling = lexicon, spelling
        self.base, self.delta, self.replaced = base, delta, replaced
        self.base_revision = base_revision
        both = (base, delta)
        self.size = base.size + delta.size
        self.live = BitMap(range(self.size)) - replaced
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
            found = self._having([self.lexicon.number(term) for term in phrase])
            if found:  # nothing is kept of words that nobody wrote: they may be anything
                self._phrases[phrase] = found
        return found

    def _having(self, numbers):
        if not all(numbers):
            return EMPTY
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
        whole = found is self.live
        known = self._counted.get(id(options))
        if known is None:
            sets = {
                name: [(code, self.any_of(keys)) for code, keys in codes.items()] for name, codes in options.items()
            }
            everything = {name: {code: len(bits) for code, bits in codes} for name, codes in sets.items()}
            known = self._counted[id(options)] = (options, sets, everything)
        _, sets, everything = known
        if whole:
            return everything
        counts = {}
        for name, codes in sets.items():
            among = found
            if name in chosen:
                among = reduce(and_, (bits for other, bits in chosen.items() if other != name), base)
            count = among.intersection_cardinality
            counts[name] = {code: count(bits) for code, bits in codes} if among else dict.fromkeys(options[name], 0)
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
        """What is there and not overdue a review."""
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


class Asked:
    """The words of a question against one index: which documents have enough of them, and how well."""

    def __init__(self, index, clauses):
        self.index = index
        sets = [index.having_clause(clause) for clause in clauses]
        known = [(clause, found) for clause, found in zip(clauses, sets, strict=True) if found]
        self.clauses = [clause for clause, _ in known]
        self.sets = [found for _, found in known]
        entries = len(index.live)
        self.weights = [rarity(entries, len(found)) for found in self.sets]
        self.whole = True

    def matching(self, fitting, named):
        """The documents that have enough of the words, as the best of those that fit the filters have.

        So a filter never leads to nothing while something that fits it has some of the words. If nothing has, the
        counts still say what other filters would find. `named` are documents that are called so: where one of those
        fits, nothing less is looked for.
        """
        if not self.sets:
            return EMPTY
        every = reduce(and_, self.sets)
        complete = fitting.intersection_cardinality(every)
        self.whole = complete > 0
        exact = not fitting.isdisjoint(named)
        if len(self.sets) <= 2 and complete >= (1 if exact else HANDFUL):
            return every
        held = np.zeros(self.index.size, dtype=np.int32)
        for found, weight in zip(self.sets, self.weights, strict=True):
            held[numbers_in(found)] += weight
        best = () if exact else most_of(held[numbers_in(fitting)]) or most_of(held)
        return bitmap(np.flatnonzero(held >= enough(self.weights, best)))

    def scores(self, documents, hints):
        """How well each of `documents` (ascending) answers the words."""
        # Half as wide, twice as fast; no score of so few clauses is too great for it.
        width = np.int32 if len(self.clauses) + len(hints) <= FEW_CLAUSES else np.int64
        total = np.full(len(documents), FLOOR, dtype=width)
        for clause, weight in zip(self.clauses, self.weights, strict=True):
            total += weight * self._closest(documents, clause, width)
        entries = len(self.index.live)
        for clause in hints:
            frequency = len(self.index.having_clause(clause))
            if frequency:
                total += hinted(rarity(entries, frequency) * self._closest(documents, clause, width))
        return total

    def _closest(self, documents, clause, width):
        """For each document the greatest impact of any phrase, times how close the phrase is."""
        best = np.zeros(len(documents), dtype=width)
        for phrase in clause.phrases:
            places, impacts = self._impacts(documents, phrase.terms)
            best[places] = np.maximum(best[places], impacts * width(phrase.closeness))
        return best

    def _impacts(self, documents, terms):
        """(where in `documents` a phrase stands, its impact there: that of its weakest term)"""
        numbers = [self.index.lexicon.number(term) for term in terms]
        if not all(numbers):
            return slice(0, 0), np.zeros(0, dtype=np.uint8)
        if len(numbers) == 1:
            having, impacts = self._postings(numbers[0])
            if min(len(having), len(documents)) * SPARSE > self.index.size:
                dense = np.zeros(self.index.size, dtype=np.uint8)
                dense[having] = impacts
                return ALL, dense[documents]
            places, there = meeting(documents, having)
            return places, impacts[there]
        having = numbers_in(self.index.having(terms))
        places, there = meeting(documents, having)
        impacts = (self._impacts_at(having[there], number) for number in numbers)
        return places, reduce(np.minimum, impacts)

    def _impacts_at(self, documents, number):
        """The impact of a term in documents that all have it."""
        having, impacts = self._postings(number)
        return impacts[having.searchsorted(documents)]

    def _postings(self, number):
        """(documents, impacts) of a term. Documents that were replaced are still among them; no tier has those."""
        base, delta = self.index.base, self.index.delta
        if not delta.size:
            return base.postings.weighed(number)
        parts = zip(base.postings.weighed(number), delta.postings.weighed(number), strict=True)
        return tuple(np.concatenate(part) for part in parts)


BOOSTS = np.array(
    [[boosted(trust, preferred) for preferred in range(MOST_PREFERENCES + 1)] for trust in range(LEAST_TRUST + 1)],
    dtype=np.int32,
)


def most_of(weights):
    """The greatest few that are not nought, the greatest first."""
    few = np.partition(weights, -HANDFUL)[-HANDFUL:] if len(weights) > HANDFUL else weights
    return sorted((int(weight) for weight in few if weight), reverse=True)


ALL = slice(None)
FEW_CLAUSES = 16
SPARSE = 60  # of so many documents one: from here on, a table of all documents is faster than looking each up


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


SAMPLED_FROM = 4_000  # scores
STEP = 16


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


def title_ranks(base, delta):
    """The place of each document among all titles. The few of `delta` are slid in between those of `base`."""
    ranks = np.empty(base.size + delta.size, dtype=np.int64)
    order = np.arange(base.size)
    slid = np.array([base.titles.place_of(delta.titles[n]) for n in range(delta.size)], dtype=np.int64)
    ranks[base.title_order] = order + slid.searchsorted(order, "right")
    ranks[base.size + delta.title_order] = slid + np.arange(delta.size)
    return ranks
