"""Judges the search by queries that people would type.

    python -m tests.starter_content.relevance.judge [--set NAME ...] [--write]

prints the figures, and the queries that did badly, but none of a set that is held out. With --write the figures of
all sets go into docs/relevance.md. DATABASE_URL names a bank with the starter content.
"""

import argparse
import os

import django

from tests import machine
from tests.starter_content.relevance import figures
from tests.starter_content.relevance.queries import SETS, every_query

DOCUMENT = machine.ROOT / "docs" / "relevance.md"
OURS, WITHOUT, BM25 = "the search", "without meaning", "BM25"
MARK = "<!-- Everything below is written by `python -m tests.starter_content.relevance.judge --write`. -->"


def main():
    options = parsed_options()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "resourcebank.settings")
    django.setup()
    answers_of = ask_all(every_query(options.set))
    print(report(answers_of))
    print("\n".join(map(line_about, failures(answers_of[OURS]))))
    if options.write:
        before, _, _ = DOCUMENT.read_text().partition(MARK)
        DOCUMENT.write_text(f"{before}{MARK}\n\n{report(answers_of)}\n")


def parsed_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", nargs="+", choices=SETS, default=SETS, help="only these")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.write and set(options.set) != set(SETS):
        parser.error("--write needs all sets")
    return options


def ask_all(queries):
    """{name: answers} of our search, with and without meaning, and of BM25."""
    from django.test import override_settings

    from tests.starter_content.relevance import answers, bm25  # these import models

    with override_settings(SEMANTIC=True):
        ours = answers.answers_to(queries)
    with override_settings(SEMANTIC=False):
        without = answers.answers_to(queries)
    return {OURS: ours, WITHOUT: without, BM25: bm25.answers_to(queries)}


def report(answers_of):
    """Every table, under its heading, as Markdown."""
    tables = {
        "Success@3 beside other ways to search": figures.side_by_side(answers_of),
        "By set and class": figures.by_set_and_category(answers_of[OURS]),
        "By who asks": figures.by_role(answers_of[OURS]),
        "What “do this now” names": figures.boxes(answers_of[OURS]),
        "How many of what we have nothing on are told so": figures.nothings(answers_of),
        "Without meaning": figures.by_set_and_category(answers_of[WITHOUT]),
        "“Do this now” without meaning": figures.boxes(answers_of[WITHOUT]),
        "BM25": figures.by_set_and_category(answers_of[BM25]),
    }
    return "\n\n".join(f"## {heading}\n\n{table}" for heading, table in tables.items())


def failures(answers):
    """What did badly and may be looked at."""
    return [answer for answer in answers if not answer.query.held_out and (answer.violations or is_missed(answer))]


def is_missed(answer):
    return not (answer.succeeds(3) if answer.query.wanted else answer.says_nothing)


def line_about(answer):
    first = ", ".join(f"{kind[:1]}:{slug}" for kind, slug in answer.found[:6])
    place = f"place {answer.place} of {len(answer.found)}"
    return f"\n{answer.query.of_set}: {answer.query.text}: {place}; {first} {answer.violations or ''}"


if __name__ == "__main__":
    main()
