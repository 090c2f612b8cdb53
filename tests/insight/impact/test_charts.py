import pytest

from directory.insight.impact import charts
from directory.insight.impact.table import Table


def by_month(*rows):
    return charts.use_by_month(
        Table("months", "Month by month", "", ("Month", "Searches", "Nothing", "Opened"), rows)
    )


def test_the_longest_bar_leaves_room_for_its_number():
    chart = by_month(("March 2026", 40, 0, 20), ("April 2026", 10, 0, 0))
    widths = [(first.width, second.width) for _, first, second in chart.pairs]
    assert widths == [(charts.LONGEST, charts.LONGEST / 2), (charts.LONGEST / 4, 0)]


def test_months_are_named_in_short_beside_their_bars():
    assert [label for label, *_ in by_month(("September 2026", 1, 1, 1)).pairs] == ["Sep 2026"]


def test_a_number_that_is_not_told_has_no_bar():
    ((_, searches, opened),) = by_month(("March 2026", "fewer than 5", 0, 20)).pairs
    assert (searches.number, searches.width) == ("fewer than 5", 0)
    assert opened.width == charts.LONGEST


@pytest.mark.parametrize("rows", [[], [("March 2026", 0, 0, 0)]])
def test_nothing_can_be_drawn_without_an_error(rows):
    chart = by_month(*rows)
    assert chart.in_words == ""
    assert all(first.width == second.width == 0 for _, first, second in chart.pairs)


def test_what_stands_out_is_said_in_words():
    chart = by_month(("March 2026", 40, 0, 1200), ("April 2026", 50, 0, 9))
    assert chart.in_words == "Most searches: 50, in April 2026. Most entries opened: 1,200, in March 2026."


def test_growth_is_said_in_words():
    table = Table("growth", "", "", ("Type", "1 March 2026", "2 May 2026"), [("Training", 3, 4), ("Guidance", 1, 1)])
    assert charts.growth(table).in_words == "All types together: 4 on 1 March 2026 and 5 on 2 May 2026."
