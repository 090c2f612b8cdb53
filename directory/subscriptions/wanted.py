"""What somebody asks to be told, as plain words and as a question that can be asked again each week."""

from dataclasses import dataclass, field
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse

from directory.networks.models import Network
from directory.search.documents.index_store import index_store
from directory.search.pages.addresses import query_of, with_query
from directory.search.pages.facet_groups import short_label
from directory.search.pages.filters.filterset import EntryFilterSet
from directory.search.pages.my_setting import only_setting
from directory.search.pages.search_page.selected_filters import VALUE_WORDS
from directory.subscriptions.models import Subscription

What = Subscription.What
NEVER_KEPT = ("q", "sort", "page")  # words that somebody typed, and how a list is shown
WEEKLY = "Once a week, on Monday morning, and only if there is something new."
AT_ONCE = "Straight away when a meeting is cancelled or moved."


@dataclass(frozen=True)
class Wanted:
    """`query` holds the filters as an address does. Whoever has many gives them the one snapshot of the index."""

    what: str
    query: str = ""
    network: Network | None = None
    snapshot: object = field(default=None, compare=False)

    @classmethod
    def from_address(cls, what, data):
        """What the parameters of an address ask for: without words, and for guidance only a setting."""
        filterset = filterset_of(only_setting(data) if what == What.GUIDANCE else without_words(data))
        return cls(what, query_of(filterset.chosen) if not filterset.problems else filterset.data.urlencode())

    @cached_property
    def filterset(self):
        return filterset_of(QueryDict(self.query), self.snapshot)

    @property
    def problems(self):
        return self.filterset.problems

    @property
    def title(self):
        if self.network:
            return f"Changes to meetings of {self.network}"
        return "New guidance" if self.what == What.GUIDANCE else "New entries"

    @property
    def filters(self):
        """The filters in words, a list; empty for everything."""
        return [words for name, value in self.filterset.chosen.items() for words in self._words(name, value)]

    def _words(self, name, value):
        if isinstance(value, list):
            terms = self.filterset.snapshot.facets.terms[name]
            return [short_label(terms[code]) for code in value]
        return [VALUE_WORDS[name].format(value)]

    @property
    def often(self):
        return AT_ONCE if self.network else WEEKLY

    @property
    def page(self):
        """The address of the page that shows all of it."""
        if self.network:
            return self.network.get_absolute_url()
        if self.what == What.GUIDANCE:
            return with_query(reverse("pages:timeline"), self.query)
        return with_query(reverse("search:search"), f"{self.query}&sort=newest" if self.query else "sort=newest")

    def entry_ids(self):
        """The ids of all entries that fit today. The index in memory is asked, and not the database."""
        index = self.filterset.snapshot.index
        return set(index.entries[list(index.matching(self.filterset.criteria))].tolist())


def filterset_of(data, snapshot=None):
    return EntryFilterSet(data, snapshot=snapshot or index_store.snapshot())


def without_words(data):
    data = data.copy()
    for name in NEVER_KEPT:
        data.pop(name, None)
    return data
