"""Edits leave nothing behind in the memory of a process that serves readers, however many there are."""

import gc
import threading
import weakref

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory

from directory.search.documents import index_store
from directory.search.documents.index_store import IndexStore
from directory.search.documents.index_store import index_store as this_process
from directory.search.pages import cards, page_rendering
from tests.conftest import load_the_vocabularies
from tests.factories import make_organisation, make_resource

EDITS = 6
ADDRESSES = ["/", "/search/", "/search/?q=asking", "/search/?q=askign+sextign", "/search/?sector=primary&sort=title"]


@pytest.fixture(scope="class")
def read(request):
    """Reads a page as the server does: the client of the tests keeps more of an answer than that."""
    handler = WSGIHandler()

    def read(address):
        response = handler(RequestFactory().get(address).environ, lambda *begun: None)
        html = b"".join(response).decode()
        response.close()
        return html

    return read


@pytest.fixture
def nothing_is_collected():
    """What no cycle holds is freed at once. The rest would wait: for hundreds of edits, as little else is made."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("nothing_is_collected")
class TestMemoryOfEdits:
    def test_only_what_is_of_now_is_kept(self, read):
        load_the_vocabularies()
        entry, _ = make_resource("Asking first", sectors=["primary"]), make_organisation("Asking a helpline")
        cards._kept.clear()
        former = []
        for number in range(EDITS):
            entry.title = f"Asking with the new word zq{number}x"
            entry.save()
            assert f"zq{number}x" in read(f"/search/?q=zq{number}x")
            for address in ADDRESSES:
                read(address)
            snapshot = this_process.snapshot()
            parts = (snapshot, snapshot.index, snapshot.index.delta, snapshot.index.lexicon, snapshot.spelling)
            former.append([weakref.ref(part) for part in parts])
            del snapshot, parts
        *before, now = [[ref() is not None for ref in edit] for edit in former]
        assert before == [[False] * 5] * (EDITS - 1)
        assert now == [True] * 5
        assert len(cards._kept) == 2
        assert len(page_rendering._kept) == 1

    def test_words_that_edits_brought_are_forgotten_some_time(self, monkeypatch):
        monkeypatch.setattr(index_store, "NEW_TERMS_MOST", 3)
        load_the_vocabularies()
        entry, process = make_resource("Asking first"), IndexStore()
        process.snapshot()
        for number in range(EDITS):
            entry.title = f"zq{number}x"
            entry.save()
            process.snapshot()
            for thread in threading.enumerate():
                if thread.name == "search-index":
                    thread.join()
        if connection.vendor != "sqlite" or not connection.is_in_memory_db():
            assert process.snapshot().index.lexicon.added <= 3
            assert "zq0x" not in process.snapshot().spelling
