"""The fields of county.json: for each, what to write there and what is wrong with what is written."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from directory.county import colours
from directory.county.letters import wrong_in_name, wrong_letters


def no_text(value, wrong=wrong_letters):
    if value is None or value == "":
        return "it is empty."
    if not isinstance(value, str):
        return "it is not a text in quotation marks."
    return wrong(value) if value.strip() else "it is empty."


def no_name(value):
    return no_text(value, wrong_in_name)


def no_short_text(value):
    return no_text(value) or ("" if len(value) <= MOST_LETTERS else f"it has more than {MOST_LETTERS} letters.")


def no_empty_text(value):
    return wrong_letters(value) if isinstance(value, str) else "it is not a text."


def no_names(value):
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        return "it is not a list of texts."
    return next(filter(None, map(wrong_in_name, value)), "")


def no_pattern(pattern):
    expression = re.compile(pattern)
    return lambda value: no_text(value) or ("" if expression.fullmatch(value) else f"{value!r} is not one.")


def no_day(value):
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return f"{value!r} is not a date such as 2026-09-01."
    return ""


def no_towns(value):
    return no_names(value) or ("" if len(value) >= TOWNS else f"there are {len(value)} of them, and not {TOWNS}.")


def no_colour(value):
    if not isinstance(value, str) or not re.fullmatch(r"#[0-9a-f]{6}", in_small_letters(value)):
        return f"{value!r} is not a colour such as #1a4b8c."
    value = in_small_letters(value)
    if colours.is_readable(value):
        return ""
    found = colours.contrast(value, colours.WHITE)
    return (
        f"{value} on white has a contrast of {found:.1f} to 1, and less on its soft shade. {colours.LEAST} to 1 is "
        f"needed, and {colours.readable(value)} has it."
    )


def in_small_letters(colour):
    return colour.strip().lower()


@dataclass(frozen=True)
class Field:
    write: str
    problem: Callable = no_text
    read: Callable = str.strip


TOWNS = 4
MOST_LETTERS = 24  # of the site's name
ONS = r"[EW]\d{8}"
FIELDS = {
    "name": Field("the county as it stands before another word: “Northshire” in “Northshire schools”.", no_name),
    "in_sentences": Field("the same after “in”: “Northshire”, or “the North Isles”.", no_name),
    "other_names": Field(
        "what else people call it, such as a short form. An empty list if nothing.", no_names, tuple
    ),
    "ons_code": Field("its code of the Office for National Statistics, such as E10000099.", no_pattern(ONS)),
    "authority": Field("the council that runs the site, by its full name.", no_name),
    "site_name": Field(
        f"what the site is called in its header and in the titles of pages, in {MOST_LETTERS} letters at most, as it "
        "stands beside two buttons on a phone: “Resource bank”.",
        no_short_text,
    ),
    "colour": Field("the colour of the header and of buttons, as six signs after #.", no_colour, in_small_letters),
    "why": Field("one or two sentences for the page “About”: why there is the site."),
    "who_runs_it": Field("one sentence for the page “About”: who looks after the entries."),
    "young_people_asked_in": Field(
        "where young people of the county said what they want, after “the county's”: “review of 2022”. Empty if "
        "nowhere.",
        no_empty_text,
    ),
    "advice_team": Field(
        "what schools call the council's team that advises them about safeguarding, in a sentence: “the schools "
        "safeguarding team”. Empty if there is none: pages then say “children's social care”.",
        no_empty_text,
    ),
    "towns": Field(
        f"{TOWNS} towns, or parts of a city, that people name most; more if you like. None that is a surname too.",
        no_towns,
        tuple,
    ),
    "example_district": Field("the code of one of its districts, for examples on pages."),
    "example_telephone": Field("a telephone number of the council, for examples.", no_pattern(r"0[\d ]{9,12}")),
    "example_address": Field("a postal address with its postcode, for examples."),
    "example_postcode": Field(
        "the first half of a postcode of the county, for examples.", no_pattern(r"[A-Z]{1,2}\d[A-Z\d]?")
    ),
    "accessibility_prepared": Field("the day of the accessibility statement.", no_day, date.fromisoformat),
    "accessibility_reviewed": Field("the day on which it was last reviewed.", no_day, date.fromisoformat),
    "accessibility_tested": Field("the day on which the site was last tested.", no_day, date.fromisoformat),
}
