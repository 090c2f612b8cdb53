"""The copy on the disk: only what readers see, of one moment, whole or not used."""

import logging
import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from directory.catalogue.models import Entry, Revision
from directory.organisations.models import ContactPoint
from directory.outages.copy import copier, reading, writing
from directory.outages.copy.connecting import in_place_of_database
from directory.outages.copy.reading import copy_on_disk
from directory.outages.copy.tables import public_models
from directory.search.pages.state import read_edition
from directory.who_to_call.models import Contact, Need
from tests.factories import make_organisation, make_resource
from tests.outages.away import database_away
from tests.people import make_user

pytestmark = pytest.mark.django_db


def rows(copy, statement):
    with sqlite3.connect(copy.path) as file:
        return file.execute(statement).fetchall()


def test_it_holds_what_readers_see_and_not_what_they_do_not(copy):
    shown = make_organisation(title="Shown", note="for staff only", created_by=make_user("Contributor"))
    draft = make_organisation(title="A draft", published=False)
    for entry in (shown, draft):
        entry.contact_points.create(channel="phone", value="01785 123456")
    Entry.objects.filter(pk=shown.pk).update(successor=draft)
    made = copy()
    columns = "title, note, created_by_id, successor_id"
    assert rows(made, f"SELECT {columns} FROM catalogue_entry") == [("Shown", "", None, None)]
    assert rows(made, "SELECT organisation_id FROM organisations_contactpoint") == [(shown.pk,)]
    assert b"for staff only" not in made.path.read_bytes()
    assert b"A draft" not in made.path.read_bytes()


def test_it_has_no_table_of_people_messages_or_lists(copy):
    names = {name for (name,) in rows(copy(), "SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names - {"sqlite_sequence"} == {model._meta.db_table for model in public_models()}
    assert not [
        name for name in names if name.startswith(("auth", "inbox", "shortlist", "owners", "staff", "django"))
    ]


def test_nothing_of_the_history_comes_along_but_the_days_of_confirmations(copy):
    entry = make_resource(title="A title of before")
    entry.title = "A title of now"
    entry.save()
    assert Revision.objects.filter(entry=entry).exists()
    assert b"A title of before" not in copy().path.read_bytes()


def test_only_the_account_of_the_site_can_read_it(copy):
    folder = copy().path.parent
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o077 for path in folder.iterdir()} == {0}


def test_while_it_stands_in_for_the_database_it_answers_queries_and_refuses_to_be_written(copy):
    entry = make_resource()
    made = copy()
    with in_place_of_database(made.path):
        assert Entry.objects.get().title == entry.title
        with pytest.raises(Exception, match="readonly"):
            Entry.objects.update(title="Another")
        assert not connection.in_atomic_block
    assert Entry.objects.filter(pk=entry.pk).exists()


def test_a_new_copy_takes_the_place_of_the_one_before(copy):
    first = copy()
    make_resource()
    second = copy()
    assert second.edition != first.edition
    assert list(second.path.parent.glob("*.sqlite3")) == [second.path]


def test_a_contact_whose_organisation_was_withdrawn_is_not_called(copy):
    organisation = make_organisation()
    point = organisation.contact_points.create(channel="phone", value="01785 123456")
    Contact.objects.create(need=Need.objects.create(code="band"), contact_point=point)
    with in_place_of_database(copy().path):
        assert len(Contact.objects.shown()) == 1
    Entry.objects.filter(pk=organisation.pk).update(state="draft")
    with in_place_of_database(copy().path):
        assert len(Contact.objects.shown()) == ContactPoint.objects.count() == 0


def spoil(copy):
    content = bytearray(copy.path.read_bytes())
    content[len(content) // 2] ^= 1
    copy.path.write_bytes(content)


def shorten(copy):
    copy.path.write_bytes(copy.path.read_bytes()[:-100])


def take_away(copy):
    copy.path.unlink()


def forge(copy):
    manifest = copy.path.parent / writing.MANIFEST
    manifest.write_text(manifest.read_text() + "x")


def empty(copy):
    (copy.path.parent / writing.MANIFEST).write_text("")


@pytest.mark.parametrize("harm", [spoil, shorten, take_away, forge, empty])
def test_one_that_is_not_whole_or_not_ours_is_not_used_and_the_log_says_so(copy, harm, caplog):
    harm(copy())
    with caplog.at_level(logging.ERROR):
        assert reading.CopyOnDisk().get() is None
    assert "The copy for outages is not used" in caplog.text


def test_nor_one_of_another_site_or_of_another_release(copy, monkeypatch):
    copy()
    with monkeypatch.context() as patch:
        patch.setattr(settings, "SECRET_KEY", "of another site" * 5)
        patch.setattr(writing.signer, "key", settings.SECRET_KEY)
        assert reading.CopyOnDisk().get() is None
    assert reading.CopyOnDisk().get()
    monkeypatch.setattr(reading, "shape", lambda: "other columns")
    assert reading.CopyOnDisk().get() is None


def test_without_any_there_is_none(settings, tmp_path):
    settings.SNAPSHOT_FOLDER = tmp_path / "nothing"
    assert reading.CopyOnDisk().get() is None


def test_the_copier_writes_one_where_none_is_of_today_and_once_an_hour(settings, tmp_path, monkeypatch):
    settings.SNAPSHOT_FOLDER = tmp_path
    monkeypatch.setattr(copier.connection, "close", lambda: None)
    make_resource()
    assert copier.Copier().look()
    assert copy_on_disk.get().edition == read_edition()
    assert not copier.Copier().look()
    make_resource()
    assert copier.Copier().look()
    now = copy_on_disk.get()
    assert copier.is_due(replace(now, at=timezone.now() - timedelta(hours=2)), now.edition)


def test_the_copier_leaves_the_copy_as_it_is_while_the_database_is_away(copy, monkeypatch):
    made = copy()
    monkeypatch.setattr(copier.connection, "close", lambda: None)
    with database_away():
        assert not copier.Copier().look()
    assert copy_on_disk.get() == made


def test_a_request_that_finds_another_edition_wakes_it_and_so_does_whoever_sends_something(client, copy, monkeypatch):
    woken = []
    monkeypatch.setattr(copier.Copier, "wake", lambda self: woken.append(self))
    copy()
    client.get("/get-help-now/")
    assert not woken
    make_resource()
    client.get("/get-help-now/")
    assert len(woken) == 1
    client.post("/who-do-i-call/")
    assert len(woken) == 2
