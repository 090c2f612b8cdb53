"""From a query string to a valid question, or to plain words about what is wrong with it."""

import time
from copy import copy
from dataclasses import replace

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django_filters import FilterSet

from directory.catalogue.doors import Door
from directory.catalogue.matching_rules import for_ages, for_local_only, for_taught_only
from directory.catalogue.models import Entry
from directory.search.documents.facet_options import (
    FOR_ADULTS,
    GROWN_UP,
    LESSONS,
    LOCAL,
    TAUGHT,
    age_key,
    preferences_for,
    preferences_in_incident,
)
from directory.search.engine.criteria import Criteria, Preference
from directory.search.language.asker import YOUNG_PERSON
from directory.search.language.parsed_query import ParsedQuery
from directory.search.language.query_parser import parse_query
from directory.search.pages.filters.fields import FacetFilter, filters_for, without_homes
from directory.search.pages.filters.meant_topics import MeantTopics

# What words narrow where something has happened: help must fit the child, and need not be made for what else is said.
NARROWS_INCIDENT = frozenset({"age", "year", "district", "kind", "help"})
FOR_CHILDREN = frozenset(age_key(age) for age in range(18))  # what is for adults only is found by its words alone

# What is best where no words say so, by the only door of a list: how the index sorts, and what that is called.
RECOMMENDED = ("best", "Recommended")
BY_DOOR = {Door.TRAINING: ("date", "Next date"), Door.GUIDANCE: ("in_force", "Latest change")}


