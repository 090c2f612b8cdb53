"""The plain path: questions answered by the database alone, and put in order one entry at a time.

It is slow and simple on purpose: the index is tested against it.
"""

from collections import defaultdict
from functools import reduce
from math import prod
from operator import or_

from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.utils import timezone

from directory.catalogue.matching_rules import for_ages, for_door, for_local_only, for_taught_only
from directory.catalogue.models import Entry
from directory.search.documents.document_builder import searchable_entries, session_starts
from directory.search.documents.entry_text import names_of, text_of
from directory.search.documents.facet_options import options_of
from directory.search.documents.order.standing import in_force_day, standings_of
from directory.search.documents.querysets import has_clause, joined_terms
from directory.search.engine import weights
from directory.search.engine.hits import Hits
from directory.search.engine.pagination import RESULTS_PER_PAGE, page_count
from directory.search.language.english.word_frequencies import expected_share_of
from directory.search.language.text_analysis import fold, terms


def plain_search(filterset):
    """Answer a valid `EntryFilterSet`. Takes a query for each group in use and reads every entry that it finds."""
    plain = PlainSearch(filterset)
    found = plain.matching()
    total = found.count()
    page = min(filterset.criteria.page, page_count(total))
    first = (page - 1) * RESULTS_PER_PAGE
    ids = plain.in_order(found)[first : first + RESULTS_PER_PAGE]
    return Hits(total, page, ids, plain.option_counts(), plain.whole)


