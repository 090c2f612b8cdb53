"""The dates of lessons, one after another. Plain values: nothing here knows of lists or entries."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Timetable:
    """The first lesson, and how many weeks lie between two. There is none in the week of `week_off`."""

    first: date | None
    weeks_apart: int = 1
    week_off: date | None = None

    def dates_of(self, lessons):
        """The dates of each of `lessons`: (the date of its first one, if given by hand; how many lessons it takes).

        What has no date of its own is taught on the day of the week of the first, so many weeks after the one before:
        a lesson that is put off by hand takes the later ones along. Without any date there is none.
        """
        last, found = None, []
        for own, number in lessons:
            dates = []
            for place in range(number):
                last = (own if place == 0 else None) or self.next_after(last)
                dates += [last] if last else []
            found.append(tuple(dates))
        return found

    def next_after(self, last):
        if last is None:
            return self.past_the_week_off(self.first)
        weekday = (self.first or last).weekday()
        return self.past_the_week_off(monday(last) + self.weeks_apart * WEEK + timedelta(days=weekday))

    def past_the_week_off(self, day):
        return day + WEEK if day and self.week_off and monday(day) == monday(self.week_off) else day


def monday(day):
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def weeks_without(dates, weeks_apart):
    """The Mondays of the weeks that have none of `dates` and should, between the first and the last."""
    weeks = sorted({monday(day) for day in dates})
    found = []
    for before, after in pairwise(weeks):
        found += [before + number * WEEK for number in range(weeks_apart, (after - before) // WEEK, weeks_apart)]
    return found
