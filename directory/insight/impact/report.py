"""The whole report of a period: five sentences, two charts, all tables, and the figures to take away."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from directory.insight.impact import charts, use_tables, work_tables
from directory.insight.impact.figures import Figures
from directory.insight.impact.story import sentences


@dataclass(frozen=True)
class Part:
    """The tables that one sentence is drawn from; `code` is that of the sentence."""

    code: str
    title: str
    tables: list


class ImpactReport:
    def __init__(self, period):
        self.period = period
        self.figures = Figures(period)

    @property
    def counted_since(self):
        return self.figures.counted_since

    @cached_property
    def sentences(self):
        return sentences(self.figures)

    @cached_property
    def charts(self):
        return [
            charts.use_by_month(use_tables.months(self.figures)),
            charts.growth(work_tables.growth(self.figures)),
        ]

    @cached_property
    def parts(self):
        figures = self.figures
        tables = {
            "looked-for": use_tables.looked_for_tables(figures),
            "not-found": use_tables.not_found_tables(figures),
            "added": [work_tables.added(figures)],
            "kept": work_tables.kept_tables(figures),
            "interest": [use_tables.training(figures)],
        }
        told = [Part(sentence.code, sentence.title, tables[sentence.code]) for sentence in self.sentences]
        return [*told, Part("coverage", "What is in the resource bank", work_tables.coverage_tables(figures))]

    @property
    def tables(self):
        return [*(chart.table for chart in self.charts), *(table for part in self.parts for table in part.tables)]

    def csv_rows(self):
        """Section, what, column, first day, last day, number: one figure in each row."""
        days = (self.period.first, self.period.last)
        yield ("section", "what", "measure", "from", "to", "number")
        for table in self.tables:
            for label, *numbers in table.rows:
                for column, number in zip(table.columns[1:], numbers, strict=True):
                    yield (table.title, label, column, *map(str, days), number)
