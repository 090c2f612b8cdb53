"""How long a request waits for the database: a reader two seconds for a lock, whoever saves something eight.

Commands, jobs and migrations wait as long as `resourcebank/settings/databases.py` says.
"""

import select
import sqlite3
from time import monotonic

import psycopg2
from django.db import DEFAULT_DB_ALIAS, Error, connection, connections
from psycopg2 import OperationalError
from psycopg2.extensions import POLL_OK, POLL_READ, STATUS_SETUP, set_wait_callback

READING, SAVING = 2, 8  # seconds for one lock
# SQLite keeps a connection to itself while it waits for a lock. Another thread that throws away what is left of that
# connection's queries, as Python may do at any time, waits with it: so it waits for so many seconds, and then again.
PIECE = 0.25
LONGEST_QUERY, LONGEST_PAUSE = 10, 60  # seconds
LONGEST_CONNECTING, LONGEST_ANSWER = 3, 12  # seconds, by our own clock
LONGEST_COMMIT = 8  # seconds, after which whoever saves something is told that it is not known whether it was saved
LONGEST_ANSWER_OF_REPLICA = 5  # seconds: the database itself is asked then
POSTGRESQL = (
    f"-c lock_timeout={READING}s -c statement_timeout={LONGEST_QUERY}s"
    f" -c idle_in_transaction_session_timeout={LONGEST_PAUSE}s"
)
WAIT = {"postgresql": "SET lock_timeout = {}", "sqlite": "PRAGMA busy_timeout = {}"}


def limit_this_process():
    """For a process that serves readers: its connections are made so from now on."""
    for alias, settings in connections.settings.items():
        options = settings["OPTIONS"]
        if connection.vendor == "sqlite":
            options["timeout"] = READING
            return
        options["options"] = f"{options.get('options', '')} {POSTGRESQL}".strip()
        options["connection_factory"] = ToDatabase if alias == DEFAULT_DB_ALIAS else ToReplica
    set_wait_callback(wait_for_answer)


class BoundedCommit:
    """A COMMIT is no statement that the server would end: it may wait for a standby as long as that is away."""

    def commit(self):
        self.longest_answer = LONGEST_COMMIT
        try:
            return super().commit()
        finally:
            del self.longest_answer


class ToDatabase(BoundedCommit, psycopg2.extensions.connection):
    pass


class ToReplica(psycopg2.extensions.connection):
    longest_answer = LONGEST_ANSWER_OF_REPLICA


def wait_for_answer(connection):
    """The server ends what takes too long, but not while it is frozen, nor when a COMMIT waits for a standby.

    psycopg calls this in place of its own waiting, and closes the connection if it raises.
    """
    longest_answer = getattr(connection, "longest_answer", LONGEST_ANSWER)
    longest = LONGEST_CONNECTING if connection.status == STATUS_SETUP else longest_answer
    end = monotonic() + longest
    while (wanted := connection.poll()) != POLL_OK:
        waiting = select.poll()
        waiting.register(connection.fileno(), select.POLLIN if wanted == POLL_READ else select.POLLOUT)
        if not waiting.poll(max(end - monotonic(), 0) * 1000):
            raise OperationalError(f"the server has not answered for {longest} seconds")


def wait_at_most(seconds):
    """For each lock from now on, on the connection that is open, if one is."""
    if connection.connection is not None:
        with connection.wrap_database_errors:
            connection.connection.cursor().execute(WAIT[connection.vendor].format(int(seconds * 1000)))


class WaitToSave:
    """What one request waits for each lock that may save something, as an execute wrapper: known once it asks."""

    def __init__(self):
        self.is_told, self.longest = False, SAVING

    def __call__(self, execute, sql, params, many, context):
        if not self.is_told:
            self.is_told = True
            wait_at_most(SAVING if connection.vendor == "postgresql" else min(PIECE, SAVING))
        end = monotonic() + self.longest
        while True:
            try:
                return execute(sql, params, many, context)
            except Error as problem:
                if not is_locked(problem) or monotonic() >= end:
                    raise

    def shorten(self):
        """What was to be saved has been: nobody waits long for what else there is."""
        self.longest = 0
        wait_at_most(READING)

    def end(self):
        if self.is_told:
            wait_as_before()


def is_locked(problem):
    """On SQLite, by others who write: it waits for them at the beginning of a transaction only.

    What it says at once, of a snapshot that is too old, has a longer code: no waiting makes it younger.
    """
    return (
        getattr(problem.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY and not connection.in_atomic_block
    )


def wait_as_before():
    try:
        wait_at_most(READING)
    except Error:
        if not connection.in_atomic_block:
            connection.close()
