"""The plain path: questions answered by the database alone.

It is slow and simple on purpose: whatever else answers searches is tested against it.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, Min, Q, Value, When
from django.utils import timezone

from directory.catalogue.querysets import lists
from directory.search.querysets import matching_all
from directory.taxonomy.models import Ability, District

PAGE_SIZE = 20


@dataclass(frozen=True)
class Hits:
    """The answer: how many entries match, the ids of one page of them in order, and an exact count per option.

    `counts` maps facet name -> option code -> the entries that match every other filter and that option.
    """

    total: int
    page: int
    ids: list[int]
    counts: dict[str, dict[str, int]]

    @property
    def pages(self):
        return max(1, -(-self.total // PAGE_SIZE))


def plain_search(filterset):
    """Answer a valid `EntryFilterSet`. The number of queries depends on the facets in use, never on the rows."""
    counts = option_counts(filterset)
    matching = filterset.matching()
    total = matching.count()
    page = min(filterset.chosen.get("page", 1), max(1, -(-total // PAGE_SIZE)))
    first = (page - 1) * PAGE_SIZE
    ids = list(in_order(matching, filterset).values_list("pk", flat=True)[first : first + PAGE_SIZE])
    return Hits(total, page, ids, counts)


def option_counts(filterset):
    """Each group ignores its own selection, so all groups without one are counted over the same entries at once."""
    groups = defaultdict(list)
    for facet_filter in filterset.facet_filters():
        name = facet_filter.facet.name
        groups[name if name in filterset.chosen else None].append(facet_filter)
    counts = {}
    for leaving_out, facet_filters in groups.items():
        aggregates = {
            f"{item.facet.name}:{code}": Count("pk", filter=item.facet.matches([term]))
            for item in facet_filters
            for code, term in item.terms.items()
        }
        counted = filterset.matching(leaving_out).aggregate(**aggregates)
        for key, count in counted.items():
            name, _, code = key.partition(":")
            counts.setdefault(name, {})[code] = count
    return counts


def in_order(entries, filterset):
    """Sort as the reader asked; the last keys make the order the same every time."""
    match filterset.chosen.get("sort", "best"):
        case "newest":
            return entries.newest_first()
        case "title":
            return entries.order_by("title", "pk")
        case "date":
            upcoming = Q(course__sessions__starts_at__gte=timezone.now()) & ~Q(course__sessions__status="cancelled")
            return entries.annotate(next_date=Min("course__sessions__starts_at", filter=upcoming)).order_by(
                F("next_date").asc(nulls_last=True), "title", "pk"
            )
        case _:
            return best_first(entries, filterset)


def best_first(entries, filterset):
    """What is there before what is overdue or closed; then by fit to what was asked; then the trusted first."""
    fits = {name: when_first(*conditions) for name, conditions in fit(filterset).items() if conditions}
    ranked = entries.with_standing().with_trust().annotate(**fits)
    return ranked.order_by("standing", *fits, "trust", "title", "pk")


def fit(filterset):
    """Conditions by which entries come first, for each part of the question that has any; most important first."""
    chosen, clauses = filterset.chosen, filterset.clauses
    needs = [code for code in chosen.get("ability", []) if code != Ability.MAINSTREAM]
    return {
        # The exact title, then words of the title.
        "by_title": clauses and [Q(title__iexact=chosen["q"].strip()), matching_all(clauses, "title_words")],
        # With a need chosen, what lists it before what serves everybody or the mainstream only.
        "by_ability": needs and [lists(Ability, terms_of(filterset, "ability", needs))],
        # With a district chosen, what lists it before what is national.
        "by_place": "district" in chosen and [lists(District, terms_of(filterset, "district", chosen["district"]))],
    }


def terms_of(filterset, facet, codes):
    return [filterset.filters[facet].terms[code] for code in codes]


def when_first(*conditions):
    """0 for what fits the first condition, 1 for the second..., and one more for the rest."""
    cases = [When(condition, then=Value(place)) for place, condition in enumerate(conditions)]
    return Case(*cases, default=Value(len(conditions)), output_field=IntegerField())
