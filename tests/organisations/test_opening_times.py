"""When a contact answers: what people write, what pages say, and whether it is open now, by the clock in England."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from directory.organisations.opening_times import BankHolidays, OpeningTimes, opening_step
from directory.organisations.times_of_the_week import MIDNIGHT, STEP

LONDON = ZoneInfo("Europe/London")
DAY = "Monday to Thursday 8am to 5.30pm, Friday 8am to 4.30pm"
NIGHT = "Mon-Thu 00:00-08:00, 17:30-24:00; Fri 00:00-08:00, 16:30-24:00; Sat-Sun 00:00-24:00"


def at(year, month, day, hour=12, minute=0, fold=0):
    return datetime(year, month, day, hour, minute, tzinfo=LONDON, fold=fold)


@pytest.mark.parametrize(
    ("text", "kept", "words"),
    [
        (DAY, "Mon-Thu 08:00-17:30; Fri 08:00-16:30", DAY),
        ("Monday to Friday, 9am to 5pm", "Mon-Fri 09:00-17:00", "Monday to Friday 9am to 5pm"),
        ("weekdays 9:00-17:00", "Mon-Fri 09:00-17:00", "Monday to Friday 9am to 5pm"),
        ("10am to 10pm every day", "Mon-Sun 10:00-22:00", "every day 10am to 10pm"),
        (
            "Tuesdays and Thursdays, 6pm until 9pm",
            "Tue 18:00-21:00; Thu 18:00-21:00",
            "Tuesday 6pm to 9pm, Thursday 6pm to 9pm",
        ),
        (
            "Mon 10am-noon, 1pm-3pm",
            "Mon 10:00-12:00, 13:00-15:00",
            "Monday 10am to noon, 1pm to 3pm",
        ),
        ("Fri 22:00-02:00", "Fri 22:00-24:00; Sat 00:00-02:00", "Friday 10pm to midnight, Saturday midnight to 2am"),
        ("weekends all day", "Sat-Sun 00:00-24:00", "Saturday and Sunday all day"),
    ],
)
def test_times_are_read_as_people_write_them(text, kept, words):
    times = OpeningTimes.read(text)
    assert (str(times), times.in_words) == (kept, words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9am to 5pm",
        "Monday to Friday",
        "Mon-Fri 9-5",  # until five in the morning?
        "Mon-Fri 9:00-5:00",
        "Mon 1.00-3.00",
        "Mon-Sun 12.30-7.30",
        "Mon-Fri 1pm-7.30",
        "Mon-Fri 5pm-9.00",
        "Mon 9am to 9am",
        "Mon 25:00-26:00",
        "Mon 9.03am to 5pm",  # between two steps
        "Mon 9am to 5pm, Mon 4pm to 6pm",
        "Mon-Fri 9am to 5pm (choose option 1)",
        "term time only",
    ],
)
def test_what_could_mean_two_things_or_nothing_is_refused(text):
    with pytest.raises(ValidationError):
        OpeningTimes.read(text)


@pytest.mark.parametrize(
    ("moment", "is_open", "words"),
    [
        (at(2026, 11, 27, 12), True, "Open now, until 4.30pm"),
        (at(2026, 11, 26, 17, 29), True, "Open now, until 5.30pm"),
        (at(2026, 11, 26, 17, 30), False, "Opens tomorrow 8am"),
        (at(2026, 11, 27, 16, 30), False, "Opens Monday 8am"),
        (at(2026, 11, 29, 23, 59), False, "Opens tomorrow 8am"),
        (at(2026, 11, 30, 7, 59), False, "Opens at 8am"),
        (at(2026, 11, 30, 8, 0), True, "Open now, until 5.30pm"),
    ],
)
def test_pages_say_whether_it_is_open_and_until_or_from_when(moment, is_open, words):
    opening = OpeningTimes.read(DAY).opening_at(moment, BankHolidays.CLOSED)
    assert (opening.is_open, opening.words) == (is_open, words)


def test_a_night_line_is_open_from_closing_to_opening_over_the_weekend():
    opening = OpeningTimes.read(NIGHT).opening_at(at(2026, 11, 27, 17), BankHolidays.ALL_DAY)
    assert (opening.is_open, opening.words) == (True, "Open now, until Monday 8am")


def test_on_a_bank_holiday_it_is_as_the_curator_says():
    times, christmas = OpeningTimes.read("Mon-Fri 08:00-17:30"), at(2026, 12, 25)
    said = {holidays: times.opening_at(christmas, holidays) for holidays in BankHolidays}
    assert [said[holidays].is_open for holidays in BankHolidays] == [None, True, False, True]
    assert said[BankHolidays.UNKNOWN].words == "It is a bank holiday. Hours may differ"
    assert said[BankHolidays.CLOSED].words == "Opens Tuesday 8am"  # after Boxing Day, kept on the Monday


@pytest.mark.parametrize("sunday", [at(2027, 3, 28, 0), at(2026, 10, 25, 0)])
def test_times_are_those_of_the_clock_on_the_night_that_the_clocks_change(sunday):
    opening = OpeningTimes.read("Sun 08:00-10:00").opening_at(sunday)
    assert opening.words == "Opens at 8am"
    assert opening.until == sunday.replace(hour=8)


def test_what_is_read_from_its_own_words_is_the_same():
    for text in (DAY, NIGHT, "weekends 10am to 4pm"):
        times = OpeningTimes.read(text)
        assert OpeningTimes.read(str(times)).times == OpeningTimes.read(times.in_words).times == times.times


weeks = st.sets(
    st.tuples(st.integers(0, 6), st.integers(0, MIDNIGHT // STEP - 1), st.integers(1, MIDNIGHT // STEP)), min_size=1
).map(lambda found: OpeningTimes((day, start * STEP, end * STEP) for day, start, end in found if start < end))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@given(weeks, moments, st.sampled_from(BankHolidays.values))
def test_what_a_page_says_holds_until_the_moment_that_it_gives(times, moment, holidays):
    opening = times.opening_at(moment, holidays)
    assert opening.until > moment
    last = opening.until - timedelta(seconds=1)
    assert times.opening_at(max(last, moment), holidays).is_open == opening.is_open


@given(weeks, moments)
def test_no_opening_or_closing_falls_within_a_step_for_which_pages_are_kept(times, moment):
    second = int(moment.timestamp())
    until = int(times.opening_at(moment).until.timestamp())
    steps = [opening_step(step) for step in (second, until - 1, until)]
    assert steps[1] != steps[2]
    assert all(one <= two for one, two in pairwise(steps))
