"""Asking the bank as the search page does, for tests."""

import time

from django.http import QueryDict
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.search.filters import EntryFilterSet
from directory.search.page import SearchPage
from directory.search.store import store


def filterset_for(address="", kind=None):
    bank = store.bank()
    return EntryFilterSet(QueryDict(address), vocabulary=bank.vocabulary, index=bank.index, kind=kind)


def answer(filterset):
    """What the index says."""
    today, second = timezone.localdate().toordinal(), int(time.time())
    return filterset.index.search(filterset.criteria, filterset.options, today=today, second=second)


def ask(address="", kind=None):
    return answer(filterset_for(address, kind))


def page_of(address="", kind=None):
    filterset = filterset_for(address, kind)
    return SearchPage("/search/", filterset, store.bank(), answer(filterset))


def titles(hits):
    by_id = Entry.objects.in_bulk(hits.ids)
    return [by_id[pk].title for pk in hits.ids]
