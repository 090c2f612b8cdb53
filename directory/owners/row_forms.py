"""The rows of an entry as an organisation changes them: a small form for each way of contact or date."""

from datetime import UTC, datetime

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from directory.calendars.moments import moment_of
from directory.catalogue.plain_text import UNSEEN, UNSEEN_REFUSED
from directory.catalogue.records.rows import checked_row, plain_row, row_model
from directory.organisations.contact_points import NUMBERS, Audience, Channel
from directory.organisations.models import Organisation
from directory.organisations.opening_times import BankHolidays
from directory.organisations.telephone import written
from directory.training.models import Course, CourseSession


class WebAddressField(forms.URLField):
    """Of a page: nothing but http and https is followed."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **options):
        wrong = {"invalid": "Enter a web address such as www.example.org, or leave it empty."}
        super().__init__(max_length=500, assume_scheme="https", error_messages=wrong, **options)


class RowForm(forms.Form):
    """`before` is the row that they saw; None is one to add, which may stay empty."""

    KIND, ROWS = None, ""
    PROSE = ()
    DEFAULTS = {}

    def __init__(self, data=None, *, before, after, number):
        row = after if after is not None else before
        initial = self.DEFAULTS if row is None else self.initial_of(row)
        super().__init__(
            data,
            prefix=f"{self.ROWS}-{number}",
            initial=initial,
            empty_permitted=before is None and after is None,
            use_required_attribute=False,
        )
        self.before, self.as_it_was, self.is_new = before, row, before is None
        if self.is_new:
            self.fields.pop("gone", None)
        elif after is None:
            self.initial = {**self.initial, "gone": True}

    @property
    def noun(self):
        return row_model(self.KIND, self.ROWS)._meta.verbose_name

    @property
    def row(self):
        """What they want of it, as a record has it; None if it goes, or was never filled in."""
        if self.cleaned_data.get("gone"):
            return None
        return self.checked if self.has_changed() else self.as_it_was

    @property
    def changed_texts(self):
        """Name -> text of what they wrote anew and readers would see."""
        return {name: self.cleaned_data.get(name) or "" for name in self.PROSE if name in self.changed_data}

    def clean(self):
        cleaned = super().clean()
        self.checked = None
        refuse_unseen(self)
        if not self.errors and self.has_changed() and not cleaned.get("gone"):
            try:
                self.checked = in_utc(self.KIND, self.ROWS, {**(self.before or {}), **self.values(cleaned)})
            except ValidationError as error:
                self.add_row_errors(error)
        return cleaned

    def add_row_errors(self, error):
        found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        for name, messages in found.items():
            field = self.FIELD_OF.get(name, name)
            self.add_error(field if field in self.fields else None, messages)

    FIELD_OF = {}


def refuse_unseen(form):
    for name, value in [*form.cleaned_data.items()]:
        if isinstance(value, str) and UNSEEN.search(value):
            form.add_error(name, UNSEEN_REFUSED)


def in_utc(kind, rows, values):
    """A row as a record has it once it was saved: moments in UTC."""
    row, names, _ = checked_row(kind, rows, values)
    for name in names:
        if isinstance(getattr(row, name), datetime):
            setattr(row, name, getattr(row, name).astimezone(UTC))
    return plain_row(row, names)


def short_text(label, longest=200, **options):
    long = {"max_length": f"Shorten “{label}” to {longest} characters."}
    return forms.CharField(label=label, max_length=longest, required=False, error_messages=long, **options)


def one_of(label, choices):
    wrong = f"Select one of the choices for “{label}”."
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required="" not in dict(choices),
        error_messages={"required": wrong, "invalid_choice": wrong},
    )


class ContactPointForm(RowForm):
    KIND, ROWS = Organisation, "contact_points"
    PROSE = ("name", "hours_note", "note")
    DEFAULTS = {"channel": Channel.PHONE, "audience": Audience.EVERYONE, "bank_holidays": BankHolidays.UNKNOWN}

    channel = one_of("What it is", Channel.choices)
    value = forms.CharField(
        label="Number or address",
        max_length=500,
        error_messages={"required": "Enter the number or address, or tick that it is no longer used."},
    )
    extension = short_text("Extension", 7)
    name = short_text("What it is called", 100, help_text="If it has a name of its own. For example: Out of hours")
    audience = one_of("Who it is for", Audience.choices)
    always_open = forms.BooleanField(label="Open day and night, every day", required=False)
    opening_times = short_text(
        "Opening times", 300, help_text="For example: Monday to Thursday 8am to 5.30pm, Friday 8am to 4.30pm"
    )
    bank_holidays = one_of("On bank holidays", BankHolidays.choices)
    hours_note = short_text("Anything else about when it answers")
    note = short_text("What a caller needs to know", help_text="For example: choose option 1")
    gone = forms.BooleanField(label="This is no longer used. Remove it", required=False)

    @staticmethod
    def initial_of(row):
        is_number = row["channel"] in NUMBERS
        return {**row, "value": written(row["value"]) if is_number else row["value"]}

    def values(self, cleaned):
        return {name: cleaned[name] for name in self.fields if name != "gone"}


class DateForm(RowForm):
    """A date of a course. One that does not take place is cancelled, not removed: calendars have to hear of it."""

    KIND, ROWS = Course, "sessions"
    PROSE = ("place",)
    DEFAULTS = {"status": CourseSession.Status.SCHEDULED}
    FIELD_OF = {"starts_at": "day", "ends_at": "ends"}

    day = forms.DateField(
        label="Date",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=dict.fromkeys(("required", "invalid"), "Enter the date, such as 3/3/2027."),
    )
    starts = forms.TimeField(
        label="Starts at",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages=dict.fromkeys(("required", "invalid"), "Enter when it starts, such as 09:30."),
    )
    ends = forms.TimeField(
        label="Ends at",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages=dict.fromkeys(("required", "invalid"), "Enter when it ends, such as 15:30."),
    )
    place = short_text("Venue and town", help_text="Leave this empty if it is online")
    booking_url = WebAddressField(label="Web address for booking", required=False)
    status = one_of("Is it going ahead?", CourseSession.Status.choices)

    @staticmethod
    def initial_of(row):
        starts, ends = (timezone.localtime(datetime.fromisoformat(row[name])) for name in ("starts_at", "ends_at"))
        return {**row, "day": starts.date(), "starts": starts.time(), "ends": ends.time()}

    def values(self, cleaned):
        moments = {f"{name}_at": moment(cleaned, name) for name in ("starts", "ends")}
        return moments | {name: cleaned[name] for name in ("place", "booking_url", "status")}


def moment(cleaned, name):
    try:
        return moment_of(cleaned["day"], cleaned[name]).isoformat()
    except ValidationError as error:
        raise ValidationError({name: error.messages}) from None


ROW_FORMS = {form.ROWS: form for form in (ContactPointForm, DateForm)}
MORE = {"contact_points": 2, "sessions": 3}  # empty ones to add


def row_forms(name, data, seen, wanted):
    """The forms for the rows they saw, for those they added before, and for a few more to add."""
    added = wanted[len(seen) :]
    pairs = [*zip(seen, wanted, strict=False), *((None, row) for row in added)]
    pairs += [(None, None)] * (len(seen) + MORE[name] - len(pairs))
    return [
        ROW_FORMS[name](data, before=before, after=after, number=number)
        for number, (before, after) in enumerate(pairs)
    ]
