"""Whatever is wrong with a derived row, a process begins, answers as if nothing were, and the row is made anew."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, transaction
from django.http import QueryDict

from directory.catalogue.models import Entry
from directory.search.documents import consistency, document_builder, index_store, index_writer
from directory.search.documents.index_store import IndexStore, advance, current_edition
from directory.search.documents.models import Edition, SearchDocument, Term
from directory.search.documents.soundness import editions
from directory.search.documents.soundness.mending import still_damaged
from directory.search.documents.soundness.tidying import tidy_search
from directory.search.pages.filters.filterset import EntryFilterSet
from tests.at_once import at_once
from tests.conftest import load_the_vocabularies
from tests.factories import archive, make_course, make_organisation, make_resource, withdraw
from tests.search.asking import answer, titles

ADDRESSES = ["q=consent&sort=newest", "age=9"]
PACKED = ["options", "positions", "weighed", "impacts", "names", "sessions", "meaning"]


@pytest.fixture
def bank(transactional_db):
    load_the_vocabularies()
    fill()


@pytest.fixture
def damaged_bank(db):
    fill()
    return SearchDocument.objects.order_by("pk")


def fill():
    with index_writer.batched_updates():
        make_resource("Asking first", sectors=["primary"], summary="About consent.")
        make_resource("Asking again", ages=(9, 9), summary="Consent and pictures.")
        make_organisation("Help for consent")
        make_course("Asking in a course")
        make_resource("A draft about asking", published=False)


def answers(snapshot):
    hits = [answer(EntryFilterSet(QueryDict(address), snapshot=snapshot)) for address in ADDRESSES]
    return [(titles(one), one.total, one.counts) for one in hits]


def found(store, address):
    return titles(answer(EntryFilterSet(QueryDict(address), snapshot=store.snapshot())))


def turned(packed, place):
    """With one bit turned over."""
    changed = bytearray(packed)
    changed[place % len(changed)] ^= 1 << place % 8
    return bytes(changed)


def with_bytes(name, becomes):
    """Damage to the bytes of every document that has any there."""

    def damage(documents):
        for document in documents.exclude(**{name: b""}):
            SearchDocument.objects.filter(pk=document.pk).update(**{name: becomes(bytes(getattr(document, name)))})

    return damage


def remove_half_the_terms(documents):
    Term.objects.filter(pk__in=[pk for pk in Term.objects.values_list("pk", flat=True) if pk % 2]).delete()


def exchange_two_terms(documents):
    one, other = Term.objects.filter(text__in=["asking", "pictures"])
    Term.objects.filter(pk=one.pk).update(text="\x01")
    Term.objects.filter(pk=other.pk).update(text=one.text)
    Term.objects.filter(pk=one.pk).update(text=other.text)


def call_asking_pictures(documents):
    Term.objects.filter(text="pictures").delete()
    Term.objects.filter(text="asking").update(text="pictures")


def move_to_an_entry_that_is_not_there(documents):
    documents.filter(pk=documents[0].pk).update(entry_id=999_999)


def show_what_is_withdrawn(documents):
    """As a row would say that was left behind."""
    entry = make_resource("Asking no more")
    before = SearchDocument.objects.filter(pk=entry.pk).values().get()
    withdraw(entry=entry)
    SearchDocument.objects.filter(pk=entry.pk).update(**before)


DAMAGES = {
    **{f"{name} cut by a byte": with_bytes(name, lambda packed: packed[:-1]) for name in PACKED},
    **{f"{name} empty": with_bytes(name, lambda packed: b"") for name in PACKED},
    **{f"{name} twice": with_bytes(name, lambda packed: packed * 2) for name in PACKED},
    **{f"{name} with a bit turned": with_bytes(name, lambda packed: turned(packed, 5)) for name in PACKED},
    **{
        f"{name} is {value}": lambda documents, name=name, value=value: documents.update(**{name: value})
        for name, value in [
            ("title", ""),
            ("title", "\N{SNOWMAN}" * 250),
            ("sunk", True),
            ("gone", True),
            ("trust", 32_000),
            ("trust", -5),
            ("standing", -32_000),
            ("in_force_day", -(2**31)),
            ("due_day", 1),
            ("published_second", -(2**62)),
            ("revision", 0),
            ("revision", -1),
            ("revision", 2**62),
            ("seal", ""),
            ("seal", "another"),
        ]
    },
    "no documents": lambda documents: documents.delete(),
    "one document missing": lambda documents: documents.filter(pk=documents[0].pk).delete(),
    "no terms": lambda documents: Term.objects.all().delete(),
    "half of the terms": remove_half_the_terms,
    "no seals of terms": lambda documents: Term.objects.update(seal=""),
    "a term of another name": lambda documents: Term.objects.filter(text="asking").update(text="asked"),
    "two terms exchanged": exchange_two_terms,
    "a term in the place of another": call_asking_pictures,
    "a term far away": lambda documents: Term.objects.filter(text="asking").update(id=2**40),
    "a term below nought": lambda documents: Term.objects.filter(text="asking").update(id=-3),
    "a foreign term": lambda documents: Term.objects.create(text="foreign", pk=2**33),
    "an entry that is not there": move_to_an_entry_that_is_not_there,
    "what is withdrawn": show_what_is_withdrawn,
    "no edition": lambda documents: Edition.objects.all().delete(),
    "another edition beside it": lambda documents: Edition.objects.create(pk=2, born="x", analysis="y", revision=9),
    **{
        f"edition {values}": lambda documents, values=values: Edition.objects.update(**values)
        for values in [
            {"revision": 0},
            {"revision": -7},
            {"revision": 2**63 - 1},
            {"vocabulary_revision": -1},
            {"born": ""},
            {"analysis": ""},
            {"earlier": ""},
            {"former_analyses": " x " * 50},
        ]
    },
}


@pytest.mark.django_db
def test_no_damage_stops_a_process_or_changes_an_answer(damaged_bank, caplog, monkeypatch):
    words = index_store.read_words()
    monkeypatch.setattr(index_store, "read_words", lambda: words)  # they take the most time, and none is damaged
    right = answers(IndexStore().snapshot())
    for name, damage in DAMAGES.items():
        caplog.clear()
        with transaction.atomic():
            running = IndexStore().snapshot()
            damage(damaged_bank.all())
            index_writer.pages_changed()
            if name != "what is withdrawn":
                assert answers(advance(running, current_edition())) == right, f"{name}, in a process that runs"
            assert answers(IndexStore().snapshot()) == right, name
            assert len(caplog.messages) <= 2, name
            assert consistency.find_differences() == {}, name
            make_resource("Waiting")
            assert found(IndexStore(), "q=waiting") == ["Waiting"], f"{name}, and then something new"
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_damage_to_what_a_process_reads_of_a_change_is_mended_too(damaged_bank):
    right = answers(IndexStore().snapshot())
    for name in PACKED:
        with transaction.atomic():
            running = IndexStore().snapshot()
            index_writer.write_documents(damaged_bank.values_list("pk", flat=True))
            with_bytes(name, lambda packed: packed[:-1])(damaged_bank.all())
            assert answers(advance(running, current_edition())) == right, name
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_what_was_mended_is_said_in_one_line(damaged_bank, caplog):
    damaged_bank.update(impacts=b"")
    IndexStore().snapshot()
    numbers = ", ".join(str(document.pk) for document in damaged_bank)
    assert [message for message in caplog.messages if numbers in message] == caplog.messages
    assert len(caplog.messages) == 1


def refuse(*args, **kwargs):
    raise DatabaseError("cannot execute UPDATE in a read-only transaction")


@pytest.mark.django_db
def test_where_nothing_can_be_written_what_is_damaged_is_left_out_and_said(damaged_bank, monkeypatch, caplog):
    damaged_bank.filter(pk=damaged_bank[0].pk).update(positions=b"x")
    monkeypatch.setattr(editions, "lock", refuse)
    assert found(IndexStore(), "q=asking") == ["Asking again", "Asking in a course"]
    assert "cannot be used" in caplog.text


@pytest.mark.django_db
def test_where_nothing_can_be_written_missing_documents_stop_nothing(damaged_bank, monkeypatch, caplog):
    Edition.objects.all().delete()
    damaged_bank.filter(pk=damaged_bank[0].pk).delete()
    monkeypatch.setattr(consistency, "next_revision", refuse)
    assert found(IndexStore(), "q=asking") == ["Asking again", "Asking in a course"]
    assert "missing" in caplog.text


@pytest.mark.django_db
def test_documents_of_a_newer_version_are_used_as_they_are_where_nothing_can_be_written(damaged_bank, monkeypatch):
    with version(monkeypatch, "newer"):
        IndexStore().snapshot()
    monkeypatch.setattr(editions, "lock", refuse)
    assert len(found(IndexStore(), "q=asking")) == 3


@contextmanager
def version(monkeypatch, name):
    """As a process of another version sees it."""
    with monkeypatch.context() as patch:
        patch.setattr(document_builder, "analysis_version", lambda: name)
        yield


def rows():
    return list(SearchDocument.objects.order_by("pk").values_list("pk", "revision", "seal"))


@pytest.mark.usefixtures("bank")
class TestVersions:
    """Two versions on one database, as in an upgrade without an outage."""

    def test_the_newer_writes_all_documents_once_whoever_starts_again(self, monkeypatch):
        older, newer = IndexStore(), IndexStore()
        right = answers(older.snapshot())
        with version(monkeypatch, "newer"):
            assert answers(newer.snapshot()) == right
        written = rows()
        for _ in range(3):
            assert answers(IndexStore().snapshot()) == right
            with version(monkeypatch, "newer"):
                assert answers(IndexStore().snapshot()) == right
        assert answers(older.snapshot()) == right
        assert rows() == written

    def test_an_edit_through_the_older_is_written_anew_by_the_newer(self, monkeypatch):
        older, newer = IndexStore(), IndexStore()
        older.snapshot()
        with version(monkeypatch, "newer"):
            newer.snapshot()
        make_resource("Waiting")
        assert found(older, "q=waiting") == ["Waiting"]
        with version(monkeypatch, "newer"):
            assert consistency.find_differences() != {}
            assert found(newer, "q=waiting") == ["Waiting"]
            assert consistency.find_differences() == {}
        assert found(older, "q=waiting") == ["Waiting"]

    def test_each_reads_entries_by_its_own_recipe(self, monkeypatch):
        older = IndexStore()
        older.snapshot()
        with version(monkeypatch, "newer"), pytest.MonkeyPatch.context() as patch:
            patch.setattr(document_builder, "text_of", lambda entry: [("title", f"{entry.title} newly")])
            newer = IndexStore()
            assert len(found(newer, "q=newly")) == 5
        assert found(older, "q=newly") == []
        assert found(IndexStore(), "q=newly") == []
        assert len(found(older, "q=asking")) == 3

    def test_what_is_withdrawn_by_the_newer_is_gone_for_the_older(self, monkeypatch):
        older = IndexStore()
        entry = make_resource("Asking no more")
        assert "Asking no more" in found(older, "q=asking")
        with version(monkeypatch, "newer"):
            IndexStore().snapshot()
            withdraw(entry=entry)
        assert "Asking no more" not in found(older, "q=asking")

    def test_an_older_version_that_is_put_back_takes_over_by_a_rebuild(self, monkeypatch):
        with version(monkeypatch, "newer"):
            IndexStore().snapshot()
        consistency.rebuild()
        written = rows()
        assert len(found(IndexStore(), "q=asking")) == 3
        assert rows() == written


DERIVED = (Edition, SearchDocument, Term)


def backed_up():
    return {model: list(model.objects.values()) for model in (*DERIVED, Entry)}


def put_back(backup):
    for model in DERIVED:
        model.objects.all().delete()
        model.objects.bulk_create(model(**row) for row in backup[model])
    for row in backup[Entry]:
        Entry.objects.filter(pk=row["id"]).update(**row)


def edited(entry, title):
    entry.title = title
    entry.save()


@pytest.mark.usefixtures("bank")
class TestBackupPutBack:
    """Under processes that run: each must notice at its next request."""

    def test_what_was_undone_is_not_found_and_what_came_since_is(self):
        entry, process = Entry.objects.get(title="Asking first"), IndexStore()
        backup = backed_up()
        for number in range(2):
            edited(entry, f"Undone {number}")
            assert found(process, "q=undone") == [f"Undone {number}"]
        version_before = process.snapshot().version
        put_back(backup)
        assert (found(process, "q=undone"), "Asking first" in found(process, "q=asking")) == ([], True)
        entry.refresh_from_db()
        for number in range(2):
            edited(entry, f"Since {number}")
        late = IndexStore()
        late.snapshot()
        assert found(process, "q=since") == found(late, "q=since") == ["Since 1"]
        assert found(process, "q=undone") == []
        assert process.snapshot().version == late.snapshot().version != version_before

    def test_a_process_that_asks_only_after_later_edits_notices(self):
        entry, process = Entry.objects.get(title="Asking first"), IndexStore()
        backup = backed_up()
        edited(entry, "Undone")
        made = process.snapshot()
        put_back(backup)
        entry.refresh_from_db()
        edited(entry, "Since")
        assert (found(process, "q=undone"), found(process, "q=since")) == ([], ["Since"])
        assert process.snapshot().version != made.version

    def test_no_revision_is_given_twice(self):
        entry = Entry.objects.get(title="Asking first")
        backup = backed_up()
        edited(entry, "Undone")
        undone = SearchDocument.objects.get(pk=entry.pk).revision
        put_back(backup)
        edited(entry, "Since")
        assert SearchDocument.objects.get(pk=entry.pk).revision != undone

    def test_a_process_far_behind_reads_everything(self):
        entry, process = Entry.objects.get(title="Asking first"), IndexStore()
        base = process.snapshot().index.base
        edited(entry, "Since")
        Edition.objects.update(earlier=" ")
        assert found(process, "q=since") == ["Since"]
        assert process.snapshot().index.base is not base

    def test_renewing_makes_every_process_read_everything(self):
        process = IndexStore()
        before = process.snapshot()
        editions.renew()
        assert process.snapshot().index.base is not before.index.base
        assert process.snapshot().version != before.version
        assert consistency.find_differences() == {}


@pytest.mark.usefixtures("bank")
def test_what_became_of_entries_by_our_own_hands_is_sound(caplog):
    entry, other = Entry.objects.get(title="Asking first"), Entry.objects.exclude(title="Asking first").first()
    edited(entry, "Asking again")
    archive(entry=other.specific)
    assert not still_damaged({entry.pk, other.pk})
    caplog.clear()
    IndexStore().snapshot()
    assert "made anew" not in caplog.text


@pytest.mark.usefixtures("bank")
def test_of_several_processes_that_begin_at_once_one_mends(monkeypatch):
    written = []
    write = index_writer.write_documents
    monkeypatch.setattr(index_writer, "write_documents", lambda ids: written.append(len(ids)) or write(ids))
    IndexStore().snapshot()
    SearchDocument.objects.update(weighed=b"x")
    came = at_once(*[lambda: len(found(IndexStore(), "q=asking"))] * 3)
    assert came == [3, 3, 3]
    assert written == [5]


@pytest.mark.usefixtures("bank")
class TestTidying:
    def test_words_that_nothing_says_are_forgotten_and_may_come_back(self):
        process, entry = IndexStore(), Entry.objects.get(title="Asking first")
        edited(entry, "Zebras")
        process.snapshot()
        last = Term.objects.order_by("-pk")[0].pk
        edited(entry, "Asking first")
        assert "words forgotten" in tidy_search(now=None)
        assert not Term.objects.filter(text="zebras").exists()
        assert found(process, "q=zebras") == found(IndexStore(), "q=zebras") == []
        edited(entry, "Zebras")
        assert Term.objects.get(text="zebras").pk > last
        assert found(process, "q=zebras") == found(IndexStore(), "q=zebras") == ["Zebras"]

    def test_damage_that_no_process_has_read_is_mended_at_night(self):
        SearchDocument.objects.update(words="wrong", impacts=b"")
        assert tidy_search(now=None).startswith("5 search documents made anew")
        assert consistency.find_differences() == {}
        assert tidy_search(now=None).startswith("all search documents are right")
