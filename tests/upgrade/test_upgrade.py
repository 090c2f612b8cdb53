"""A database of the last release, with content and history, becomes today's and loses nothing."""

import json
import os
import re
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg2
import pytest

from resourcebank import env
from tests.machine import ROOT
from tests.upgrade.checks import CHECKS
from tests.upgrade.record import version
from tests.upgrade.release_file import newest, read


@pytest.mark.slow
@pytest.mark.django_db  # so that it is run on both databases
def test_a_database_of_the_last_release_is_upgraded_and_loses_nothing(tmp_path):
    """In a process of its own, as it begins without a single table. It prints name of a check -> what that found."""
    with new_database(tmp_path) as address:
        command = [sys.executable, "-m", "tests.upgrade.run", address]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {check.__name__: [] for check in CHECKS}


@contextmanager
def new_database(folder):
    """The address of an empty one, of the kind that the tests run on."""
    server, name = env.text("TEST_DATABASE_URL"), f"upgrade_{os.getpid()}"
    if not server:
        (folder / "upgrade.sqlite3").touch()
        yield f"sqlite:///{folder / 'upgrade.sqlite3'}"
        return
    execute(server, f"CREATE DATABASE {name}")
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def execute(server, statement):
    connection = psycopg2.connect(server)
    connection.autocommit = True
    connection.cursor().execute(statement)
    connection.close()


def test_the_last_release_is_recorded():
    released = re.search(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert released, "CHANGELOG.md names no release."
    assert released[1] == version(), "CHANGELOG.md and pyproject.toml name different last releases."
    assert newest() == version(), (
        f"No database of release {version()} was recorded, so nothing would test an upgrade from it. "
        "Run python -m tests.upgrade.record, and commit what it writes."
    )
    assert read(newest())["release"] == version()
