"""A question to the index as plain values. Nothing here knows of requests, databases or arrays.

A phrase is (terms, closeness): terms that stand together in one field, and how close they are to what was typed, in
quarters, 4 for the very words. A clause is a tuple of phrases: one thing asked for, which an entry has if it has any
of them.
"""

from dataclasses import dataclass, field

from directory.search.engine.weights import LEAST_NEAR_ALONE

Phrase = tuple[tuple[str, ...], int]
Clause = tuple[Phrase, ...]


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
    to rank, `name` the terms of an exact name. `about` are (options, closeness): documents with any of the options
    are about what the words mean, whichever of them they have. Documents with an option of `sinking` come last.
    `preferences` are in the order of their importance. `meaning` is the vector of the words, b"" where only they
    themselves count. What is only near has one of the keys `near_within`, and is at least `least_near_alone` near
    where nothing has the words.
    """

    choices: dict[str, frozenset[str]] = field(default_factory=dict)
    fixed: tuple[frozenset[str], ...] = ()
    clauses: tuple[Clause, ...] = ()
    hints: tuple[Clause, ...] = ()
    name: tuple[str, ...] = ()
    about: tuple[tuple[frozenset[str], int], ...] = ()
    sinking: frozenset[str] = frozenset()
    preferences: tuple[Preference, ...] = ()
    meaning: bytes = b""
    near_within: frozenset[str] = frozenset()
    least_near_alone: int = LEAST_NEAR_ALONE
    sort: str = "best"
    page: int = 1

    @property
    def has_words(self):
        return bool(self.clauses or self.hints or self.about)
