"""Processes of one machine share a base, and no damage, past or version of it changes an answer."""

import numpy as np
import pytest
from django.db import DatabaseError, connection, transaction
from django.http import QueryDict

from directory.catalogue.models import Entry
from directory.search.documents import consistency, document_builder
from directory.search.documents.base import files, reading, sharing
from directory.search.documents.index_store import IndexStore
from directory.search.documents.models import Edition, SearchDocument
from directory.search.documents.soundness import editions
from directory.search.pages.filters.filterset import EntryFilterSet
from tests.at_once import at_once
from tests.conftest import load_the_vocabularies
from tests.factories import make_organisation, make_resource, withdraw
from tests.search.asking import answer, titles


@pytest.fixture
def bank(transactional_db, settings, tmp_path, monkeypatch):
    """Large enough for a base to be shared."""
    settings.SNAPSHOT_FOLDER = tmp_path / "snapshot"
    monkeypatch.setattr(sharing, "SHARED_FROM", 2)
    load_the_vocabularies()
    make_resource("Asking first", sectors=["primary"], summary="About consent.")
    make_resource("Asking again", ages=(9, 9), summary="Consent and pictures.")
    make_organisation("Help for consent")


@pytest.fixture
def readings(monkeypatch):
    """How often all rows of documents were read."""
    found = []
    rows = reading.all_rows
    monkeypatch.setattr(reading, "all_rows", lambda: found.append(1) or rows())
    return found


def found(address="q=asking+consnt&sort=title", store=None):
    return answers((store or IndexStore()).snapshot(), address)


def answers(snapshot, address):
    hits = answer(EntryFilterSet(QueryDict(address), snapshot=snapshot))
    return titles(hits), hits.total, hits.counts


def edited(title, was="Asking first"):
    entry = Entry.objects.get(title=was)
    entry.title = title
    entry.save()


def data():
    return next(sharing.folder().glob("*.arrays"))


def is_shared(store):
    """Whether its large arrays are the memory of all processes."""
    return not store.snapshot().base.segment.postings.values.flags.writeable


@pytest.mark.usefixtures("bank")
class TestSharing:
    def test_all_rows_are_read_once_for_all_processes(self, readings):
        first, second = IndexStore(), IndexStore()
        right = found(store=first)
        assert found(store=second) == right
        assert is_shared(first)
        assert is_shared(second)
        assert readings == [1]
        assert sharing.folder().stat().st_mode & 0o777 == sharing.folder().parent.stat().st_mode & 0o777 == 0o700

    def test_of_processes_that_begin_at_once_one_reads_and_lays_down(self, readings, monkeypatch):
        written, lay_down = [], files.lay_down
        monkeypatch.setattr(files, "lay_down", lambda *args: written.append(1) or lay_down(*args))
        assert at_once(*[lambda: found()[1]] * 3) == [3, 3, 3]
        assert (readings, written) == ([1], [1])

    def test_a_new_process_reads_only_what_has_changed_since(self, readings):
        process = IndexStore()
        process.snapshot()
        edited("Waiting for Zebras")
        withdraw(entry=Entry.objects.get(title="Asking again"))
        late = IndexStore()
        for address in ("", "q=zebras", "q=zebrsa", "q=waiting", "q=asking", "sector=primary", "age=9"):
            assert found(address, late) == found(address, process), address
        assert found("q=zebras", late)[0] == ["Waiting for Zebras"]
        assert readings == [1]

    def test_it_holds_however_many_changes_ago_it_was_laid_down(self, readings, monkeypatch):
        IndexStore().snapshot()
        Edition.objects.update(earlier=" ")  # as it is after some 200 changes
        edited("Waiting")
        assert found("q=waiting")[0] == ["Waiting"]
        assert readings == [1]

    def test_a_small_bank_needs_none(self, monkeypatch, settings):
        monkeypatch.setattr(sharing, "SHARED_FROM", 4)
        process = IndexStore()
        process.snapshot()
        assert not is_shared(process)
        assert not settings.SNAPSHOT_FOLDER.exists()

    def test_what_is_not_committed_is_laid_down_by_nobody(self):
        with transaction.atomic():
            edited("Undone")
            assert found("q=undone")[0] == ["Undone"]
            transaction.set_rollback(True)
        assert not sharing.folder().exists()
        IndexStore().snapshot()
        with transaction.atomic():
            edited("Undone")
            assert found("q=undone")[0] == ["Undone"]
            transaction.set_rollback(True)
        assert found("q=undone")[0] == []

    def test_folding_lays_down_another_and_others_take_it(self, readings):
        process, other = IndexStore(), IndexStore()
        before = process.snapshot().base, other.snapshot().base
        edited("Waiting")
        process.snapshot(), other.snapshot()
        process._folding.acquire(), process._fold()
        other._folding.acquire(), other._fold()
        assert process.snapshot().base.revision == other.snapshot().base.revision > before[0].revision
        assert found("q=waiting", process) == found("q=waiting", other)
        assert process.snapshot().index.delta.size == other.snapshot().index.delta.size == 0
        assert readings == [1, 1]

    def test_what_was_laid_down_before_ones_own_is_not_taken_in_its_place(self, readings, monkeypatch):
        IndexStore().snapshot()
        edited("Waiting")
        process = IndexStore()
        with monkeypatch.context() as patch:
            patch.setattr(sharing, "SHARED_FROM", 100)
            own = process.snapshot().base
        edited("Waiting still", was="Waiting")
        process.snapshot()
        process._folding.acquire(), process._fold()
        assert process.snapshot().base.revision > own.revision
        assert readings == [1, 1, 1]


