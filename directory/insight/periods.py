"""A stretch of days that figures are for."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.utils import timezone


@dataclass(frozen=True)
class Period:
    first: date
    last: date

    @property
    def query(self):
        return f"?from={self.first}&to={self.last}"

    def counted(self, since, today=None):
        """The part of it that there can be figures for, if they begin on the day `since`; None if there is none."""
        first, last = max(self.first, since or date.max), min(self.last, today or timezone.localdate())
        return Period(first, last) if first <= last else None

    def __contains__(self, day):
        return self.first <= day <= self.last

    @property
    def months(self):
        """The first day of each month that the period touches."""
        found, month = [], self.first.replace(day=1)
        while month <= self.last:
            found.append(month)
            month = month + relativedelta(months=1)
        return found


def last_months(number, today=None):
    today = today or timezone.localdate()
    return Period(today + relativedelta(months=-number, days=1), today)


def school_year(today=None):
    today = today or timezone.localdate()
    year = today.year if today.month >= 9 else today.year - 1
    return Period(date(year, 9, 1), today)


def preset_periods():
    """(words, period) of those that are one click away."""
    return [
        ("Last 12 months", last_months(12)),
        ("Last 3 months", last_months(3)),
        ("This school year", school_year()),
    ]