class EntryFilterSet(MeantTopics, FilterSet):
    """The search form. `door` fixes what is behind one, as browse pages do; `unfinished` words are still being typed.

    Only the parameters that an address has are looked at, with fields that all requests share: a form of every
    option, copied for each request, would take longer than the search.

    A whole postcode among the words, which may say where a family lives, is cut before anything else sees it. `data`
    is then another than what came.
    """

    class Meta:
        model = Entry
        fields = []

    def __init__(self, data, *, snapshot, door=None, unfinished=False):
        self.data, self.is_bound = without_homes(data), True
        self.snapshot, self.door, self.unfinished = snapshot, door, unfinished
        self.filters = filters_for(snapshot.facets, door)

    @cached_property
    def form(self):
        form = forms.Form(self.data)
        form.fields = {name: self.filters[name].field for name in self.data if name in self.filters}
        return form

    @property
    def unknown(self):
        """Parameters that the search does not have: readers are told they were ignored."""
        return [name for name in self.data if name not in self.filters]

    @cached_property
    def problems(self):
        """What cannot be answered, a sentence each. While there are any, no list is shown: it might be wrong."""
        found = [
            f"{self.filters[name].label}: {message}"
            for name, messages in self.form.errors.items()
            for message in messages
        ]
        for name in self.form.fields:
            item = self.filters[name]
            if not isinstance(item, FacetFilter) and len(self.data.getlist(name)) > 1:
                found.append(f"{item.label}: the web address gives it more than once.")
        return found

    @property
    def query_text(self):
        """The words as they were typed, valid or not."""
        return self.data.get("q", "")

    @cached_property
    def chosen(self):
        """The values by name, without those left empty. Raises ValueError while there are problems."""
        if self.problems:
            raise ValueError(self.problems)
        values = self.form.cleaned_data
        return {name: values[name] for name in self.filters if values.get(name) not in (None, "", [])}

    @cached_property
    def parsed_query(self):
        """What the words mean. What is chosen in a group overrules what the words say of it.

        A format that nothing has which fits the rest narrows nothing: better all on consent than no assembly.
        """
        if "q" not in self.chosen:
            return ParsedQuery()
        facets = {*self.snapshot.facets.facets, "age"} & self.filters.keys()
        parsed = self.parsed_with(facets)
        formats = [code for one in parsed.filters if one.facet == "type" for code in one.codes]
        if not formats or self.finds_any(parsed):
            return parsed
        return replace(self.parsed_with(facets - {"type"}), formats=formats)

    def parsed_with(self, facets):
        """`facets` are the names of those that words may become filters of."""
        return parse_query(
            self.chosen["q"],
            index=self.snapshot.index,
            spelling=self.snapshot.spelling,
            vocabulary=self.snapshot.vocabulary,
            facets=facets,
            unfinished=self.unfinished,
        )

    def finds_any(self, parsed):
        """Whether this search would find anything if its words meant that."""
        other = copy(self)
        other.parsed_query = parsed
        return self.snapshot.index.total(other.criteria) > 0

    @cached_property
    def inferred_filters(self):
        """The filters that the words became. An age or a year group that is chosen overrules both in the words."""
        overruled = {"age", "year"} if self.chosen.keys() & {"age", "year"} else set()
        found = self.parsed_query.filters
        if self.is_of_incident:
            found = [inferred for inferred in found if inferred.facet in NARROWS_INCIDENT]
        return [inferred for inferred in found if inferred.facet not in self.chosen.keys() | overruled]

    @cached_property
    def active_filters(self):
        """Facet -> codes, chosen and inferred; an age is a code too."""
        found = {name: list(value) for name, value in self.chosen.items() if isinstance(value, list)}
        if "age" in self.chosen:
            found["age"] = [str(self.chosen["age"])]
        for inferred in self.inferred_filters:
            codes = found.setdefault(inferred.facet, [])
            codes += [code for code in inferred.codes if code not in codes]
        return found

    @cached_property
    def criteria(self):
        active, parsed = self.active_filters, self.parsed_query
        choices = {name: self.keys(name, codes) for name, codes in active.items()}
        fixed = [frozenset({f"kind:{self.door}"})] if self.door else []
        if "local" in self.chosen:
            fixed.append(frozenset({LOCAL}))
        if "taught" in self.chosen:
            fixed.append(frozenset({TAUGHT}))
        asked = Criteria(
            choices=choices,
            fixed=tuple(fixed),
            clauses=tuple(parsed.clauses),
            hints=tuple(parsed.hints),
            name=tuple(parsed.name),
            about=tuple((self.keys(*rule), closeness) for rule, closeness in self.about.items()),
            sinking=self.sinking,
            preferences=tuple(Preference(*sets) for sets in self.preferences),
            meaning=self.meaning,
            near_within=FOR_CHILDREN,
            sort=self.sort,
            page=self.chosen.get("page", 1),
        )
        return asked if asked.has_words or self.sort != "best" else replace(asked, sort=self.recommended[0])

    @property
    def preferences(self):
        narrowed = {one.facet: one.codes for one in self.parsed_query.filters} | self.active_filters
        yield from preferences_for(narrowed, self.door)
        if self.is_of_incident:
            yield from preferences_in_incident(self.parsed_query.asker, self.parsed_query.is_sentence)
        if self.asks_for_lessons:
            yield LESSONS, frozenset()
        if self.parsed_query.formats:
            yield self.keys("type", self.parsed_query.formats), frozenset()

    @property
    def sinking(self):
        """Who speaks of children, or is one, needs no service for adults, unless 18 or more is asked for."""
        parsed, ages = self.parsed_query, map(int, self.active_filters.get("age", []))
        children = parsed.of_children or parsed.asker == YOUNG_PERSON or self.is_by_an_adult
        return frozenset({FOR_ADULTS}) if children and max(ages, default=0) < GROWN_UP else frozenset()

    @property
    def sort(self):
        """As an address has it: "best" unless it says otherwise, with words or without."""
        return self.chosen.get("sort", "best")

    @property
    def recommended(self):
        """(how the index sorts, what that is called) where no words say what is best."""
        return BY_DOOR.get(self.only_door, RECOMMENDED)

    @property
    def only_door(self):
        """The door of all that can be in the list, if there is only one."""
        doors = [self.door] if self.door else self.active_filters.get("kind", [])
        return doors[0] if len(doors) == 1 else None

    @property
    def rules(self):
        """The filters as conditions for the database, all of which an entry fits; the words are not among them."""
        facets = self.snapshot.facets
        rules = [
            facets.facets[name].matches([facets.terms[name][code] for code in codes])
            for name, codes in self.chosen.items()
            if isinstance(codes, list)
        ]
        if "age" in self.chosen:
            rules.append(for_ages(self.chosen["age"], self.chosen["age"]))
        if "taught" in self.chosen:
            rules.append(for_taught_only())
        return rules + ([for_local_only()] if "local" in self.chosen else [])

    def with_changes(self, **changes):
        """The same search with other values of some parameters; None takes one away."""
        data = self.data.copy()
        for name, value in changes.items():
            data.setlist(name, value if isinstance(value, list) else [] if value is None else [value])
            if not data.getlist(name):
                del data[name]
        return EntryFilterSet(data, snapshot=self.snapshot, door=self.door)

    def keys(self, name, codes):
        if name == "age":
            return frozenset(age_key(code) for code in codes)
        return self.snapshot.facets.keys(name, codes)

    @property
    def options(self):
        """What the page counts: facet -> code -> keys."""
        return self.snapshot.facets.options(self.door)

    def hits(self, options=None):
        """The answer of the index; `options` are those to count, none unless said. Valid searches only."""
        today, second = index_moment()
        options = self.snapshot.facets.options_of() if options is None else options
        return self.snapshot.index.search(self.criteria, options, today=today, second=second)


def index_moment():
    """(the reader's day as an ordinal, the moment in seconds since 1970): when an index is asked."""
    return timezone.localdate().toordinal(), int(time.time())
