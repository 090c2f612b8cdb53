"""Two pictures of two tables: bars in pairs, a pair for each row. What they show stands in the table beside each."""

from dataclasses import dataclass

from directory.insight.impact.table import Table

LONGEST = 52  # the width of the longest bar, in hundredths of the picture: the number must fit beside it


@dataclass(frozen=True)
class Bar:
    number: int | str  # a text where the number is not told
    width: float


@dataclass(frozen=True)
class Chart:
    table: Table
    columns: tuple  # the two that are drawn
    in_words: str
    narrow_labels: bool = False  # they stand beside the bars, not above them

    @property
    def series(self):
        return [self.table.columns[column] for column in self.columns]

    @property
    def longest(self):
        return max((size(row[column]) for row in self.table.rows for column in self.columns), default=0) or 1

    @property
    def pairs(self):
        """(label, first bar, second bar) of each row."""
        return [(self.label(row[0]), *(self.bar(row[column]) for column in self.columns)) for row in self.table.rows]

    def label(self, text):
        """ "March 2026" beside its bars is "Mar 2026"."""
        month, _, year = text.partition(" ")
        return f"{month[:3]} {year}" if self.narrow_labels else text

    def bar(self, number):
        return Bar(number, round(LONGEST * size(number) / self.longest, 1))


def size(number):
    return number if isinstance(number, int) else 0


def use_by_month(table):
    return Chart(table, (1, 3), highest(table), narrow_labels=True)


def highest(table):
    """The months that stand out, for whoever does not see the bars."""
    told = [row for row in table.rows if size(row[1]) and size(row[3])]
    if len(told) < 2:
        return ""
    searches, opened = max(told, key=lambda row: row[1]), max(told, key=lambda row: row[3])
    return f"Most searches: {searches[1]:,}, in {searches[0]}. Most entries opened: {opened[3]:,}, in {opened[0]}."


def growth(table):
    if not table.rows:
        return Chart(table, (1, 2), "")
    ends = [(sum(row[column] for row in table.rows), table.columns[column]) for column in (1, 2)]
    words = " and ".join(f"{number:,} on {day}" for number, day in ends)
    return Chart(table, (1, 2), f"All types together: {words}.")
