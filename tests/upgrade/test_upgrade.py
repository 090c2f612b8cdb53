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


@pytest.fixture(scope="module")
def problems(tmp_path_factory):
    """Name of a check -> what it found. A process of its own upgrades: it begins without a single table."""
    with new_database(tmp_path_factory.mktemp("upgrade")) as address:
        command = [sys.executable, "-m", "tests.upgrade.run", address]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@contextmanager
def new_database(folder):
    """The address of an empty one, of the kind that the tests run on."""
    server, name = env.text("TEST_DATABASE_URL"), f"upgrade_{os.getpid()}"
    if not server:
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


@pytest.mark.parametrize("check", [check.__name__ for check in CHECKS])
def test_upgrade_from_the_last_release(check, problems):
    assert not problems[check], "\n".join(problems[check])


def test_the_last_release_is_recorded():
    released = re.search(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert released, "CHANGELOG.md names no release."
    assert released[1] == version(), "CHANGELOG.md and pyproject.toml name different last releases."
    assert newest() == version(), (
        f"No database of release {version()} was recorded, so nothing would test an upgrade from it. "
        "Run python -m tests.upgrade.record, and commit what it writes."
    )
    assert read(newest())["release"] == version()
