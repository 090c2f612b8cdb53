"""One value as a spreadsheet cell holds it, and back: what is exported imports again unchanged."""

import re
from datetime import UTC, date, datetime
from difflib import get_close_matches

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from directory.calendars.moments import moment_of
from directory.catalogue.plain_text import UNSEEN, UNSEEN_REFUSED, with_plain_line_ends
from directory.catalogue.records.rows import checked_rows, row_model
from directory.exchange.columns.terms import folded
from directory.exchange.files.xlsx_files import NO_RESULT

BETWEEN = "; "  # terms in one cell
BETWEEN_PARTS = " | "  # what makes up one line of a cell with rows
MOMENT = "%Y-%m-%d %H:%M"
MIDNIGHT = re.compile(r"[ T]0?0:00(:00(\.0+)?)?Z?$")  # registers give dates a time that means nothing
MONTHS = "january february march april may june july august september october november december".split()
DATE_FORMS = [
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4})",
        r"(?P<day>\d{1,2})(st|nd|rd|th)?[ -](?P<month>[a-z]{3,9})[ -](?P<year>\d{4}|\d{2})",
    )
]
YEARS = range(1900, 2101)
YES, NO = {"yes", "true", "1", "y"}, {"no", "false", "0", "n", ""}

# A spreadsheet takes a cell that begins with one of these for a formula and may run it. An apostrophe before it says
# that it is text; one that stood there already gets one more, so that reading takes away just what writing added.
FORMULA = re.compile(r"'*[=+\-@\t\r\n|%]")
QUOTED = re.compile(r"'+[=+\-@\t\r\n|%]")

NO_RESULT_REFUSED = "This is a formula without its result. Open the file in a spreadsheet, save it and try again."
ERROR_VALUE = re.compile(r"#(REF!|N/A|NAME\?|DIV/0!|VALUE!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|##+)")


def escape_formula(text):
    """`text` as a cell that no spreadsheet runs."""
    return f"'{text}" if FORMULA.match(text) else text


def unescape_formula(text):
    """What `escape_formula` was given."""
    return text[1:] if QUOTED.match(text) else text


def cell(value):
    """A record's plain value as the text of a cell."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            rows = any(isinstance(item, dict) for item in value)
            return escape_formula("\n".join(map(row_line, value)) if rows else BETWEEN.join(value))
        case _:
            return escape_formula(str(value))


def row_line(row):
    """The parts of a row, without the empty ones at its end."""
    return re.sub(r"[ |]+$", "", BETWEEN_PARTS.join(moment_cell(part) for part in row.values()))


def moment_cell(part):
    if not isinstance(part, str):
        return cell(part)
    try:
        return timezone.localtime(datetime.fromisoformat(part)).strftime(MOMENT)
    except ValueError:
        return part


def text_of(value):
    """A cell as text, whatever type the spreadsheet gave it. Raises ValidationError for what nobody can see."""
    if value is None:
        return ""
    if value == NO_RESULT:
        raise ValidationError(NO_RESULT_REFUSED)
    if isinstance(value, datetime):
        value = value.strftime(MOMENT).removesuffix(" 00:00")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = with_plain_line_ends(unescape_formula(str(value)))
    if UNSEEN.search(text):
        raise ValidationError(UNSEEN_REFUSED)
    if ERROR_VALUE.fullmatch(text.strip()):
        raise ValidationError(
            f"“{text.strip()}” is an error of the spreadsheet. Correct the formula, or empty the cell."
        )
    return text


def value_from_cell(field, value):
    """A cell as a record's plain value for `field`. Raises ValidationError in the words of whoever filled it in."""
    text = text_of(value)
    if field.many_to_many:
        return sorted({name.strip() for name in re.split(r"[;,|\n]", text) if name.strip()})
    if field.is_relation:
        return text.strip() or None
    if isinstance(field, models.BooleanField):
        return boolean_value(text)
    if isinstance(field, models.IntegerField):
        return whole_number(text)
    if isinstance(field, models.DateField):
        return date_value(text)
    if isinstance(field, models.URLField):
        return address_value(text.strip())
    return choice_value(field, text.strip()) if field.choices else text.strip()


