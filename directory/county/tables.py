"""The tables of a county's folder: their columns, and what is wrong with their rows."""

import re

from directory.county.county import OUTSIDE, UNITARY, WHOLE_COUNTY
from directory.county.fields import ONS
from directory.county.files import FILL_IN, Problem
from directory.county.letters import wrong_in_name, wrong_letters

DISTRICTS, PLACES = "districts.csv", "places.csv"
OUTWARD_CODES, NOT_PLACES = "outward_codes.csv", "not_places.csv"
COLUMNS = {
    DISTRICTS: ("code", "name", "short_name", "ons_code", "type", "search_words"),
    PLACES: ("name", "district", "ambiguous"),
    OUTWARD_CODES: ("outward_code", "districts"),
    NOT_PLACES: ("name", "not_beside"),
}
ONCE = (
    (DISTRICTS, "code"),
    (DISTRICTS, "ons_code"),
    (PLACES, "name"),
    (OUTWARD_CODES, "outward_code"),
    (NOT_PLACES, "name"),
)
NAMES = ("name", "short_name")  # columns
TYPES = ("district", "borough", UNITARY)
RESERVED = ("national", "elsewhere", "not_known", WHOLE_COUNTY, OUTSIDE)
AMBIGUOUS = "ambiguous"
MOST_LETTERS = {"code": 60, "name": 120, "short_name": 60}  # that the database has room for


def problems_of_tables(tables):
    """`tables`: name of a file -> its (line, row) pairs. What nobody has filled in is asked nothing else."""
    filled = {name: [one for one in rows if is_filled(one[1])] for name, rows in tables.items()}
    for name, rows in tables.items():
        for line, row in rows:
            if not is_filled(row):
                yield Problem(name, f"line {line}", "nobody has filled it in.", "Say it, or take the line away.")
    codes = {row["code"] for _, row in filled[DISTRICTS]}
    if not tables[DISTRICTS]:
        yield Problem(DISTRICTS, "the table", "there is no district.", "Write a line for each.")
    for name, wrongs in WRONG.items():
        for line, row in filled[name]:
            yield from (Problem(name, f"line {line}", *wrong) for wrong in wrongs(row, codes))
    for name, rows in filled.items():
        for line, row in rows:
            yield from (Problem(name, f"line {line}", *wrong) for wrong in wrong_in_letters(row))
    for name, key in ONCE:
        yield from said_twice(name, key, filled[name])
    yield from of_two_districts(filled[DISTRICTS])


def is_filled(row):
    return FILL_IN not in "".join(row.values())


def wrong_in_letters(row):
    for column, text in row.items():
        wrong = wrong_in_name if column in NAMES and text else wrong_letters
        if what := wrong(text):
            yield f"{column}: {what}", "Write it as it is said, in plain letters on one line."


def wrong_in_district(row, codes):
    if not re.fullmatch(r"[a-z][a-z0-9_]*", row["code"]) or row["code"] in RESERVED:
        yield f"{row['code']!r} cannot be a code.", "Write small letters, figures and _, such as north_dale."
    if not row["name"]:
        yield "it has no name.", "Write what readers know it by."
    for column, most in MOST_LETTERS.items():
        if len(row[column]) > most:
            yield f"{column} has more than {most} letters.", "Write it shorter."
    if not re.fullmatch(ONS, row["ons_code"]):
        yield f"{row['ons_code']!r} is no ONS code.", "Write the one of the Office for National Statistics."
    if row["type"] not in TYPES:
        yield f"{row['type']!r} is no type.", f"Write one of {', '.join(TYPES)}."


def wrong_in_place(row, codes):
    if not row["name"]:
        yield "it has no name.", "Write the place as people do."
    if row["district"] not in codes | {OUTSIDE}:
        yield f"{row['district']!r} is no district.", f"Write a code of {DISTRICTS}, or {OUTSIDE}."
    if row["ambiguous"] not in ("", AMBIGUOUS):
        yield f"{row['ambiguous']!r} says nothing.", f"Write {AMBIGUOUS}, or leave it empty."


def wrong_in_code(row, codes):
    if not re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?", row["outward_code"]):
        yield f"{row['outward_code']!r} is no first half of a postcode.", "Write it in capitals, without a space."
    named = row["districts"].split()
    if not named or set(named) - codes - {OUTSIDE}:
        yield f"{row['districts']!r}: no such districts.", f"Write codes of {DISTRICTS} with spaces, or {OUTSIDE}."


def wrong_in_not_place(row, codes):
    if not row["name"]:
        yield "it has no name.", "Write the place as people do."
    if not all(context.count("~") == 1 for context in row["not_beside"].split(",")):
        yield "a context without its place.", "Write ~ once in each, where the name stands: “~ united, tim ~”."


WRONG = {
    DISTRICTS: wrong_in_district,
    PLACES: wrong_in_place,
    OUTWARD_CODES: wrong_in_code,
    NOT_PLACES: wrong_in_not_place,
}


def said_twice(name, key, rows):
    seen = {}
    for line, row in rows:
        first = seen.setdefault(row[key].casefold(), line)
        if first != line:
            yield Problem(name, f"line {line}", f"{row[key]!r} is on line {first} too.", "Take one away.")


def of_two_districts(rows):
    """Names and search words by which neither a reader nor a search would know the district."""
    for called, words_of in (("name", names_of), ("search word", search_words_of)):
        seen = {}
        for line, row in rows:
            for word in words_of(row):
                first = seen.setdefault(word.casefold(), line)
                if first != line:
                    what = f"the {called} {word!r} is on line {first} too."
                    yield Problem(DISTRICTS, f"line {line}", what, "Leave it to one district.")


def names_of(row):
    return filter(None, (row[column] for column in NAMES))


def search_words_of(row):
    return filter(None, map(str.strip, row["search_words"].split(";")))
