"""SQLite as a site can rely on it: a database whose file has gone is away, and is not made anew."""

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote


class ExistingFile(sqlite3.Connection):
    """A connection to a file that must be there.

    SQLite would make an empty one in its place, and throw away the log of writes that stands beside it: edits that
    somebody was told were saved, if the file comes back (sqlite.org/howtocorrupt.html, "unlinking or renaming").
    """

    def __init__(self, database, *args, **options):
        name = str(database)
        if not name.startswith((":", "file:")):  # in memory, or with options of its own
            name = f"file:{quote(name)}?mode=rw"
        super().__init__(name, *args, **{**options, "uri": True})


@contextmanager
def new_file_allowed(connection):
    """For whoever begins a database."""
    options = connection.settings_dict["OPTIONS"]
    factory = options.pop("factory", None)
    try:
        yield
    finally:
        if factory:
            options["factory"] = factory


def left_behind(file):
    """The log of writes of a file that has gone, if it lies there still: in it are edits that belong to the file."""
    logs = [Path(f"{file}-wal"), Path(f"{file}-journal")]
    return None if Path(file).exists() else next((log for log in logs if log.exists()), None)
