"""Failures are known by what the databases themselves say: each is made for real, on a connection of its own."""

import os
import sqlite3
from contextlib import contextmanager

import psycopg2
import pytest
from django.db import (
    DEFAULT_DB_ALIAS,
    Error,
    IntegrityError,
    OperationalError,
    ProgrammingError,
    connection,
    connections,
)
from django.db.backends.sqlite3.base import DatabaseWrapper

from directory.outages.failures import BusyError, Kind, kind_of
from directory.outages.reports import report

postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="what PostgreSQL says")


@contextmanager
def sqlite(path, *commands):
    own = {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": {"timeout": 0.01}, "CONN_MAX_AGE": 0}
    made = DatabaseWrapper({**connections.settings[DEFAULT_DB_ALIAS], **own}, "another")
    try:
        with made.cursor() as cursor:
            for command in commands:
                cursor.execute(command)
        yield made
    finally:
        made.close()


def failure_of(database, sql):
    with pytest.raises(Error) as caught, database.cursor() as cursor:
        cursor.execute(sql)
    return kind_of(caught.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "sql", "kind"),
    [
        ("PRAGMA query_only = ON", "INSERT INTO kept VALUES (1)", Kind.READ_ONLY),
        ("PRAGMA max_page_count = 1", "CREATE TABLE more (text)", Kind.FULL),
        ("SELECT 1", "SELECT * FROM nowhere", Kind.UNREADY),
        ("SELECT 1", "SELECT other FROM kept", Kind.UNREADY),
        ("SELECT 1", "SELECT (", None),
        ("INSERT INTO kept VALUES (7)", "INSERT INTO kept VALUES (7)", None),
    ],
)
def test_sqlite(tmp_path, before, sql, kind):
    with sqlite(tmp_path / "a.sqlite3", "CREATE TABLE kept (number UNIQUE)", before) as database:
        assert failure_of(database, sql) == kind


@pytest.mark.django_db
def test_sqlite_that_others_have_locked(tmp_path):
    with sqlite(tmp_path / "a.sqlite3", "CREATE TABLE kept (number)") as database:
        other = sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        assert failure_of(database, "INSERT INTO kept VALUES (1)") == Kind.BLOCKED
        other.close()


@pytest.mark.django_db
def test_sqlite_that_is_no_database_or_not_there(tmp_path):
    (tmp_path / "a.sqlite3").write_bytes(b"no database at all" * 100)
    for path, kind in ((tmp_path / "a.sqlite3", Kind.DAMAGED), (tmp_path / "no" / "a.sqlite3", Kind.AWAY)):
        with pytest.raises(Error) as caught, sqlite(path, "SELECT * FROM sqlite_master"):
            pass
        assert kind_of(caught.value) == kind


@pytest.fixture
def another(db):
    """A second connection to the database of this test."""
    made = connection.copy()
    yield made
    made.close()


@postgresql
@pytest.mark.parametrize(
    ("before", "sql", "kind"),
    [
        ("SET default_transaction_read_only = on", "CREATE TABLE more (text text)", Kind.READ_ONLY),
        ("SET statement_timeout = 50", "SELECT pg_sleep(5)", Kind.BLOCKED),
        ("SELECT 1", "SELECT * FROM nowhere", Kind.UNREADY),
        ("SELECT 1", "SELECT pg_terminate_backend(pg_backend_pid())", Kind.AWAY),
        ("SELECT 1", "SELECT (", None),
        ("SELECT 1", "SELECT 1 / 0", None),
    ],
)
def test_postgresql(another, before, sql, kind):
    with another.cursor() as cursor:
        cursor.execute(before)
    assert failure_of(another, sql) == kind


@postgresql
def test_postgresql_that_goes_while_rows_are_read_in_pieces(another):
    """The end of such a reading is what Django leaves as its driver raises it."""
    with another.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    another.set_autocommit(False)
    reading = another.chunked_cursor()
    reading.execute("SELECT generate_series(1, 9)")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [number])
    with pytest.raises(psycopg2.Error) as caught:
        reading.close()
    assert kind_of(caught.value) == Kind.AWAY


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (psycopg2.OperationalError("server closed the connection unexpectedly"), Kind.AWAY),
        (psycopg2.InterfaceError("connection already closed"), Kind.AWAY),
        (psycopg2.ProgrammingError("can't adapt type 'object'"), None),
        (psycopg2.DataError("a mistake"), None),
        (sqlite3.ProgrammingError("Incorrect number of bindings supplied"), None),
    ],
)
def test_what_a_driver_says_without_django(problem, kind):
    assert kind_of(problem) == kind


@postgresql
def test_postgresql_whose_table_others_have_locked(another):
    with connection.cursor() as cursor:  # the test's own transaction
        cursor.execute("LOCK TABLE search_edition")
    with another.cursor() as cursor:
        cursor.execute("SET lock_timeout = 50")
    assert failure_of(another, "SELECT * FROM search_edition") == Kind.BLOCKED


def failure_to_connect(database, **own):
    database.settings_dict = database.settings_dict | own
    with pytest.raises(Error) as caught:
        database.ensure_connection()
    return kind_of(caught.value)


@postgresql
@pytest.mark.parametrize("own", [{"PORT": "1"}, {"NAME": "nowhere"}, {"USER": "nobody1"}])
def test_postgresql_that_cannot_be_connected_to(another, own):
    assert failure_to_connect(another, **own) == Kind.AWAY


@postgresql
def test_postgresql_without_a_connection_left(another):
    role = f"crowded{os.getpid()}"
    third = connection.copy()
    with another.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role} LOGIN CONNECTION LIMIT 0")
        try:
            assert failure_to_connect(third, USER=role) == Kind.CROWDED
        finally:
            cursor.execute(f"DROP ROLE {role}")


def test_what_came_of_a_failure_is_one_too():
    """Whoever goes on in a transaction that has failed is told of that, and not of why."""
    problem = ProgrammingError("the transaction has failed")
    problem.__context__ = BusyError()
    assert kind_of(problem) == Kind.BLOCKED


@pytest.mark.parametrize("problem", [ValueError("wrong"), IntegrityError("twice"), ProgrammingError("a mistake")])
def test_mistakes_are_no_failures_of_the_database(problem):
    assert kind_of(problem) is None


def test_the_line_in_the_log_says_what_the_database_said(caplog):
    """And not what the page was busy with when it was told."""
    problem = OperationalError("could not extend file")
    problem.__context__ = KeyError("what somebody typed")
    report(Kind.FULL, problem)
    assert "The database has no room left: could not extend file (OperationalError)" in caplog.text
    assert "typed" not in caplog.text