def overwrite(path, place, value):
    content = bytearray(path.read_bytes())
    content[place] ^= value
    path.write_bytes(content)


DAMAGES = {
    "no file": lambda: data().unlink(),
    "no manifest": lambda: (sharing.folder() / files.MANIFEST).unlink(),
    "an empty manifest": lambda: (sharing.folder() / files.MANIFEST).write_text(""),
    "a manifest with another signature": lambda: overwrite(sharing.folder() / files.MANIFEST, -1, 1),
    "a bit turned": lambda: overwrite(data(), 640, 16),
    "cut": lambda: data().write_bytes(data().read_bytes()[:-64]),
    "empty": lambda: data().write_bytes(b""),
    "of another birth": editions.renew,
    "of other code": lambda: files.lay_down(sharing.folder(), {"x": np.zeros(1)}, {"version": "another"}),
    "of a bank that was rebuilt": consistency.rebuild,
}


@pytest.mark.usefixtures("bank")
def test_whatever_is_wrong_with_it_the_rows_are_read_and_it_is_laid_down_anew(readings):
    right = found()
    for name, damage in DAMAGES.items():
        readings.clear()
        damage()
        assert found() == right, name
        assert readings == [1], name
        process = IndexStore()
        assert found(store=process) == right, name
        assert is_shared(process), name
        assert readings == [1], f"{name}, and then once more"


@pytest.mark.usefixtures("bank")
def test_a_process_that_uses_it_goes_on_when_it_is_taken_away_or_replaced(readings):
    process = IndexStore()
    right = found(store=process)
    data().unlink()
    IndexStore().snapshot()
    assert found(store=process) == right


@pytest.mark.usefixtures("bank")
def test_a_disk_that_takes_nothing_costs_the_sharing_and_nothing_else(monkeypatch, caplog):
    def full(*args):
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", full)
        process = IndexStore()
        assert found(store=process)[1] == 3
        assert not is_shared(process)
        assert list(sharing.folder().iterdir()) == [sharing.folder() / "lock"]
    with monkeypatch.context() as patch:
        patch.setattr(sharing, "alone", full)
        assert found()[1] == 3
    assert len(caplog.messages) == 2


@pytest.mark.usefixtures("bank")
def test_nobody_waits_without_end_for_another_process(monkeypatch):
    monkeypatch.setattr(sharing, "LONGEST_WAIT", 0)
    assert found()[1] == 3
    assert list(sharing.folder().iterdir()) == [sharing.folder() / "lock"]


@pytest.mark.usefixtures("bank")
def test_damaged_rows_are_mended_and_not_laid_down(caplog):
    SearchDocument.objects.update(impacts=b"")
    assert found()[1] == 3
    assert "made anew" in caplog.text
    assert not list(sharing.folder().glob("*.arrays"))
    process = IndexStore()
    assert found(store=process)[1] == 3
    assert is_shared(process)


@pytest.mark.usefixtures("bank")
def test_after_a_backup_was_put_back_what_came_after_it_is_not_found():
    IndexStore().snapshot()
    kept = [(model, list(model.objects.values())) for model in (Edition, SearchDocument)]
    edited("Undone")
    process = IndexStore()
    process.snapshot()
    process._folding.acquire(), process._fold()  # the file is of the past that is undone
    for model, rows in kept:
        model.objects.all().delete()
        model.objects.bulk_create(model(**row) for row in rows)
    Entry.objects.filter(title="Undone").update(title="Asking first")
    for store in (process, IndexStore()):
        assert found("q=undone", store)[0] == []
        assert sorted(found("q=asking", store)[0]) == ["Asking again", "Asking first"]


@pytest.mark.usefixtures("bank")
def test_the_older_of_two_versions_reads_for_itself_and_leaves_the_file_alone(monkeypatch):
    right = found()
    with monkeypatch.context() as patch:
        patch.setattr(document_builder, "analysis_version", lambda: "newer")
        assert found() == right
        laid_down = data()
    older = IndexStore()
    assert found(store=older) == right
    assert not is_shared(older)
    assert data() == laid_down


@pytest.mark.usefixtures("bank")
def test_where_the_database_cannot_be_written_it_is_shared_all_the_same(monkeypatch, caplog):
    def refuse(*args, **kwargs):
        raise DatabaseError("cannot execute UPDATE in a read-only transaction")

    monkeypatch.setattr(editions, "remember", refuse)
    process = IndexStore()
    assert found(store=process)[1] == 3
    assert is_shared(process)


@pytest.mark.usefixtures("bank")
def test_nobody_who_saves_has_to_wait_while_everything_is_read(monkeypatch):
    """What is saved meanwhile is not in it, and is found."""
    rows = reading.all_rows

    def rows_while_somebody_saves():
        yield from rows()
        at_once(lambda: edited("Meanwhile"))

    monkeypatch.setattr(reading, "all_rows", rows_while_somebody_saves)
    process = IndexStore()
    assert found("q=meanwhile", process)[0] == ["Meanwhile"]
    assert is_shared(process)
    assert connection.in_atomic_block is False
