"""An SQLite file in the place of the database, for this thread and as long as a block lasts."""

from contextlib import contextmanager
from urllib.parse import quote

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from directory.outages.stand_in import standing_in

# A file that is not whole is thrown away, so making it need not be safe, only fast. What is left out of rows, and
# tables that do not come along, break rules that hold in the database.
MADE = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA ignore_check_constraints=ON;"
OPTIONS = {"rwc": {"init_command": MADE}, "ro": {}}


@contextmanager
def connected_to(path, mode):
    """Its connection. `mode` is "rwc" for one to be made, and "ro" for one that nobody writes any more."""
    name = f"file:{quote(str(path))}?mode={mode}" + ("&immutable=1" if mode == "ro" else "")
    own = {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": OPTIONS[mode], "CONN_MAX_AGE": 0}
    connection = DatabaseWrapper({**connections.settings[DEFAULT_DB_ALIAS], **own}, DEFAULT_DB_ALIAS)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def in_place_of_database(path):
    """Every query of this thread asks the file. It cannot be written."""
    with connected_to(path, "ro") as copy, standing_in(copy):
        yield
