"""The judged queries: who asks what, in four sets, and what should come of it. Each file says how it is read."""

from dataclasses import dataclass
from pathlib import Path

SETS = ("queries", "sentences", "later", "unseen")  # from what the search was tuned on to what nobody has looked at
HELD_OUT = frozenset({"unseen"})  # of these only the figures are shown, never a query
CATEGORIES = ("sentence", "short", "facet", "nothing")
COLUMNS = 7
KINDS = {"r": "resource", "o": "organisation", "t": "training", "c": "case_study", "g": "guidance"}


@dataclass(frozen=True)
class Query:
    """What somebody types. Entries are (kind, slug); `topics` are codes, for words about what has happened."""

    of_set: str
    category: str
    role: str
    text: str
    wanted: frozenset
    never: frozenset
    topics: frozenset
    not_first: frozenset

    @property
    def held_out(self):
        return self.of_set in HELD_OUT


def every_query(sets=SETS):
    return [query for name in sets for query in read(name)]


def read(name):
    lines = (Path(__file__).parent / f"{name}.txt").read_text().splitlines()
    return [query_in(line, name) for line in lines if line.strip() and not line.startswith("#")]


def query_in(line, of_set):
    parts = [part.strip() for part in line.split("|")]
    category, role, text, wanted, never, topics, not_first = parts + [""] * (COLUMNS - len(parts))
    return Query(
        of_set,
        category,
        role,
        text,
        wanted=entries_in(wanted),
        never=entries_in(never),
        topics=frozenset(topics.split()),
        not_first=entries_in(not_first),
    )


def entries_in(references):
    return frozenset((KINDS[letter], slug) for letter, slug in (one.split(":") for one in references.split()))