def boolean_value(text):
    word = text.strip().lower()
    if word not in YES | NO:
        raise ValidationError(f"“{text}” must be yes or no.")
    return word in YES


def whole_number(text):
    if not text.strip():
        return None
    if not re.fullmatch(r"\d{1,6}", text.strip(), re.ASCII):
        raise ValidationError(f"“{text}” must be a whole number.")
    return int(text)


def date_value(text):
    """Dates as 2026-11-24, or as people and registers here write them: 24/11/2026, 24.11.2026, 24-Nov-26."""
    written = MIDNIGHT.sub("", text.strip())
    if not written:
        return None
    try:
        parts = next(found.groupdict() for form in DATE_FORMS if (found := form.fullmatch(written)))
        year = int(parts["year"]) + (2000 if len(parts["year"]) == len("26") else 0)
        found = date(year, month_number(parts["month"]), int(parts["day"]))
    except (ValueError, StopIteration):
        raise ValidationError(f"“{text.strip()}” must be a date such as 2026-11-24 or 24/11/2026.") from None
    if found.year not in YEARS:
        raise ValidationError(f"“{text.strip()}” must be between the years {YEARS[0]} and {YEARS[-1]}.")
    return found.isoformat()


def month_number(month):
    numbers = (number for number, name in enumerate(MONTHS, start=1) if name.startswith(month.lower()))
    return int(month) if month.isdigit() else next(numbers)


def moment_value(text):
    """A day, written as any date, and a time."""
    day, _, time = text.strip().rpartition(" ")
    try:
        at = datetime.strptime(f"{date_value(day)} {time[:5]}", MOMENT)  # noqa: DTZ007
    except ValueError:
        raise ValidationError(f"“{text}” must be a day and time such as 2026-11-24 09:30.") from None
    return moment_of(at.date(), at.time()).astimezone(UTC).isoformat()


def address_value(text):
    """A web address; as in the forms, one without https:// gets it."""
    return text if not text or "://" in text else forms.URLField(assume_scheme="https").to_python(text)


def choice_value(field, text):
    known = {folded(str(name)): choice[0] for choice in field.choices for name in choice}
    if folded(text) not in known:
        near = get_close_matches(folded(text), known, n=1, cutoff=0.7)
        labels = {value: str(label) for value, label in field.choices}
        advice = f"Did you mean “{labels[known[near[0]]]}”?" if near else f"It can be: {'; '.join(labels.values())}."
        raise ValidationError(f"“{text}” is not a possible {field.verbose_name}. {advice}")
    return known[folded(text)]


def has_default_choice(field):
    """Whether a new row may leave the cell empty, such as its status."""
    return bool(field.choices) and field.has_default() and bool(field.get_default())


def rows_from_cell(kind, name, value):
    """The rows in one cell, a line each, checked as everywhere. Raises ValidationError for what is wrong."""
    lines = [line for line in text_of(value).splitlines() if line.strip()]
    return checked_rows(kind, name, [row_from_line(kind.ROWS[name], row_model(kind, name), line) for line in lines])


def row_from_line(names, model, line):
    """The parts of a line by their names. Those that are left out at its end are as in a new row."""
    parts = [part.strip() for part in line.split(BETWEEN_PARTS.strip())]
    fields = [model._meta.get_field(name) for name in names]
    if len(parts) > len(names):
        wanted = ", ".join(str(field.verbose_name) for field in fields)
        raise ValidationError(f"“{line}” has more than {len(names)} parts separated by “|”: {wanted}.")
    return {field.name: part_value(field, part) for field, part in zip(fields, parts, strict=False) if part}


def part_value(field, part):
    if not isinstance(field, models.DateTimeField):
        return value_from_cell(field, part)
    return moment_value(part)
