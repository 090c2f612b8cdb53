"""PostgreSQL's own archive, set up as docs/operations.md says, brings back the minute before a mistake."""

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest

from tests import machine
from tests.postgres import FAST

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(machine.postgres_folder() is None, reason="needs the server programs of PostgreSQL"),
]
OWNER = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}  # initdb refuses root


@pytest.fixture
def folder():
    """Of a short name, as that of a socket may have a hundred letters only."""
    made = Path(tempfile.mkdtemp(prefix="resourcebank-archive-"))
    (made / "archive").mkdir()
    for path in (made, made / "archive"):
        if OWNER:
            shutil.chown(path, **OWNER)
    yield made
    shutil.rmtree(made, ignore_errors=True)


def run(folder, program, *arguments):
    command = [machine.postgres_folder() / program, *arguments]
    subprocess.run(command, check=True, cwd=folder, capture_output=True, **OWNER)


@contextmanager
def server(folder, data, settings):
    """A server on the files in `data`, killed at the end of the block."""
    with open(data / "postgresql.conf", "a") as file:
        file.write(settings)
    options = f"-c listen_addresses='' -k {folder} {FAST}"
    run(folder, "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        yield
    finally:
        run(folder, "pg_ctl", "-D", data, "-m", "immediate", "stop")


def ask(folder, statement):
    connection = psycopg2.connect(host=str(folder), user="postgres", dbname="postgres")
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


def test_the_minute_before_a_mistake_is_brought_back(folder):
    run(folder, "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "--no-sync", "--no-locale")
    archive = folder / "archive"
    archiving = f"""
        wal_level = replica
        archive_mode = on
        archive_command = 'test ! -f {archive}/%f && cp %p {archive}/%f'
        archive_timeout = 60
    """
    with server(folder, folder / "data", archiving):
        ask(folder, "CREATE TABLE entry (title text)")
        run(
            folder,
            "pg_basebackup",
            "-h",
            folder,
            "-U",
            "postgres",
            "-D",
            folder / "base",
            "--checkpoint=fast",
            "--no-sync",
        )
        ask(folder, "INSERT INTO entry VALUES ('Written after the base backup')")
        before_the_mistake = ask(folder, "SELECT clock_timestamp()::text")
        ask(folder, "DELETE FROM entry")
        wanted = ask(folder, "SELECT pg_walfile_name(pg_switch_wal())")
        # The file itself is there before all of it is.
        wait_for((folder / "data" / "pg_wal" / "archive_status" / f"{wanted}.done").exists)
    recovering = f"""
        archive_mode = off
        restore_command = 'cp {archive}/%f %p'
        recovery_target_time = '{before_the_mistake}'
        recovery_target_action = 'promote'
    """
    (folder / "base" / "recovery.signal").touch()
    with server(folder, folder / "base", recovering):
        wait_for(lambda: not ask(folder, "SELECT pg_is_in_recovery()"))
        assert ask(folder, "SELECT title FROM entry") == "Written after the base backup"


def wait_for(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "It took too long."
        time.sleep(0.05)
