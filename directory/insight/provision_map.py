"""The provision map: what there is on each topic for each key stage, sector or ability, and where the gaps are."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from directory.search.documents.index_store import index_store
from directory.search.pages.addresses import search_address
from directory.search.pages.facet_groups import short_label
from directory.search.pages.result_lists import filterset_for
from directory.taxonomy.models import Topic

COLUMNS = {"stage": "Key stage", "sector": "Sector", "ability": "Ability and need"}
FACETS = {"stage": "year", "sector": "sector", "ability": "ability"}
LEVELS = ((0, "none"), (2, "few"), (5, "some"))  # up to so many entries


@dataclass(frozen=True)
class Cell:
    """How many entries, how many of them quality assured, and the search that has them."""

    label: str
    total: int
    assured: int
    url: str

    @property
    def level(self):
        return next((name for most, name in LEVELS if self.total <= most), "many")


@dataclass(frozen=True)
class Row:
    topic: Topic
    cells: list[Cell]

    @property
    def gaps(self):
        return sum(not cell.total for cell in self.cells)


class ProvisionMap:
    """`by` is one of COLUMNS. Two searches for each topic, and no query of the database for them."""

    def __init__(self, setting, by="stage"):
        self.setting, self.by, self.facet = setting, by, FACETS[by]
        self.snapshot = index_store.snapshot()

    @cached_property
    def columns(self):
        return self.columns_of(self.by)

    def columns_of(self, by):
        terms = self.snapshot.facets.terms[FACETS[by]].values()
        kept = [term for term in terms if not getattr(term, "retired", False)]
        return [term for term in kept if term._meta.model_name == "keystage"] if by == "stage" else kept

    @cached_property
    def groups(self):
        """[(group of topics, rows)]"""
        topics = [topic for topic in self.snapshot.facets.terms["topic"].values() if not topic.retired]
        rows = [(topic, self.row(topic)) for topic in sorted(topics, key=lambda topic: topic.order)]
        return [(group.label, [row for topic, row in rows if topic.group == group]) for group in Topic.Group]

    def row(self, topic):
        total, assured = self.counts(topic), self.counts(topic, quality=["quality_assured"])
        cells = [
            Cell(
                short_label(term),
                total[term.code],
                assured[term.code],
                search_address({**self.setting.chosen, "topic": [topic.code], self.facet: [term.code]}),
            )
            for term in self.columns
        ]
        return Row(topic, cells)

    def counts(self, topic, **filters):
        values = {**self.setting.chosen, "topic": [topic.code], **filters}
        values.pop(self.facet, None)
        options = {self.facet: self.snapshot.facets.options()[self.facet]}
        return filterset_for(values, self.snapshot).hits(options).counts[self.facet]

    @cached_property
    def overview(self):
        """[(what the columns are, cells)]: how much there is on any topic, for each column of every map."""
        options = {facet: self.snapshot.facets.options()[facet] for facet in FACETS.values()}
        total = filterset_for(self.setting.chosen, self.snapshot).hits(options).counts
        assured = {**self.setting.chosen, "quality": ["quality_assured"]}
        marked = filterset_for(assured, self.snapshot).hits(options).counts
        found = []
        for by, label in COLUMNS.items():
            facet = FACETS[by]
            cells = [
                Cell(
                    short_label(term),
                    total[facet][term.code],
                    marked[facet][term.code],
                    search_address({**self.setting.chosen, facet: [term.code]}),
                )
                for term in self.columns_of(by)
            ]
            found.append((label, cells))
        return found

    @cached_property
    def summary(self):
        """(column, topics with something, topics without): how whole each column is."""
        rows = [row for _, found in self.groups for row in found]
        return [
            (short_label(term), sum(bool(row.cells[place].total) for row in rows), len(rows))
            for place, term in enumerate(self.columns)
        ]
