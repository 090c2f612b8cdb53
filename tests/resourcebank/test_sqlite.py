"""A database on SQLite whose file has gone for a while comes back with all that was saved."""

import subprocess
import sys

import pytest
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from directory.outages.failures import Kind, kind_of
from resourcebank.settings.databases import SQLITE
from resourcebank.sqlite import new_file_allowed
from tests.conftest import environment_of
from tests.machine import ROOT


@pytest.fixture
def connect(tmp_path):
    """Connections as a process of the site makes them, to a file of this test."""
    own = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "a?b%20c.sqlite3", "OPTIONS": dict(SQLITE)}
    settings = {**connections.settings[DEFAULT_DB_ALIAS], **own, "CONN_MAX_AGE": 0}
    made = []

    def connect():
        made.append(DatabaseWrapper(settings, "another"))
        return made[-1]

    with new_file_allowed(connect()):
        ask(connect(), "CREATE TABLE kept (number)")
    yield connect
    for one in made:
        one.close()


def ask(connection, sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.mark.django_db
def test_nothing_that_was_saved_is_lost_while_the_file_is_somewhere_else(connect):
    begun = connect()
    ask(begun, "INSERT INTO kept VALUES (1)")
    file = begun.settings_dict["NAME"]
    file.rename(file.with_suffix(".away"))
    with pytest.raises(Error) as caught:
        ask(connect(), "SELECT * FROM kept")
    assert kind_of(caught.value) == Kind.AWAY
    assert not file.exists()
    ask(begun, "INSERT INTO kept VALUES (2)")  # by who has it open still
    file.with_suffix(".away").rename(file)
    assert ask(connect(), "SELECT * FROM kept") == ask(begun, "SELECT * FROM kept") == [(1,), (2,)]


@pytest.mark.parametrize(
    "command", [["load_content"], ["search_index"], ["run_worker"], ["migrate", "--plan"], ["migrate", "--check"]]
)
def test_no_command_but_migrate_makes_a_file(tmp_path, command):
    file = tmp_path / "bank.sqlite3"
    run = [sys.executable, "manage.py", *command]
    done = subprocess.run(run, cwd=ROOT, env=environment_of(file), capture_output=True, text=True, timeout=60)
    assert not file.exists(), done.stdout


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_none_is_begun_where_the_edits_of_one_that_has_gone_still_lie(tmp_path, end):
    file = tmp_path / "bank.sqlite3"
    (tmp_path / f"bank.sqlite3{end}").write_text("edits")
    run = [sys.executable, "manage.py", "migrate"]
    done = subprocess.run(run, cwd=ROOT, env=environment_of(file), capture_output=True, text=True, timeout=60)
    assert "bring its file back" in done.stderr
    assert not file.exists()
    assert (tmp_path / f"bank.sqlite3{end}").read_text() == "edits"
