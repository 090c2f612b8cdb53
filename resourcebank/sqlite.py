"""SQLite, for processes that run for long: a database that has gone is away, and is not made anew."""

import sqlite3
from urllib.parse import quote

from django.db import connections


class ExistingFile(sqlite3.Connection):
    """A connection to a file that must be there.

    SQLite would make an empty one in its place, and throw away what stands beside it in the log of writes: edits that
    somebody was told were saved, if the file comes back (sqlite.org/howtocorrupt.html, "unlinking or renaming").
    """

    def __init__(self, database, *args, **options):
        super().__init__(f"file:{quote(str(database))}?mode=rw", *args, **{**options, "uri": True})


def make_no_new_file():
    """For all connections of this process that are made from now on."""
    for settings in connections.settings.values():
        if settings["ENGINE"].endswith("sqlite3"):
            settings["OPTIONS"]["factory"] = ExistingFile
