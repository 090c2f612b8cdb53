"""Short lists of entries on other pages. Each is the beginning of a search, in its order and with its number."""

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.functional import cached_property
from markupsafe import Markup

from directory.catalogue.models import Entry
from directory.search.documents.index_store import index_store
from directory.search.documents.models import SearchDocument
from directory.search.engine.hits import Hits
from directory.search.pages.addresses import query_of, search_address
from directory.search.pages.cards import cards_by_id
from directory.search.pages.filters.filterset import EntryFilterSet


class ResultLists:
    """The lists of one page, for one setting. However many, they ask the database the same few questions."""

    def __init__(self, setting):
        self.setting = setting
        self.snapshot = index_store.snapshot()
        self.revisions = {}  # entry id -> the revision of its document, of all that any list may show
        self.all = []

    def first(self, *, most=3, door=None, **filters):
        """The first entries that fit `filters` (parameter -> value or list) within the setting."""
        values = {**self.setting.chosen, **filters}
        hits = filterset_for(values, self.snapshot, door).hits()
        self.revisions.update(zip(hits.ids, hits.revisions, strict=True))
        self.all.append(ResultList(self, hits, search_address(values, door), most))
        return self.all[-1]

    def chosen(self, ids, *, door, **filters):
        """Just these entries in this order, which fit the setting, under the number and address of a search."""
        found = self.first(door=door, **filters)
        revisions = dict(SearchDocument.objects.filter(entry__in=ids).values_list("entry", "revision"))
        self.revisions.update(revisions)
        shown = [pk for pk in ids if pk in revisions]
        hits = replace(found.hits, ids=shown, revisions=[revisions[pk] for pk in shown])
        self.all[-1] = replace(found, hits=hits, most=len(shown))
        return self.all[-1]

    def counts(self, name, **filters):
        """How many entries each option of a facet has within the setting: code -> number."""
        question = filterset_for({**self.setting.chosen, **filters}, self.snapshot)
        return question.hits(self.snapshot.facets.options_of(name)).counts[name]

    @cached_property
    def offered(self):
        """Of all that the lists may show, what is still there and, unless the setting says an age, for children."""
        found = Entry.objects.filter(pk__in=self.revisions).active()
        return set((found if self.setting.has_ages else found.for_children()).values_list("pk", flat=True))

    @cached_property
    def cards(self):
        """Entry id -> card, of all that the lists of the page show: made together."""
        shown = list(dict.fromkeys(pk for one in self.all for pk in one.ids))
        hits = Hits(len(shown), 1, shown, {}, revisions=[self.revisions[pk] for pk in shown])
        return {pk: card.marked() for pk, card in cards_by_id(hits, self.snapshot).items()}


def filterset_for(values, snapshot, door=None):
    """A search that is given as parameter -> value or values."""
    return EntryFilterSet(QueryDict(query_of(values)), snapshot=snapshot, door=door)


@dataclass(frozen=True)
class ResultList:
    """A list as a page shows it: some cards, the number of all, and the address of the search that has them."""

    lists: ResultLists
    hits: Hits
    url: str
    most: int

    def __bool__(self):
        return bool(self.ids)

    @property
    def total(self):
        return self.hits.total

    @property
    def is_empty(self):
        return not self.total and not self.ids

    @property
    def ids(self):
        return [pk for pk in self.hits.ids if pk in self.lists.offered][: self.most]

    @property
    def cards(self):
        found = self.lists.cards
        return Markup("\n".join(found[pk] for pk in self.ids if pk in found))  # noqa: S704 (rendered by a template)
