"""What is near an empty cell, and what would fill it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from directory.catalogue.doors import Door
from directory.insight.models import PlannedGap
from directory.insight.provision.counting import LayerCounts
from directory.insight.provision.layers import AXES
from directory.search.pages.addresses import query_of, search_address, with_query
from directory.search.pages.facet_groups import short_label
from directory.search.pages.result_lists import filterset_for

MOST_NEAR = 4


class Gap:
    """`asked` is a valid search for what is missing from a layer."""

    def __init__(self, layer, asked):
        self.layer, self.asked, self.snapshot = layer, asked.chosen, asked.snapshot
        self.counts = LayerCounts(asked.snapshot, layer, asked.chosen)

    @cached_property
    def total(self):
        return self.counts.number()

    @property
    def url(self):
        return self.counts.address()

    @cached_property
    def words(self):
        """ "Consent, Key stage 1, PMLD" """
        named = [
            short_label(self.snapshot.facets.terms[name][code])
            for name in ("topic", "year", "sector", "ability", "district")
            for code in self.asked.get(name, [])
        ]
        if "age" in self.asked:
            named.append(f"age {self.asked['age']}")
        return ", ".join(named)

    @property
    def nearest(self):
        """[(what differs, [(label, number, address)])]: the same for another age, type of setting or need."""
        found = [(axis.label, self.near(axis)) for axis in AXES.values() if axis.facet in self.asked]
        return [(label, near) for label, near in found if near]

    def near(self, axis):
        chosen = [self.snapshot.facets.terms[axis.facet][code] for code in self.asked[axis.facet]]
        others = sorted(
            (term for term in axis.terms(self.snapshot.facets) if term not in chosen),
            key=lambda term: distance(term, chosen[0]),
        )
        found = [self.option(short_label(term), **{axis.facet: [term.code]}) for term in others]
        whatever = self.option(f"Any {axis.label.lower()}", **{axis.facet: None})
        return [one for one in found if one[1]][:MOST_NEAR] + ([whatever] if whatever[1] else [])

    def option(self, label, **changes):
        return label, self.counts.number(**changes), self.counts.address(**changes)

    @property
    def not_stated(self):
        """(label, number, address) of what does not say its needs, where one is asked for; else None."""
        if "ability" not in self.asked:
            return None
        found = self.option("Does not say which needs it fits", ability=["not_stated"])
        return found if found[1] else None

    @property
    def elsewhere(self):
        """[(label, number, address)] of what is behind each door for the same, whatever the layer leaves out."""
        found = [
            (
                door.label,
                self.snapshot.index.total(filterset_for(self.asked, self.snapshot, door).criteria),
                search_address(self.asked, door),
            )
            for door in Door
        ]
        return [one for one in found if one[1] and one[2] != self.url]

    @cached_property
    def plans(self):
        plans = PlannedGap.objects.with_terms().still_to_come(timezone.localdate())
        return [plan for plan in plans if plan.would_fill(self.layer, self.asked)]

    @property
    def suggest_url(self):
        return with_query(reverse("inbox:suggest"), query_of({"q": f"{self.layer.words}: {self.words}"}))


def distance(term, other):
    """Between ages in years; terms without ages stand in their own order."""
    if hasattr(term, "age_min") and hasattr(other, "age_min"):
        return abs(term.age_min - other.age_min) + abs(term.age_max - other.age_max)
    return abs(term.order - other.order)
