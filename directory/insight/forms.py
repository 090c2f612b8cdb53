from datetime import date

from django import forms
from django.utils import timezone

from directory.insight.periods import Period, last_months

EARLIEST = date(2020, 1, 1)
NO_DATE = "Enter the {} day as a date, such as 2026-03-31."


class PeriodForm(forms.Form):
    """`from` and `to`, both days included; without them, the last twelve months."""

    to = forms.DateField(required=False, label="To", error_messages={"invalid": NO_DATE.format("last")})

    def __init__(self, data):
        super().__init__(data)
        first = forms.DateField(required=False, label="From", error_messages={"invalid": NO_DATE.format("first")})
        self.fields = {"from": first, **self.fields}  # "from" is a word of Python's own

    def clean(self):
        cleaned = super().clean()
        default = last_months(12)
        first, last = cleaned.get("from") or default.first, cleaned.get("to") or default.last
        if not self.errors and first > last:
            self.add_error("to", "The last day must be the same as or after the first day.")
        latest = date(timezone.localdate().year + 1, 12, 31)
        if not self.errors and last > latest:
            self.add_error("to", f"We do not have figures for after {latest.year}.")
        if not self.errors and first < EARLIEST:
            self.add_error("from", f"We do not have figures from before {EARLIEST.year}.")
        cleaned["period"] = Period(first, last)
        return cleaned
