"""What does not say whose needs it fits: outside the list and its number, and one link away from it.

What staff read is for all needs without saying so; there a list says how much of it was made for those asked for.
"""

from dataclasses import replace

from django.utils.functional import cached_property

from directory.catalogue.doors import FOR_PUPILS, Unstated
from directory.search.pages.facet_groups import short_label
from directory.search.pages.search_page.nothing_found import StepBack
from directory.taxonomy.models import Ability

NOT_STATED = [Unstated.NOT_STATED.value]


class UnstatedNeeds:
    """The part of a search page that says how much more does not say whose needs it fits."""

    @cached_property
    def needs_asked(self):
        return [code for code in self.filterset.active_filters.get("ability", []) if code not in NOT_STATED]

    @property
    def asks_special_needs(self):
        return bool(self.needs_asked) and Ability.MAINSTREAM not in self.needs_asked

    @property
    def needs_in_words(self):
        terms = self.snapshot.facets.terms["ability"]
        return " or ".join(short_label(terms[code]) for code in self.needs_asked)

    @cached_property
    def unstated(self):
        """The same search for what does not say, where it finds any and a need was asked for; or None."""
        if not self.needs_asked or self.shows_unstated:
            return None
        asked, wanted = self.filterset.criteria, self.filterset.keys("ability", NOT_STATED)
        total = self.snapshot.index.total(replace(asked, choices={**asked.choices, "ability": wanted}))
        return StepBack("", self.address(ability=NOT_STATED), total) if total else None

    @property
    def shows_unstated(self):
        return Unstated.NOT_STATED in self.filterset.active_filters.get("ability", [])

    @property
    def back_from_unstated(self):
        """The same search for the needs of the reader's setting, or for all."""
        needs = self.remembered.chosen.get("ability") if self.remembered else None
        return self.address(ability=needs)

    @cached_property
    def made_for_needs(self):
        """How many of those found name a need that was asked for; None where that says nothing."""
        if not self.door or self.door in FOR_PUPILS or self.shows_unstated or not self.asks_special_needs:
            return None
        index, named = self.snapshot.index, frozenset(f"ability:{code}" for code in self.needs_asked)
        return index.matching(self.filterset.criteria).intersection_cardinality(index.documents_with_any(named))
