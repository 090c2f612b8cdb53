"""All that the pages of the map show, from an address."""

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode

from directory.insight.models import PlannedGap
from directory.insight.provision.changes import change_of
from directory.insight.provision.forms import MapForm
from directory.insight.provision.gap import Gap
from directory.insight.provision.layers import AXES, Layer
from directory.insight.provision.provision_map import ProvisionMap
from directory.search.documents.index_store import index_store
from directory.search.pages.addresses import query_of, with_query
from directory.search.pages.filters.filterset import EntryFilterSet

VIEW = ("layer", "by", "and")  # which map it is a cell of
NAMES = ("topic", "year", "sector", "ability", "age", "district")  # what a cell asks for


def map_values(asked, **changes):
    """The parameters of the map that was asked for, with some changed."""
    values = {**asked, "layer": asked["layer"].value, **changes}
    values["layer"] = None if values["layer"] == Layer.LESSONS else values["layer"]
    if not values["and"] or values["and"] == values["by"]:
        values |= {"and": None, "topic": None}
    return values


class MapPage:
    def __init__(self, request):
        self.request, self.setting = request, request.setting
        self.snapshot = index_store.snapshot()
        self.topics = self.snapshot.facets.terms["topic"]
        self.form = MapForm(request.GET, self.topics)
        self.problems = [] if self.form.is_valid() else self.form.problems

    @cached_property
    def map(self):
        plans = PlannedGap.objects.with_terms().still_to_come(timezone.localdate())
        return ProvisionMap(self.setting, **self.form.asked, plans=list(plans), snapshot=self.snapshot)

    @cached_property
    def change(self):
        return change_of(self.map)

    def query(self, **changes):
        """This map's query with some parameters changed."""
        return query_of({**self.setting.chosen, **map_values(self.form.cleaned_data, **changes)})

    def address(self, **changes):
        return with_query(self.request.path, self.query(**changes))

    @property
    def layers(self):
        """(label, address, whether it is this one) of each layer."""
        return [(layer.label, self.address(layer=layer.value), layer == self.map.layer) for layer in Layer]

    @property
    def axes(self):
        return [(axis.label, self.address(by=axis.name), axis == self.map.by) for axis in AXES.values()]

    @property
    def others(self):
        """(value, label, selected) of what can be the second axis."""
        return [(one.name, one.label, one == self.map.also) for one in AXES.values() if one != self.map.by]

    @property
    def topic_options(self):
        return [(code, one.name, code == self.map.topic) for code, one in self.topics.items() if not one.retired]

    @property
    def kept(self):
        """(name, value) that a form which changes the second axis takes along."""
        kept = [("by", self.map.by.name)]
        kept += [("layer", self.map.layer.value)] if self.map.layer != Layer.LESSONS else []
        return kept + self.setting.pairs


class GapPage:
    def __init__(self, request):
        snapshot = index_store.snapshot()
        kept = {name: [one for one in request.GET.getlist(name) if one] for name in NAMES}
        self.asked = EntryFilterSet(QueryDict(urlencode(kept, doseq=True)), snapshot=snapshot)
        self.form = MapForm(QueryDict(urlencode({name: request.GET.get(name, "") for name in VIEW})), {})
        nothing = [] if self.asked.data else ["Choose an empty cell of the map."]
        self.problems = ([] if self.form.is_valid() else self.form.problems) + self.asked.problems + nothing
        self.gap = None if self.problems else Gap(self.form.cleaned_data["layer"], self.asked)

    @property
    def map_url(self):
        """The map that leads here: what was asked beside its rows and columns is the reader's setting."""
        asked = self.form.cleaned_data
        of_cell = {"topic", *(AXES[name].facet for name in (asked["by"], asked["and"]) if name)}
        setting = {name: value for name, value in self.asked.chosen.items() if name not in of_cell}
        topic = self.asked.chosen.get("topic")
        return with_query(reverse("insight:map"), query_of({**setting, **map_values(asked, topic=topic)}))
