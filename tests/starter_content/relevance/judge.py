"""Judges the search by queries that people would type.

    python -m tests.starter_content.relevance.judge [--queries FILE] [--write]

prints the figures for each role and the queries that did badly; with --write the figures go into docs/relevance.md.
DATABASE_URL names a bank with the starter content.

Success@n is the share of queries with something wanted among the first n; MRR the mean of one over the place of the
first wanted entry; a violation is an entry that must never be in the list, or one that must not be first and is.
"""

import argparse
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from tests import machine

KINDS = {"r": "resource", "o": "organisation", "t": "training", "c": "case_study", "g": "guidance"}
QUERIES = Path(__file__).parent / "queries.txt"
DOCUMENT = machine.ROOT / "docs" / "relevance.md"
MARK = "<!-- Everything below is written by `python -m tests.starter_content.relevance.judge --write`. -->"


@dataclass(frozen=True)
class Judged:
    """A query, what it must find, and what it found: the places (from 1) of entries by their references."""

    role: str
    query: str
    wanted: frozenset
    never: frozenset
    not_first: frozenset
    found: list

    @property
    def place(self):
        return next((place for place, entry in enumerate(self.found, 1) if entry in self.wanted), None)

    def succeeds(self, within):
        return self.place is not None and self.place <= within

    @property
    def violations(self):
        return [*(self.never & set(self.found)), *(self.not_first & set(self.found[:1]))]


def read(path=QUERIES):
    """(role, query, wanted, never, not first) of each line."""
    for line in Path(path).read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            role, query, *sets = [part.strip() for part in line.split("|")]
            sets += [""] * (3 - len(sets))
            yield role, query, *(frozenset(map(entry_of, part.split())) for part in sets)


def entry_of(reference):
    letter, _, code = reference.partition(":")
    return KINDS[letter], code


def judged(path=QUERIES):
    """Ask every query. The starter content must be loaded."""
    from django.utils.http import urlencode

    from directory.catalogue.models import Entry

    known = dict(Entry.objects.values_list("pk", "slug"))
    kinds = dict(Entry.objects.values_list("pk", "kind"))
    results = []
    for role, query, wanted, never, not_first in read(path):
        ids = all_ids(urlencode({"q": query}))
        results.append(Judged(role, query, wanted, never, not_first, [(kinds[pk], known[pk]) for pk in ids]))
    return results


def all_ids(address):
    """Every page of the list."""
    from tests.search.asking import ask

    hits = ask(address)
    ids = list(hits.ids)
    for page in range(2, hits.pages + 1):
        ids += ask(f"{address}&page={page}").ids
    return ids


def table(results):
    """The figures for each role and for all, as Markdown."""
    by_role = defaultdict(list)
    for result in results:
        by_role[result.role].append(result)
    lines = ["| asked by | queries | success@3 | success@5 | MRR | violations |", "|---|---|---|---|---|---|"]
    for role, own in [*sorted(by_role.items()), ("all", results)]:
        three, five = (sum(result.succeeds(n) for result in own) / len(own) for n in (3, 5))
        rank = sum(1 / result.place for result in own if result.place) / len(own)
        violations = sum(len(result.violations) for result in own)
        lines.append(f"| {role} | {len(own)} | {three:.1%} | {five:.1%} | {rank:.2f} | {violations} |")
    return "\n".join(lines)


def main():
    import django

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--queries", default=QUERIES)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    django.setup()
    results = judged(options.queries)
    print(table(results))
    if options.write:
        before, _, _ = DOCUMENT.read_text().partition(MARK)
        DOCUMENT.write_text(f"{before}{MARK}\n\n{table(results)}\n")
    for result in results:
        if not result.succeeds(3) or result.violations:
            first = ", ".join(f"{kind[:1]}:{slug}" for kind, slug in result.found[:6])
            print(f"\n{result.query}: place {result.place} of {len(result.found)}; {first} {result.violations or ''}")


if __name__ == "__main__":
    main()
