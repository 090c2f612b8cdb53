from datetime import date, timedelta
from itertools import chain, pairwise

from hypothesis import given
from hypothesis import strategies as st

from directory.shortlist.planning.dates import Timetable, monday, weeks_without

MONDAY = date(2027, 1, 11)
WEEK = timedelta(weeks=1)
SOON = st.dates(date(2026, 9, 1), date(2027, 8, 31))


def dates(*lessons, first=MONDAY, **rules):
    return list(chain.from_iterable(Timetable(first, **rules).dates_of(lessons)))


def test_lessons_follow_each_other_week_by_week():
    assert dates((None, 1), (None, 1)) == [MONDAY, MONDAY + WEEK]


def test_a_pack_takes_as_many_weeks_as_it_has_lessons():
    assert Timetable(MONDAY).dates_of([(None, 2), (None, 1)]) == [(MONDAY, MONDAY + WEEK), (MONDAY + 2 * WEEK,)]


def test_every_two_weeks_leaves_one_out():
    assert dates((None, 1), (None, 1), weeks_apart=2) == [MONDAY, MONDAY + 2 * WEEK]


def test_half_term_puts_off_what_would_be_in_it():
    thursday_of_half_term = MONDAY + WEEK + timedelta(days=3)
    assert dates((None, 1), (None, 1), week_off=thursday_of_half_term) == [MONDAY, MONDAY + 2 * WEEK]


def test_a_lesson_on_another_day_leaves_the_later_ones_on_their_day():
    tuesday = MONDAY + WEEK + timedelta(days=1)
    assert dates((None, 1), (tuesday, 1), (None, 1)) == [MONDAY, tuesday, MONDAY + 2 * WEEK]


def test_a_lesson_put_off_takes_the_later_ones_along():
    later = MONDAY + 3 * WEEK
    assert dates((None, 1), (later, 1), (None, 1)) == [MONDAY, later, later + WEEK]


def test_without_a_first_date_lessons_are_dated_from_the_first_that_has_one():
    assert Timetable(None).dates_of([(None, 1), (MONDAY, 1), (None, 1)]) == [(), (MONDAY,), (MONDAY + WEEK,)]


def test_a_date_by_hand_counts_in_the_week_that_was_left_out():
    assert dates((MONDAY, 1), week_off=MONDAY) == [MONDAY]


@given(SOON, st.integers(1, 2), st.none() | SOON, st.lists(st.tuples(st.none(), st.integers(1, 12)), max_size=8))
def test_dates_by_rule_follow_each_other_on_one_day_of_the_week_and_never_in_the_week_off(first, apart, off, lessons):
    found = dates(*lessons, first=first, weeks_apart=apart, week_off=off)
    assert len(found) == sum(number for _, number in lessons)
    assert all(before < after for before, after in pairwise(found))
    assert {day.weekday() for day in found} <= {first.weekday()}
    assert off is None or monday(off) not in map(monday, found)


def test_weeks_without_a_lesson_are_those_in_which_one_was_to_be_expected():
    assert weeks_without([MONDAY, MONDAY + 3 * WEEK], 1) == [MONDAY + WEEK, MONDAY + 2 * WEEK]
    assert weeks_without([MONDAY, MONDAY + 2 * WEEK, MONDAY + 6 * WEEK], 2) == [MONDAY + 4 * WEEK]
    assert weeks_without([], 1) == []
