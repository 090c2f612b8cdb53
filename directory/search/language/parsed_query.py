"""What a query was taken to mean, as plain values.

A phrase is (terms, closeness): terms that stand together in one field, and how close they are to what was typed, in
quarters. A clause is a tuple of phrases: one thing asked for, which an entry has if it has any of them.
"""

from dataclasses import dataclass, field

EXACT, SYNONYM, GUESS = 4, 3, 2  # how close a phrase is to what was typed


@dataclass(frozen=True)
class InferredFilter:
    """Words of a query that stand for options of one facet. `start` and `end` say where they are in the query."""

    facet: str
    codes: tuple[str, ...]
    words: str
    start: int
    end: int


@dataclass(frozen=True)
class Correction:
    """A word that nobody wrote, and the one that was taken for it."""

    typed: str
    meant: str


@dataclass
class ParsedQuery:
    """`clauses` are the words that count for matching, `hints` those that only help to rank, `name` the terms of an
    exact name. `unknown` are words that no entry has, `outside` the names of places outside the county, as typed. It
    `is_elsewhere` if the words that no entry has say more than those that some have.

    `topics` are what the words may mean, the likeliest first. It is `of_children` if it speaks of them and not of
    adults; `asker` is who speaks, if they tell, and they are `planning` if they teach, plan or decide. A sentence
    has many words that say something. It is `by_staff` if an adult who works with children is said to have done it,
    `by_another_adult` if somebody else of 18 or over is. `life_at_risk` says that the words speak of suicide or
    self-harm. `formats` are kinds of resource that are asked for and that nothing has which fits the rest.
    """

    filters: list[InferredFilter] = field(default_factory=list)
    clauses: list = field(default_factory=list)
    hints: list = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    is_elsewhere: bool = False
    outside: list[str] = field(default_factory=list)
    topics: list = field(default_factory=list)
    of_children: bool = False
    asker: str = ""
    planning: bool = False
    life_at_risk: bool = False
    by_staff: bool = False
    by_another_adult: bool = False
    is_sentence: bool = False
    formats: list[str] = field(default_factory=list)
