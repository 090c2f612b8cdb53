"""The index of a process is level with the database, whatever other processes do and however a transaction ends."""

import threading

import pytest
from django.db import connection, transaction

from directory.catalogue.models import Entry
from directory.search.documents import consistency, index_store
from directory.search.documents.index_store import IndexStore
from directory.search.documents.models import Edition
from directory.search.pages.filters.filterset import EntryFilterSet
from directory.taxonomy.models import Sector
from tests.conftest import load_the_vocabularies
from tests.factories import make_resource
from tests.search.asking import QueryDict, answer, titles


@pytest.fixture
def vocabularies(transactional_db):
    load_the_vocabularies()


def found(store, address):
    return titles(answer(EntryFilterSet(QueryDict(address), snapshot=store.snapshot())))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("vocabularies")
class TestIndexStore:
    """Each `IndexStore` stands for a process of its own."""

    def test_an_edit_is_found_by_every_process_at_its_next_request(self):
        entry = make_resource("Asking first")
        processes = [IndexStore(), IndexStore()]
        assert [found(process, "q=asking") for process in processes] == [["Asking first"]] * 2
        entry.title = "Waiting"
        entry.save()
        assert [found(process, "q=asking") for process in processes] == [[], []]
        assert [found(process, "q=waiting") for process in processes] == [["Waiting"]] * 2
        Entry.objects.filter(pk=entry.pk).delete()
        assert [found(process, "") for process in processes] == [[], []]

    def test_only_what_changed_is_read_again(self):
        make_resource("Asking first")
        process = IndexStore()
        base = process.snapshot().index.base
        make_resource("Waiting")
        index = process.snapshot().index
        assert index.base is base
        assert (base.size, index.delta.size) == (1, 1)
        vocabulary = process.snapshot().vocabulary
        make_resource("Another")
        assert process.snapshot().vocabulary is vocabulary

    def test_a_changed_vocabulary_is_read_again(self):
        make_resource("Asking first", sectors=["primary"])
        process = IndexStore()
        assert found(process, "q=academy") == []
        sector = Sector.objects.get(code="primary")
        sector.search_words += "\nacademy"
        sector.save()
        assert found(process, "q=academy") == ["Asking first"]

    def test_a_change_of_terms_that_leaves_their_words_alone_makes_no_vocabulary_anew(self):
        process = IndexStore()
        before = process.snapshot()
        sector = Sector.objects.get(code="primary")
        sector.hint = "Ages 4 to 11, mostly"
        sector.save()
        after = process.snapshot()
        assert after.vocabulary is before.vocabulary
        assert after.facets.terms["sector"]["primary"].hint == sector.hint

    def test_nothing_changed_means_one_query(self, django_assert_num_queries):
        process = IndexStore()
        snapshot = process.snapshot()
        with django_assert_num_queries(1):
            assert process.snapshot() is snapshot

    def test_what_a_transaction_has_not_committed_is_found_in_it_and_never_kept(self):
        make_resource("Asking first")
        process = IndexStore()
        process.snapshot()
        with transaction.atomic():
            make_resource("Waiting")
            assert found(process, "q=waiting") == ["Waiting"]
            transaction.set_rollback(True)
        assert found(process, "q=waiting") == []
        make_resource("Another")
        assert found(process, "") == ["Another", "Asking first"]

    def test_a_bank_that_was_put_back_is_read_whole(self):
        make_resource("Asking first")
        process = IndexStore()
        process.snapshot()
        consistency.rebuild()
        Edition.objects.update(revision=0)
        assert found(process, "q=asking") == ["Asking first"]

    def test_a_grown_small_segment_is_folded_into_the_large_one(self, monkeypatch):
        monkeypatch.setattr(index_store, "DELTA_MOST", 2)
        make_resource("Asking first")
        process = IndexStore()
        process.snapshot()
        for number in range(4):
            make_resource(f"Asking {number}")
        assert len(found(process, "q=asking")) == 5
        for thread in threading.enumerate():
            if thread.name == "search-index":
                thread.join()
        if connection.vendor != "sqlite" or not connection.is_in_memory_db():
            assert process.snapshot().index.delta.size == 0
        assert len(found(process, "q=asking")) == 5

    def test_threads_that_ask_while_others_write_get_whole_answers(self):
        make_resource("Asking first")
        process, wrong = IndexStore(), []

        def read():
            try:
                for _ in range(30):
                    snapshot = process.snapshot()
                    hits = answer(EntryFilterSet(QueryDict("q=asking"), snapshot=snapshot))
                    if hits.total != len(hits.ids) or hits.counts["kind"]["resource"] != hits.total:
                        wrong.append(hits)
            except Exception as problem:  # noqa: BLE001
                wrong.append(problem)
            finally:
                connection.close()

        readers = [threading.Thread(target=read) for _ in range(4)]
        for reader in readers:
            reader.start()
        for number in range(10):
            make_resource(f"Asking {number}")
        for reader in readers:
            reader.join()
        assert wrong == []
        assert len(found(process, "q=asking")) == 11
