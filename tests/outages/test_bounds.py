"""No request waits without end, and one that is stuck takes no more than its own thread."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import pytest
from django.db import OperationalError, connection, transaction
from psycopg2.extensions import set_wait_callback

from directory.outages import waits
from directory.outages.circuit import SLOW, Circuit
from directory.outages.failures import BusyError, Kind, kind_of
from directory.outages.turns import Turn, Turns
from directory.outages.writes import Writes
from directory.shortlist.models import Shortlist


def turns():
    return Turns(most=2, writers=1, patience=0.01, memory=60)


def test_whoever_comes_when_all_turns_are_taken_is_told_so_and_the_next_at_once():
    some = turns()
    some.take(writes=False)
    some.take(writes=False)
    with pytest.raises(BusyError):
        some.take(writes=False)
    some.all.patience = 60
    with pytest.raises(BusyError):
        some.take(writes=False)
    some.give_back(writes=False)
    some.take(writes=False)


def test_reading_goes_on_while_writers_wait():
    some = turns()
    some.take(writes=True)
    with pytest.raises(BusyError):
        some.take(writes=True)
    some.all.patience = 0
    some.take(writes=False)


def test_a_writer_that_is_told_no_has_taken_nothing():
    some = turns()
    some.take(writes=False)
    some.take(writes=False)
    with pytest.raises(BusyError):
        some.take(writes=True)
    some.give_back(writes=False)
    some.take(writes=True)


@pytest.mark.django_db(transaction=True)
def test_a_turn_ends_with_the_query_and_in_a_transaction_with_the_request():
    some = turns()
    turn = Turn(writes=True, turns=some)
    with connection.execute_wrapper(turn):
        Shortlist.objects.exists()
        assert not turn.held
        with transaction.atomic():
            Shortlist.objects.exists()
        assert turn.held
    turn.end()
    some.take(writes=True)


def test_one_request_tries_while_the_database_is_away_and_the_others_do_not_wait():
    circuit = Circuit(pause=0)
    circuit.note_failure(took=SLOW * 2)
    assert [circuit.lets_in(), circuit.lets_in()] == [True, False]
    circuit.note_failure(took=0)
    assert [circuit.lets_in(), circuit.lets_in()] == [True, False]
    circuit.close()
    assert [circuit.lets_in(), circuit.lets_in()] == [True, True]


def test_a_failure_that_comes_at_once_keeps_nobody_waiting():
    circuit = Circuit()
    circuit.note_failure(took=0)
    assert circuit.lets_in()


@pytest.mark.django_db
def test_whoever_saves_something_waits_longer_and_the_next_request_does_not():
    wait = waits.WaitToSave()
    with connection.execute_wrapper(wait):
        Shortlist.objects.exists()
    assert longest_wait() == (waits.SAVING if connection.vendor == "postgresql" else waits.PIECE) * 1000
    wait.shorten()
    assert longest_wait() == waits.READING * 1000
    wait.end()
    assert longest_wait() == waits.READING * 1000


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite keeps a connection to one thread")
@pytest.mark.django_db(transaction=True)
def test_whoever_waits_to_save_keeps_no_other_thread_from_tidying_up():
    """A query that was read to no end, and whose last name goes in another thread."""
    left = []

    def save():
        with connection.cursor() as cursor, connection.execute_wrapper(waits.WaitToSave()):
            left.append(cursor.connection.execute("SELECT 1 UNION SELECT 2"))
            try:
                with transaction.atomic():
                    Shortlist.objects.create()
            finally:
                connection.close()

    with locked() as others, ThreadPoolExecutor() as threads:
        saving = threads.submit(save)
        while not left:
            time.sleep(0.01)
        time.sleep(0.5)  # until it waits
        threads.submit(left.clear).result(timeout=waits.SAVING / 2)
        assert not saving.done()
        others.rollback()
        saving.result()
    assert Shortlist.objects.count() == 1


@contextmanager
def locked():
    """Others are writing; the connection on which they do."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as others:
        others.execute("BEGIN IMMEDIATE")
        yield others


def longest_wait():
    """For one lock, in milliseconds."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute("SELECT setting FROM pg_settings WHERE name = 'lock_timeout'")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_what_was_saved_is_known_once_it_is_committed():
    writes = Writes(connection)
    with connection.execute_wrapper(writes):
        Shortlist.objects.exists()
        assert not writes.pending
        Shortlist.objects.create()
    assert writes.saved


@pytest.fixture
def green():
    """psycopg waits as it does in a process that serves readers."""
    set_wait_callback(waits.wait_for_answer)
    yield
    set_wait_callback(None)
    connection.close()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is no server that could stop answering")
@pytest.mark.django_db(transaction=True)
def test_a_server_that_stops_in_the_middle_of_an_answer_is_given_up(green, monkeypatch):
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    monkeypatch.setattr(waits, "LONGEST_ANSWER", 0.2)
    begun = time.monotonic()
    with pytest.raises(OperationalError) as failed, connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(1)")
    assert time.monotonic() - begun < 5
    assert kind_of(failed.value) == Kind.AWAY
    assert connection.connection.closed


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no replicas")
@pytest.mark.django_db(transaction=True)
def test_a_replica_is_given_up_sooner(green, monkeypatch):
    own = connection.copy("replica1")
    own.settings_dict["OPTIONS"]["connection_factory"] = waits.ToReplica
    monkeypatch.setattr(waits.ToReplica, "longest_answer", 0.2)
    with pytest.raises(OperationalError, match="has not answered for"), own.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(1)")
    own.close()
