"""Short lists of entries on other pages. Each is the beginning of a search, in its order and with its number."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import cached_property
from markupsafe import Markup

from directory.catalogue.models import Entry
from directory.search.addresses import query_of, search_address
from directory.search.cards import cards_by_id
from directory.search.criteria import Hits
from directory.search.filters import EntryFilterSet
from directory.search.store import store
from directory.search.views import now


class Lists:
    """The lists of one page, for one setting. However many, they ask the database the same few questions."""

    def __init__(self, setting):
        self.setting = setting
        self.bank = store.bank()
        self.candidates = {}  # entry id -> its revision
        self.all = []

    def few(self, *, most=3, kind=None, **filters):
        """The first entries that fit `filters` (parameter -> value or list) within the setting."""
        values = {**self.setting.chosen, **filters}
        hits = self.search(values, kind)
        self.candidates.update(zip(hits.ids, hits.revisions, strict=True))
        self.all.append(Few(self, hits, search_address(values, kind), most))
        return self.all[-1]

    def search(self, values, kind=None, options=None):
        return answer_to(question_of(values, self.bank, kind), options)

    def counts(self, name, **filters):
        """How many entries each option of a facet has within the setting: code -> number."""
        options = self.bank.vocabulary.options()
        return self.search({**self.setting.chosen, **filters}, options={name: options[name]}).counts[name]

    @cached_property
    def offered(self):
        """Of all candidates, those still there and, unless the setting says an age, for children."""
        found = Entry.objects.filter(pk__in=self.candidates).active()
        return set((found if self.setting.has_ages else found.for_children()).values_list("pk", flat=True))

    @cached_property
    def cards(self):
        """Entry id -> card, of all that the lists of the page show: made together."""
        shown = list(dict.fromkeys(pk for few in self.all for pk in few.ids))
        hits = Hits(len(shown), 1, shown, {}, revisions=[self.candidates[pk] for pk in shown])
        return cards_by_id(hits, self.bank)


def question_of(values, bank, kind=None):
    """A search that is given as parameter -> value or values."""
    return EntryFilterSet(QueryDict(query_of(values)), vocabulary=bank.vocabulary, index=bank.index, kind=kind)


def answer_to(question, options=None):
    """The hits of a valid question; `options` are those to count, none unless said."""
    today, second = now()
    return question.index.search(question.criteria, options or {}, today=today, second=second)


@dataclass(frozen=True)
class Few:
    """A list as a page shows it: some cards, the number of all, and the address of the search that has them."""

    lists: Lists
    hits: Hits
    url: str
    most: int

    def __bool__(self):
        return bool(self.ids)

    @property
    def total(self):
        return self.hits.total

    @property
    def ids(self):
        return [pk for pk in self.hits.ids if pk in self.lists.offered][: self.most]

    @property
    def cards(self):
        found = self.lists.cards
        return Markup("\n".join(found[pk] for pk in self.ids if pk in found))  # noqa: S704 (rendered by a template)
