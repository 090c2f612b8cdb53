"""The map itself: rows, columns and cells."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from directory.insight.provision.counting import LayerCounts
from directory.insight.provision.layers import AXES, Layer, narrow_label, view_of
from directory.search.documents.index_store import index_store
from directory.search.pages.facet_groups import short_label
from directory.taxonomy.models import Topic

LEVELS = ((8, 4), (4, 3), (2, 2), (1, 1))  # (from so many entries, level): as the legend says


@dataclass(frozen=True)
class Cell:
    """How many entries there are and where; `made` are those made for the need, `values` what a search of them asks.

    `view` are the parameters that make this map of a layer; `planned` says that the coordinator means to fill it.
    """

    label: str
    narrow: str
    total: int
    made: int | None
    assured: int
    counts: LayerCounts
    values: dict
    view: dict
    planned: bool = False

    @property
    def level(self):
        return next((level for least, level in LEVELS if self.total >= least), 0)

    @property
    def url(self):
        return self.counts.address(**self.values)

    @property
    def gap_url(self):
        return self.counts.gap_address(self.view, **self.values)


@dataclass(frozen=True)
class Row:
    """`term` is None in the row of any topic."""

    term: object
    cells: list[Cell]

    @property
    def label(self):
        return short_label(self.term) if self.term else "Any topic"


@dataclass(frozen=True)
class Column:
    label: str
    narrow: str
    code: str
    empty: int


class ProvisionMap:
    """Topics by the terms of one axis; with `also`, a second axis, that axis by this one, for one topic or any.

    The axes are not narrowed by the setting: a map by sector shows every sector.
    """

    def __init__(self, setting, layer=Layer.LESSONS, by="stage", also="", topic="", plans=(), snapshot=None):
        self.setting, self.layer, self.plans = setting, layer, plans
        self.by, self.also = AXES[by], AXES.get(also)
        self.topic = topic if also else ""
        self.view = view_of(by, also)
        shown = {axis.facet for axis in (self.by, self.also) if axis}
        values = {name: value for name, value in setting.chosen.items() if name not in shown}
        snapshot = snapshot or index_store.snapshot()
        self.counts = LayerCounts(snapshot, layer, values | ({"topic": [self.topic]} if self.topic else {}))
        self.facets = snapshot.facets
        self.assured = self.counts.having("quality", "quality_assured")

    @cached_property
    def groups(self):
        """[(heading or "", rows)] of what should be filled."""
        if self.also:
            return [("", [self.row(self.by.facet, term) for term in self.by.terms(self.facets)])]
        topics = sorted(self.facets.terms["topic"].values(), key=lambda topic: topic.order)
        return [
            (group.label, [self.row("topic", one) for one in topics if one.group == group and not one.retired])
            for group in Topic.Group
            if group in self.layer.groups
        ]

    @cached_property
    def any_topic(self):
        """What there is on whatever topic: above the others, and no gap of its own."""
        return None if self.also else self.row("topic", None)

    def row(self, facet, term):
        among = self.counts.documents & self.counts.having(facet, term.code) if term else self.counts.documents
        values = {facet: [term.code]} if term else {}
        needed = self.counts.made_for(term.code) if facet == "ability" else None
        return Row(term, [self.cell(column, among, values, needed) for column in self.columns_found])

    def cell(self, column, among, values, needed):
        term, fitting, made_for = column
        found, needed = among & fitting, made_for if needed is None else needed
        values = {**values, self.columns_axis.facet: [term.code]}
        return Cell(
            short_label(term),
            narrow_label(term),
            len(found),
            None if needed is None else found.intersection_cardinality(needed),
            found.intersection_cardinality(self.assured),
            self.counts,
            values,
            self.view,
            any(plan.would_fill(self.layer, {**self.counts.values, **values}) for plan in self.plans),
        )

    @property
    def columns_axis(self):
        return self.also or self.by

    @cached_property
    def columns_found(self):
        """[(term, the documents that fit it, those made for it or None)]"""
        facet = self.columns_axis.facet
        return [
            (
                term,
                self.counts.having(facet, term.code),
                self.counts.made_for(term.code) if facet == "ability" else None,
            )
            for term in self.columns_axis.terms(self.facets)
        ]

    @cached_property
    def rows(self):
        return [row for _, rows in self.groups for row in rows]

    @cached_property
    def columns(self):
        return [
            Column(
                short_label(term), narrow_label(term), term.code, sum(not row.cells[place].total for row in self.rows)
            )
            for place, (term, *_) in enumerate(self.columns_found)
        ]

    @property
    def size(self):
        return len(self.rows) * len(self.columns)

    @property
    def empty(self):
        return sum(column.empty for column in self.columns)

    @property
    def with_needs(self):
        return AXES["need"] in (self.by, self.also)

    @property
    def not_stated(self):
        """(number, address) of what no column of needs counts, as it does not say which it fits."""
        asked = {"ability": ["not_stated"]}
        return self.counts.number(**asked), self.counts.address(**asked)

    @property
    def topic_label(self):
        return self.facets.terms["topic"][self.topic].name if self.topic else "Any topic"

    # To take away

    def csv_rows(self, absolute):
        """`absolute` makes a whole web address of a path."""
        second = [self.also.name] if self.also else []
        yield ("layer", "topic", self.by.name, *second, "entries", "made for it", "quality assured", "web address")
        for row in ([self.any_topic] if self.any_topic else []) + self.rows:
            for cell in row.cells:
                place = (self.topic_label, row.label, cell.label) if self.also else (row.label, cell.label)
                made = "" if cell.made is None else cell.made
                yield (self.layer.label, *place, cell.total, made, cell.assured, absolute(cell.url))
