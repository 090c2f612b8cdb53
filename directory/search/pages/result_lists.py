"""Short lists of entries on other pages: the beginning of a search, in its order and with its number; and what is
related to one entry.
"""

from dataclasses import dataclass, replace
from itertools import chain, groupby

from django.http import QueryDict
from django.utils.functional import cached_property
from markupsafe import Markup

from directory.catalogue.doors import Door
from directory.catalogue.kinds import Kind
from directory.catalogue.matching_rules import ADULT_SERVICE_AGE
from directory.catalogue.models import Entry
from directory.search.documents.facet_options import age_key, of_kind
from directory.search.documents.index_store import index_store
from directory.search.documents.models import SearchDocument
from directory.search.engine.criteria import Criteria
from directory.search.engine.hits import Hits
from directory.search.pages.addresses import query_of, search_address
from directory.search.pages.cards import cards_by_id
from directory.search.pages.filters.filterset import EntryFilterSet

RELATED = 3  # entries of each kind
CHILDREN = frozenset(map(age_key, range(ADULT_SERVICE_AGE)))


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


def related(request):
    """For the pages of entries, which are below the search: a template asks it what else there is."""
    return {"related_to": related_to}


def related_to(entry):
    """[(door, entries)], the closest of each kind: active, for the same ages and sectors, and sharing a topic."""
    if entry.age_min is None or entry.age_max is None:
        return []
    snapshot = index_store.snapshot()
    ages = frozenset(map(age_key, range(entry.age_min, entry.age_max + 1)))
    sectors, *topics = (
        snapshot.facets.keys(name, [term.code for term in terms])
        for name, terms in [("sector", entry.sectors.all()), *(("topic", [topic]) for topic in entry.topics.all())]
    )
    fitting = Criteria(fixed=(ages, sectors, CHILDREN) if entry.age_min < ADULT_SERVICE_AGE else (ages, sectors))
    kinds = [frozenset([of_kind(kind)]) for kind in sorted(Kind)]
    found = snapshot.index.sharing_most(fitting, topics, kinds, RELATED + 1)  # it is itself what it shares most with
    ids = list(chain.from_iterable([pk for pk in closest if pk != entry.pk][:RELATED] for closest in found))
    entries = Entry.objects.published().active().with_door().in_bulk(ids)
    shown = sorted((entries[pk] for pk in ids if pk in entries), key=lambda other: list(Door).index(other.door))
    return [(door, list(others)) for door, others in groupby(shown, key=lambda other: other.door)]
