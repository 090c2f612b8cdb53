"""SQLite as a whole: copied by its own backup function while others write, and replaced by it in one transaction."""

import sqlite3
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

from django.db import connection

from directory.backups.databases.standing_in import copy_called
from directory.backups.errors import BackupError
from directory.backups.folders import scratch_file

PIECE = 64 * 1024
PATIENCE = 30  # seconds to wait for whoever is writing
PAUSE = 0.25
BUSY = "Somebody has been writing to the database all the time. Stop the site, and try again."
OUR_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
BEFORE = "replaced"  # what the database of before is called beside the one that takes its place


class Snapshot:
    """A copy of the database at one moment."""

    def __init__(self, path):
        self._path = path

    def ask(self, query):
        with closing(sqlite3.connect(self._path)) as copy:
            return copy.execute(query).fetchall()

    def tables(self):
        """Table -> [how many rows, a digest of them in whatever order]."""
        with closing(sqlite3.connect(self._path)) as copy:
            names = [name for (name,) in copy.execute(OUR_TABLES).fetchall()]
            return {name: digest(copy.execute(f'SELECT * FROM "{name}"')) for name in names}  # noqa: S608

    def pieces(self):
        with open(self._path, "rb") as file:
            while piece := file.read(PIECE):
                yield piece


@contextmanager
def told():
    """What SQLite says is wrong is a reason like any other, such as that the disk is full."""
    try:
        yield
    except sqlite3.Error as problem:
        raise BackupError(f"SQLite: {problem}.") from None


@contextmanager
def snapshot():
    with told(), scratch_file(path().parent) as (_, copy), closing(sqlite3.connect(path())) as live:
        with closing(sqlite3.connect(copy)) as target:
            live.backup(target)
            in_one_file(target)
        yield Snapshot(copy)


def size():
    return path().stat().st_size


def replace(pieces, after):
    """Make the database what the `pieces` of a dump say, and run the statements of `after`: all of it, or nothing.

    It is made in a file beside it. Only what is whole then takes its place, and whoever reads meanwhile reads on.
    """
    with told(), scratch_file(path().parent) as (file, prepared):
        for piece in pieces:
            file.write(piece)
        file.flush()
        with closing(sqlite3.connect(prepared)) as source:
            prepare(source, after)
            with closing(sqlite3.connect(path(), timeout=PATIENCE)) as live:
                source.backup(live, sleep=PAUSE, progress=give_up_when_busy())


def prepare(source, after):
    refuse_broken(source)
    if after.asked:
        source.execute(f"ATTACH ? AS {BEFORE}", [str(path())])
    with source:
        for statement in after.statements(before=f"{BEFORE}.", now="main."):
            source.execute(statement)
    if after.asked:
        source.execute(f"DETACH {BEFORE}")


def refuse_broken(source):
    if source.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise BackupError("The database in this backup is damaged: SQLite's own check fails.")
    if source.execute("PRAGMA foreign_key_check").fetchall():
        raise BackupError("The database in this backup is damaged: rows of it name others that are not there.")


def give_up_when_busy():
    tries = iter(range(4))  # each has waited for PATIENCE already

    def progress(status, remaining, total):
        if status not in (sqlite3.SQLITE_OK, sqlite3.SQLITE_DONE) and next(tries, None) is None:
            raise BackupError(BUSY)

    return progress


@contextmanager
def scratch():
    """A connection to an empty database beside the site's, which is gone after the block."""
    with scratch_file(path().parent) as (_, empty):
        other = copy_called(empty)
        yield other
        other.close()


def in_one_file(database):
    """Nothing of it stands in the files beside it, which nobody would take away."""
    database.execute("PRAGMA journal_mode = DELETE")


def digest(rows):
    number = total = 0
    for row in rows:
        number += 1
        total += int.from_bytes(sha256(repr(row).encode()).digest()[:8], "big")
    return [number, str(total)]


def path():
    return Path(connection.settings_dict["NAME"])