class PlainSearch:
    def __init__(self, filterset):
        self.filterset, self.criteria, self.facets = filterset, filterset.criteria, filterset.snapshot.facets
        self.entries = Entry.objects.published()
        self.size = self.entries.count()
        self.parts = self._parts(self.criteria.clauses)
        if filterset.door:
            self.entries = self.entries.filter(for_door(filterset.door))
        if "local" in filterset.chosen:
            self.entries = self.entries.filter(for_local_only())
        if "taught" in filterset.chosen:
            self.entries = self.entries.filter(for_taught_only())
        self.whole = not self.parts or self._fitting().filter(*(condition for condition, *_ in self.parts)).exists()
        self.worded = self._enough_of_the_words()

    def _parts(self, clauses):
        """(condition, weight, clause) of the clauses that anything in the bank has."""
        found = []
        for clause in clauses:
            having = Entry.objects.published().filter(has_clause(clause)).count()
            if having:
                expected = prod(map(expected_share_of, clause[0][0]))
                found.append((has_clause(clause), weights.idf(self.size, having, expected), clause))
        return found

    def _enough_of_the_words(self):
        """A function that keeps the entries that are about what the words mean, or have as many of the words as the
        best of those that fit the filters.
        """
        if not self.criteria.clauses:
            return lambda entries: entries
        about = reduce(or_, (self._rule(*rule) for rule in self.filterset.about), Q(pk__in=[]))
        if not self.parts:
            return lambda entries: entries.filter(about)
        matched_weight = sum(
            Case(When(condition, then=Value(weight)), default=Value(0), output_field=IntegerField())
            for condition, weight, _ in self.parts
        )
        name = self.criteria.name
        called = self._fitting().filter(document__words__contains=joined_terms(name)).values_list("pk", flat=True)
        if any(name in names_of(entry) for entry in searchable_entries(called)):
            best = ()
        else:
            best = self._most(self._fitting(), matched_weight) or self._most(
                Entry.objects.published(), matched_weight
            )
        need = weights.minimum_should_match([weight for _, weight, _ in self.parts], best)
        enough = Q(matched_weight__gte=need)
        return lambda entries: entries.annotate(matched_weight=matched_weight).filter(enough | about)

    def _most(self, entries, matched_weight):
        having = (
            entries.annotate(matched_weight=matched_weight)
            .filter(matched_weight__gt=0)
            .order_by("-matched_weight")
            .values_list("matched_weight", flat=True)
        )
        return list(having[: weights.HANDFUL])

    def matching(self, leaving_out=None):
        """The entries that have the words and fit every filter but `leaving_out`."""
        return self.worded(self._fitting(leaving_out))

    def _fitting(self, leaving_out=None):
        entries = self.entries
        for name, codes in self.filterset.active_filters.items():
            if name != leaving_out:
                entries = entries.filter(self._rule(name, codes))
        return entries

    def _rule(self, name, codes):
        if name == "age":
            return reduce(or_, (for_ages(int(code), int(code)) for code in codes))
        return self.facets.facets[name].matches([self.facets.terms[name][code] for code in codes])

    def option_counts(self):
        """Each group ignores its own selection, so all groups without one are counted over the same entries."""
        groups = defaultdict(list)
        for name in self.filterset.options:
            groups[name if name in self.filterset.active_filters else None].append(name)
        counts = {}
        for leaving_out, names in groups.items():
            aggregates = {
                f"{name}:{code}": Count("pk", filter=self.facets.facets[name].matches([term]))
                for name in names
                for code, term in self.facets.terms[name].items()
            }
            for key, count in self.matching(leaving_out).aggregate(**aggregates).items():
                name, _, code = key.partition(":")
                counts.setdefault(name, {})[code] = count
        return counts

    def in_order(self, entries):
        found = searchable_entries(entries.values_list("pk", flat=True))
        self.standings = standings_of(found)
        return [entry.pk for entry in sorted(found, key=getattr(self, f"_by_{self.criteria.sort}"))]

    def _by_title(self, entry):
        return fold(entry.title)[:250], entry.pk

    def _by_newest(self, entry):
        return -int(entry.published_at.timestamp()), *self._by_title(entry)

    def _by_standing(self, entry):
        return self.standings[entry.pk], *self._by_title(entry)

    def _by_date(self, entry):
        now = timezone.now().timestamp()
        coming = [start for start in session_starts(entry) if start >= now]
        if coming:
            return self._sunk(entry), False, min(coming), *self._by_title(entry)
        return self._sunk(entry), True, self._not_preferred(entry), *self._by_standing(entry)

    def _by_in_force(self, entry):
        return self._sunk(entry), -in_force_day(entry), *self._by_standing(entry)

    def _by_best(self, entry):
        """What is there and in date first; then by fit to what was asked, the nearer to help before the rest."""
        sunk, standing = self._sunk(entry), self.standings[entry.pk]
        if not self.criteria.has_words:
            return sunk, standing >= weights.HELPING, self._not_preferred(entry), *self._by_standing(entry)
        named = self.criteria.name in names_of(entry)
        boost = weights.boost(entry.trust, sum(self._preferred(entry)), standing // weights.REACH)
        return sunk, not named, -self._score(entry) * boost, *self._by_title(entry)

    def _sunk(self, entry):
        return self._has_any(entry, self.criteria.sinking), 2 if not entry.is_active else 1 if entry.sinks else 0

    def _not_preferred(self, entry):
        return [not wanted for wanted in self._preferred(entry)]

    def _has_any(self, entry, keys):
        return bool(keys) and not keys.isdisjoint(options_of(entry))

    def _preferred(self, entry):
        options = options_of(entry)
        return [bool(wish.keys & options and not wish.without & options) for wish in self.criteria.preferences]

    def _score(self, entry):
        fields = [(name, terms(text)) for name, text in text_of(entry)]
        impacts = weights.impacts([(name, found) for name, found in fields if found])
        score = weights.BASE_SCORE
        for _, weight, clause in self.parts:
            score += weight * closest(clause, fields, impacts)
        about = [closeness for keys, closeness in self.criteria.about if self._has_any(entry, keys)]
        score += weights.about_score([weight for _, weight, _ in self.parts]) * max(about, default=0)
        for _, weight, clause in self._parts(self.criteria.hints):
            score += weights.hint_score(weight * closest(clause, fields, impacts))
        return score


def closest(clause, fields, impacts):
    """The greatest impact of any of the clause's phrases in one entry, times how close the phrase is."""
    return max(impact_of(terms, fields, impacts) * closeness for terms, closeness in clause)


def impact_of(phrase, fields, impacts):
    """That of its weakest term, or 0 if the phrase stands in none of the fields."""
    size = len(phrase)
    for _, found in fields:
        if any(tuple(found[place : place + size]) == phrase for place in range(len(found) - size + 1)):
            return min(impacts[term] for term in phrase)
    return 0
