"""The grids of the finder: how many lessons there are, and what to choose next. Each column is one search."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from directory.catalogue.doors import Unstated
from directory.lessons.choice import GROUPS, is_stage
from directory.search.pages.facet_groups import short_label
from directory.taxonomy.models import Topic


@dataclass(frozen=True)
class Cell:
    column: str
    total: int
    url: str


@dataclass(frozen=True)
class Row:
    label: str
    url: str
    cells: list[Cell]

    @property
    def is_empty(self):
        return not any(cell.total for cell in self.cells)


class Grid:
    """`columns` are year groups or key stages; `groups` are (heading, rows)."""

    def __init__(self, choice):
        self.choice = choice

    @cached_property
    def columns(self):
        return [term for code, term in self.choice.terms_on_offer("year") if self.has_column(term)]

    @property
    def labels(self):
        return [short_label(term) for term in self.columns]

    def row(self, label, url, totals, address):
        """`totals` and `address` are those of a column: a number, and where it leads to."""
        cells = [
            Cell(short_label(term), total, address(term.code))
            for term, total in zip(self.columns, totals, strict=True)
        ]
        return Row(label, url, cells)


class TopicGrid(Grid):
    """Topics by key stage or, once a year is chosen, for that one."""

    caption, corner = "Lessons on each topic", "Topic"

    def has_column(self, term):
        return term == self.choice.year if self.choice.year else is_stage(term)

    @cached_property
    def groups(self):
        counts = [self.choice.hits("topic", year=[term.code]).counts["topic"] for term in self.columns]
        return [
            (
                Topic.Group(group).label,
                [self.row_of(topic, counts) for _, topic in self.choice.topics if topic.group == group],
            )
            for group in GROUPS
        ]

    def row_of(self, topic, counts):
        def address(year):
            return self.choice.address(topic=topic.code, year=year)

        totals = [count[topic.code] for count in counts]
        return self.row(topic.name, self.choice.address(topic=topic.code), totals, address)


class NeedGrid(Grid):
    """Needs by year group, for the topic that is chosen."""

    caption, corner = "Lessons for each need", "Need"

    def has_column(self, term):
        return not is_stage(term)

    @cached_property
    def groups(self):
        return [("", [self.row_of_any, *self.rows_of_needs, self.row_of_silence])]

    @cached_property
    def found(self):
        """The answer for each column, whatever the need."""
        return [self.choice.hits("ability", year=[term.code], ability=None) for term in self.columns]

    @property
    def row_of_any(self):
        def address(year):
            return self.choice.address(year=year, ability=None)

        return self.row("Any need", "", [hits.total for hits in self.found], address)

    @property
    def rows_of_needs(self):
        needs = [term for _, term in self.choice.terms_on_offer("ability") if self.choice.need in (None, term)]
        return [self.row_of_need(need) for need in needs if need != Unstated.NOT_STATED]

    def row_of_need(self, need):
        def address(year):
            return self.choice.address(year=year, ability=need.code)

        return self.row(need.label, self.choice.address(ability=need.code), self.totals(need.code), address)

    @property
    def row_of_silence(self):
        """What does not say whose needs it fits stands apart: it may fit, and nobody says so."""
        code = Unstated.NOT_STATED.value

        def address(year):
            return self.choice.search_url(year=[year], ability=[code])

        return self.row(Unstated.NOT_STATED.label, "", self.totals(code), address)

    def totals(self, code):
        return [hits.counts["ability"][code] for hits in self.found]
