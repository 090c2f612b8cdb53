"""A county's folder as a `County`, or everything that is wrong with it."""

from directory.county.county import OUTSIDE, County, District, Place
from directory.county.fields import FIELDS
from directory.county.files import FILL_IN, Problem, UnreadableError, object_of, rows_of
from directory.county.tables import (
    COLUMNS,
    DISTRICTS,
    NOT_PLACES,
    OUTWARD_CODES,
    PLACES,
    problems_of_tables,
    search_words_of,
)

FACTS = "county.json"


def read_county(folder):
    """(the county, no problems), or (None, problems)."""
    problems, tables = [], {}
    facts = read_or_note(problems, object_of, folder, FACTS)
    for name, columns in COLUMNS.items():
        tables[name] = read_or_note(problems, rows_of, folder, name, columns)
    if problems:
        return None, problems
    problems = [*problems_of_facts(facts), *problems_of_tables(tables), *problems_of_example(facts, tables)]
    return (None, problems) if problems else (county_of(folder, facts, tables), [])


def read_or_note(problems, read, *what):
    try:
        return read(*what)
    except UnreadableError as error:
        problems.append(error.problem)


def problems_of_facts(facts):
    for name, field in FIELDS.items():
        value = facts.get(name)
        if FILL_IN in str(value):
            yield Problem(FACTS, name, "nobody has filled it in.", f"Write {field.write}")
        elif what := field.problem(value):
            yield Problem(FACTS, name, what, f"Write {field.write}")
    for name in facts.keys() - FIELDS.keys() - {"$schema"}:
        yield Problem(FACTS, name, "it is not a field we know.", "Take it away.")


def problems_of_example(facts, tables):
    named = str(facts.get("example_district") or FILL_IN)
    if FILL_IN not in named and named not in {row["code"] for _, row in tables[DISTRICTS]}:
        yield Problem(FACTS, "example_district", f"{named!r} is no district.", f"Write a code of {DISTRICTS}.")


def county_of(folder, facts, tables):
    rows = {name: [row for _, row in found] for name, found in tables.items()}
    return County(
        folder=folder,
        **{name: field.read(facts[name]) for name, field in FIELDS.items()},
        districts=tuple(map(district_of, rows[DISTRICTS])),
        places=tuple(place_of(row["name"], row["district"], row["ambiguous"]) for row in rows[PLACES]),
        outward_codes=tuple(place_of(row["outward_code"], row["districts"]) for row in rows[OUTWARD_CODES]),
        not_places={row["name"]: row["not_beside"] for row in rows[NOT_PLACES]},
    )


def district_of(row):
    return District(**{**row, "search_words": tuple(search_words_of(row))})


def place_of(name, districts, ambiguous=""):
    return Place(name, tuple(code for code in districts.split() if code != OUTSIDE), bool(ambiguous))
