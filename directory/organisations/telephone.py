"""Telephone numbers, as people write them and as a telephone dials them.

A number is kept as E.164 ("+441785222000"), or as it stands if it is one of the short ones, with its extension apart:
an extension that runs on into the number makes a telephone dial somebody else.
"""

import re
from dataclasses import dataclass

import phonenumbers
from django.core.exceptions import ValidationError
from phonenumbers import PhoneNumberFormat

from directory.county.current import county

HERE = "GB"
SHORTEST_ABROAD = 9  # digits after +44
SHORT_NUMBERS = {
    "999": "999",
    "112": "112",
    "101": "101",
    "111": "111",
    "116123": "116 123",
    "18000": "18000",
    "61016": "61016",
    "85258": "85258",
}
# Digits with what people put between them; then, at most, an extension. A "0" in brackets is for callers from here.
NUMBER = re.compile(
    r"(?P<number>\+?[\d\s().\-–/]*\d)"
    r"(?:\s*(?:;\s*ext=|,?\s*(?:extension|extn?|x)[.:]?|#)\s*(?P<extension>\d{1,7}))?",
    re.IGNORECASE | re.ASCII,
)
BETWEEN_NUMBERS = re.compile(r"\s+(?:or|and)\s+|\s*[,;/&]\s*(?=[+(0-9])|\n", re.IGNORECASE)
SAID_BESIDE = re.compile(r"\s*\(([^()]*[^\W\d_][^()]*)\)\s*$")  # "(option 2)", "(9am to 5pm)" after a number


@dataclass(frozen=True)
class Telephone:
    """`value` as it is kept, its `extension`, and the words that stood in brackets after it."""

    value: str
    extension: str = ""
    note: str = ""


def read_telephone(text):
    """The one number in `text`. Raises ValidationError, in words, for all else."""
    text = " ".join(text.split())
    found = NUMBER.fullmatch(text)
    if not found:
        raise ValidationError(
            f"“{text}” is not a telephone number. Enter one number, such as {county.example_telephone} or "
            f"{county.example_telephone} ext 123. "
            "Put anything else in the note."
        )
    digits = re.sub(r"[\s().\-–/]", "", found["number"])
    extension = found["extension"] or ""
    if digits in SHORT_NUMBERS and not extension:
        return Telephone(digits)
    if not digits.startswith(("0", "+")):
        raise ValidationError(f"“{text}” must start with 0 or +. A spreadsheet may have taken the 0 away.")
    try:
        number = phonenumbers.parse(found["number"].replace("–", "-"), HERE)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise ValidationError(f"“{text}” is not a telephone number that can be dialled. Check every digit.")
    if phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        raise ValidationError(f"“{text}” is a premium-rate number. No reader is sent to one.")
    return Telephone(phonenumbers.format_number(number, PhoneNumberFormat.E164), extension)


def read_telephones(text):
    """All numbers in `text`, one after the other, each with the words in brackets after it.

    Raises ValidationError if a part of it is none.
    """
    return [read_with_note(part) for part in BETWEEN_NUMBERS.split(text.strip()) if part.strip()]


def read_with_note(text):
    said = SAID_BESIDE.search(text)
    number = read_telephone(text[: said.start()] if said else text)
    return Telephone(number.value, number.extension, said[1].strip() if said else "")


def written(value, extension=""):
    """A kept number as people here write it."""
    if value in SHORT_NUMBERS:
        return SHORT_NUMBERS[value]
    try:
        number = phonenumbers.parse(value, HERE)
    except phonenumbers.NumberParseException:
        return value  # what somebody typed, and a form refuses
    ours = number.country_code == phonenumbers.country_code_for_region(HERE)
    words = phonenumbers.format_number(
        number, PhoneNumberFormat.NATIONAL if ours else PhoneNumberFormat.INTERNATIONAL
    )
    return f"{words} extension {extension}" if extension else words


def dialled(value):
    """A kept number as a link dials it: one as short as 0800 1111 may only be known here, and is dialled so."""
    national = value.removeprefix("+44")
    return f"0{national}" if national != value and len(national) < SHORTEST_ABROAD else value
