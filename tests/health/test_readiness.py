"""Whether this process can serve readers, and what of it is not as it should be."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from directory.freshness.models import JobRun
from directory.health import bounded, built_files, database, folders, readiness
from directory.health.readiness import Part, look, summary
from directory.outages.replicas.replica import Replica
from directory.search.documents.index_store import index_store
from directory.search.pages.state import last_edition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def all_well(monkeypatch):
    JobRun.objects.create(name="send_email", ran_at=timezone.now() - timedelta(minutes=1))
    monkeypatch.setattr(folders, "free_bytes", lambda folder: 10**12)
    monkeypatch.setattr(folders, "can_be_written", lambda folder: True)


def states():
    return {part.name: part.state for part in look()}


def fail(*args):
    raise OperationalError("away")


def test_where_all_is_well_all_is_ok():
    assert set(states().values()) == {"ok"}
    assert summary(look()) == "ready"


@pytest.mark.parametrize(
    ("place", "name", "value", "part"),
    [
        (built_files, "missing_files", lambda: ["build/site.css"], "static_files"),
        (database, "pending_migrations", lambda: [("catalogue", "0002_more")], "migrations"),
        (database, "pending_migrations", fail, "database"),
        (index_store, "snapshot", fail, "search_index"),
        (index_store, "snapshot", lambda: {}["damaged"], "search_index"),
    ],
)
def test_what_would_show_wrong_pages_makes_it_unready(monkeypatch, place, name, value, part):
    monkeypatch.setattr(place, name, value)
    assert states()[part] == "fails"
    assert summary(look()) == "not ready"


def test_readers_are_served_from_a_database_that_takes_nothing(monkeypatch):
    monkeypatch.setattr(database, "is_read_only", lambda: True)
    assert states()["database"] == "degraded"
    assert summary(look()) == "ready, degraded"


def test_a_replica_that_is_behind_or_away_is_said_and_stops_nobody(monkeypatch):
    replica = Replica("replica1")
    monkeypatch.setattr(readiness.watch, "replicas", [replica])
    assert states()["replica1"] == "degraded"
    replica.note("born-1", time.monotonic() + 60, timezone.now())
    monkeypatch.setattr(last_edition, "seen", "born-1")
    assert states()["replica1"] == "ok"


def test_a_disk_that_is_nearly_full_or_a_folder_that_is_gone_is_said(monkeypatch):
    monkeypatch.setattr(folders, "free_bytes", lambda folder: 1_000)
    assert states()["disk"] == "degraded"
    monkeypatch.setattr(folders, "free_bytes", lambda folder: 10**12)
    monkeypatch.setattr(folders, "can_be_written", lambda folder: False)
    assert states()["disk"] == "degraded"


def test_a_worker_that_has_not_been_seen_is_said_even_while_backups_go_on():
    JobRun.objects.update(ran_at=timezone.now() - timedelta(minutes=16))
    JobRun.objects.create(name="backup", ran_at=timezone.now())
    assert states()["worker"] == "degraded"


def test_the_database_under_test_takes_what_is_written():
    assert database.is_read_only() is False


@pytest.fixture
def kept_open(monkeypatch):
    """Threads of tests share the connection of the test, which stays."""
    monkeypatch.setattr(bounded.connections, "close_all", lambda: None)


def test_a_database_that_hangs_keeps_one_thread_and_nobody_who_asks(kept_open):
    asked, begun, ended = [], threading.Event(), threading.Event()

    def hang():
        asked.append(1)
        begun.set()
        ended.wait(60)

    look = bounded.Bounded(hang, otherwise="no answer", fresh_for=0, longest=0.01)
    assert [look.answer() for _ in range(5)] == ["no answer"] * 5
    assert begun.wait(60)
    assert asked == [1]
    ended.set()


def test_an_answer_is_kept_for_a_moment(kept_open):
    asked = []
    look = bounded.Bounded(lambda: asked.append(1) or len(asked), otherwise=0, fresh_for=60, longest=5)
    assert [look.answer(), look.answer()] == [1, 1]
    look.fresh_for = -1
    assert look.answer() == 2


def test_what_fails_there_fails_for_whoever_asks(kept_open):
    with pytest.raises(OperationalError):
        bounded.Bounded(fail, otherwise=0, fresh_for=0, longest=5).answer()


def test_if_nothing_is_known_in_time_it_is_not_ready():
    assert readiness.readiness.otherwise == [Part("database", "fails")]
    assert summary(readiness.readiness.otherwise) == "not ready"
