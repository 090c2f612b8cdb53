"""A question as plain values, and its answer. Nothing here knows of requests, databases or arrays."""

from dataclasses import dataclass, field

PAGE_SIZE = 20


@dataclass(frozen=True)
class Phrase:
    """Terms that stand together in one field, and how close they are to what was typed (see `weights`)."""

    terms: tuple[str, ...]
    closeness: int


@dataclass(frozen=True)
class Clause:
    """One thing asked for: an entry has it if it has any of `phrases`."""

    phrases: tuple[Phrase, ...]


@dataclass(frozen=True)
class Preference:
    """Entries that have one of `keys`, and none of `without`, come before those that do not."""

    keys: frozenset[str]
    without: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Criteria:
    """What is asked for.

    `choices` maps the name of a facet to the keys of documents, any of which an entry must have; `fixed` are such
    sets that no option count ignores. `clauses` are the words that count for matching, `hints` words that only help
    to rank, `name` the terms of an exact name. `preferences` are in the order of their importance.
    """

    choices: dict[str, frozenset[str]] = field(default_factory=dict)
    fixed: tuple[frozenset[str], ...] = ()
    clauses: tuple[Clause, ...] = ()
    hints: tuple[Clause, ...] = ()
    name: tuple[str, ...] = ()
    preferences: tuple[Preference, ...] = ()
    sort: str = "best"
    page: int = 1

    @property
    def has_words(self):
        return bool(self.clauses or self.hints)


@dataclass(frozen=True)
class Hits:
    """The answer: how many entries match, the ids of one page of them in order, and an exact count per option.

    `counts` maps facet name -> option code -> the entries that match every other filter and that option. `whole` says
    that something in the bank has all the words. `revisions` are those of the documents of `ids`.
    """

    total: int
    page: int
    ids: list[int]
    counts: dict[str, dict[str, int]]
    whole: bool = True
    revisions: list[int] = field(default_factory=list, compare=False)

    @property
    def pages(self):
        return pages_of(self.total)


def pages_of(total):
    return max(1, -(-total // PAGE_SIZE))
