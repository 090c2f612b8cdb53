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
    """Exact title, then words of the title; local before national; trusted before unchecked; closed last."""
    ranked = (
        entries.with_standing()
        .with_trust()
        .annotate(
            by_title=when_first(Q(title__iexact=filterset.chosen.get("q", "").strip()), title_match(filterset)),
            by_ability=when_first(explicitly_able(filterset)),
            by_place=when_first(explicitly_local(filterset)),
        )
    )
    return ranked.order_by("standing", "by_title", "by_ability", "by_place", "trust", "title", "pk")


def title_match(filterset):
    return matching_all(filterset.clauses, "title_words") if filterset.clauses else Q(pk=None)


def explicitly_local(filterset):
    """With a district chosen, entries that list it come before those that are national."""
    chosen = District.objects.filter(code__in=filterset.chosen.get("district", []))
    return lists(District, chosen)


def explicitly_able(filterset):
    """With a need chosen, entries that list it come before those that serve everybody or the mainstream only."""
    needs = Ability.objects.filter(code__in=filterset.chosen.get("ability", [])).exclude(code=Ability.MAINSTREAM)
    return lists(Ability, needs)


def when_first(*conditions):
    """0 for what fits the first condition, 1 for the second..., and one more for the rest."""
    cases = [When(condition, then=Value(place)) for place, condition in enumerate(conditions)]
    return Case(*cases, default=Value(len(conditions)), output_field=IntegerField())
