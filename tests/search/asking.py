"""Asking the bank as the search page does, for tests."""

from django.http import QueryDict

from directory.catalogue.models import Entry
from directory.search.documents.index_store import index_store
from directory.search.pages.filters.filterset import EntryFilterSet
from directory.search.pages.search_page.page import SearchPage


def filterset_for(address="", door=None):
    return EntryFilterSet(QueryDict(address), snapshot=index_store.snapshot(), door=door)


def answer(filterset):
    """What the index says."""
    return filterset.hits(filterset.options)


def ask(address="", door=None):
    return answer(filterset_for(address, door))


def page_of(address="", door=None):
    filterset = filterset_for(address, door)
    return SearchPage("/search/", filterset, answer(filterset))


def titles(hits):
    by_id = Entry.objects.in_bulk(hits.ids)
    return [by_id[pk].title for pk in hits.ids]
