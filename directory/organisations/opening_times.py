"""When a contact answers: read from what people write, said in words, and whether it is open at a moment.

Kept as "Mon-Thu 08:00-17:30; Fri 08:00-16:30": days, then times of the clock in England, which end after they start;
what crosses midnight is kept as two times.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache

import holidays
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from directory.organisations.times_of_the_week import (
    MIDNIGHT,
    STEP,
    check_overlaps,
    clock,
    days_in_words,
    days_short,
    moment_in_words,
    read_times,
    times_in_words,
    times_of,
    tokens_of,
)

AHEAD = 8  # days to look for the next opening or closing


class BankHolidays(models.TextChoices):
    UNKNOWN = "", "Not known"
    AS_USUAL = "as_usual", "Open as on any other day"
    CLOSED = "closed", "Closed"
    ALL_DAY = "all_day", "Open day and night"


@dataclass(frozen=True)
class Opening:
    """Whether it is open: True, False, or None where nobody has said; how a page says so, if it does; and the moment
    until which that holds, if it ends.
    """

    is_open: bool | None
    words: str = ""
    until: datetime | None = None


class OpeningTimes:
    """Times of the week, in order: (day from 0 for Monday, first minute of that day, last minute)."""

    def __init__(self, times):
        self.times = tuple(sorted(times))

    @classmethod
    @lru_cache(maxsize=1_000)  # every page reads the same few
    def read(cls, text):
        """Raises ValidationError, in words, for what is not days followed by times."""
        try:
            return cls(check_overlaps(read_times(tokens_of(text))))
        except ValueError:
            raise ValidationError(
                f"“{text}” must be days and times, such as Monday to Thursday 8am to 5.30pm, Friday 8am to 4.30pm. "
                "Put anything else in the words about when it answers."
            ) from None

    def __str__(self):
        """As it is kept."""
        return "; ".join(f"{days_short(days)} {times_of(times, clock)}" for days, times in self.by_days())

    @property
    def in_words(self):
        return ", ".join(f"{days_in_words(days)} {times_in_words(times)}" for days, times in self.by_days())

    @property
    def through_midnight(self):
        """Whether it stays open from one day to the next."""
        ends = {(day + 1) % 7 for day, _, end in self.times if end == MIDNIGHT}
        return any(start == 0 and day in ends for day, start, _ in self.times)

    def by_days(self):
        """[(days, their times)]: neighbouring days that have the same times stand together."""
        found = []
        for day in range(7):
            times = tuple((start, end) for other, start, end in self.times if other == day)
            if times and found and found[-1][1] == times and found[-1][0][-1] == day - 1:
                found[-1][0].append(day)
            elif times:
                found.append(([day], times))
        return found

    def opening_at(self, moment, bank_holidays=BankHolidays.UNKNOWN):
        """Whether it is open at `moment`, and until or from when, on the clock in England."""
        now = timezone.localtime(moment)
        today, midnight = now.date(), at(now.date(), MIDNIGHT)
        if is_bank_holiday(today) and bank_holidays == BankHolidays.UNKNOWN:
            return Opening(None, "It is a bank holiday. Hours may differ", midnight)
        start, end = next((span for span in joined(self.spans(today, bank_holidays)) if span[1] > now), (None, None))
        if start is None:
            return Opening(False, "Closed now", midnight)
        if start <= now:
            return Opening(True, f"Open now, until {moment_in_words(end, today)}", min(end, midnight))
        return Opening(False, f"Opens {moment_in_words(start, today, at='at ')}", min(start, midnight))

    def spans(self, first, bank_holidays):
        """(start, end) of each time it is open, for the days from `first` on."""
        for offset in range(AHEAD + 1):
            day = first + timedelta(days=offset)
            for start, end in self.on(day, bank_holidays):
                yield at(day, start), at(day, end)

    def on(self, day, bank_holidays):
        if is_bank_holiday(day) and bank_holidays != BankHolidays.AS_USUAL:
            return [(0, MIDNIGHT)] if bank_holidays == BankHolidays.ALL_DAY else []
        return [(start, end) for weekday, start, end in self.times if weekday == day.weekday()]


def joined(spans):
    """Spans that meet are one. No further is looked than is asked for: the next one comes in most weeks at once."""
    last = None
    for start, end in spans:
        if last and last[1] == start:
            last = (last[0], end)
        else:
            if last:
                yield last
            last = (start, end)
    if last:
        yield last


def at(day, minute):
    """The moment of this minute of the day by the clock, whatever the clocks did in the night."""
    day, minute = (day + timedelta(days=1), 0) if minute == MIDNIGHT else (day, minute)
    return timezone.make_aware(datetime.combine(day, time(*divmod(minute, 60))))


@cache
def holidays_of(year):
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_bank_holiday(day: date):
    return day in holidays_of(day.year)


def opening_step(second):
    """The number of the step of time that `second` (since 1970) is in: "open now" holds as long as it is the same."""
    return second // (STEP * 60)
