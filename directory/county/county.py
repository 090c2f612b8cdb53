"""What a county is, as plain values."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from directory.county.colours import OURS

OUTSIDE = "outside"  # the district of a place that is not in the county
WHOLE_COUNTY = "county"  # in a file, all of its districts
UNITARY = "unitary"


@dataclass(frozen=True)
class District:
    """A district, or a neighbouring council that the bank serves too. Its code is its key, and never changes."""

    code: str
    name: str
    short_name: str
    ons_code: str
    type: str
    search_words: tuple[str, ...]

    @property
    def short(self):
        return self.short_name or self.name


@dataclass(frozen=True)
class Place:
    """A town, village or ward as people write it; an outward postcode may lie in several districts."""

    name: str
    districts: tuple[str, ...]
    ambiguous: bool = False


@dataclass(frozen=True)
class County:
    """`name` stands before a word ("Northshire schools"), `in_sentences` after one ("schools in the north").

    `not_places` says beside which words the name of a place means something else: name -> contexts.
    """

    folder: Path
    name: str
    in_sentences: str
    other_names: tuple[str, ...]
    ons_code: str
    authority: str
    site_name: str
    colour: str
    why: str
    who_runs_it: str
    young_people_asked_in: str
    advice_team: str
    towns: tuple[str, ...]
    example_district: str
    example_telephone: str
    example_address: str
    example_postcode: str
    accessibility_prepared: date
    accessibility_reviewed: date
    accessibility_tested: date
    districts: tuple[District, ...]
    places: tuple[Place, ...]
    outward_codes: tuple[Place, ...]
    not_places: dict[str, str]

    @property
    def schools(self):
        return f"{self.name} schools"

    @property
    def about(self):
        """What the site is, in one line."""
        return f"Safeguarding and PSHE for {self.schools}"

    @property
    def has_own_colour(self):
        return self.colour != OURS

    @property
    def advice(self):
        """Whom schools ask for advice."""
        return self.advice_team or "children's social care"

    @property
    def asked_first(self):
        """Whom they ask where it is not clear what has happened."""
        return f"{self.advice_team} or social care" if self.advice_team else "social care"

    @cached_property
    def names(self):
        """By which people and other systems know it, in small letters."""
        return frozenset(name.casefold() for name in (self.name, *self.other_names))

    @cached_property
    def homes(self):
        """Code of a district -> its name as an answer to "where does the child live?"."""
        return {district.code: district.short for district in self.districts}

    @property
    def own_types(self):
        """The types of its own districts, not of a neighbour that the bank serves too."""
        types = {district.type for district in self.districts} - {UNITARY}
        return types or {UNITARY}

    @property
    def example_home(self):
        return self.homes[self.example_district]

    @cached_property
    def words_of_titles(self):
        """The words of its own name and of its districts and towns, which make a run of them no person's name."""
        named = (self.name, *self.other_names, *self.homes.values(), *self.towns)
        return frozenset(word for name in named for word in words_in(name))

    @cached_property
    def words_of_names(self):
        """Those, and what else people call its districts."""
        called = (name for district in self.districts for name in district.search_words)
        return self.words_of_titles | {word for name in called for word in words_in(name)}


def words_in(name):
    return re.findall(r"[^\W\d_]+", name.casefold())
