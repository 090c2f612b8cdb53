"""A job is one machine's at a time: by a lock of PostgreSQL, on a connection of its own.

The server gives the lock up when the connection ends, so at once where a process is killed, and within half a minute
where a whole machine vanishes. SQLite has no such lock: there a claim with an end stands in the database, as one
machine has all processes anyway.
"""

from contextlib import contextmanager
from hashlib import sha256

from django.core.management import CommandError
from django.db import connection

# It says nothing for as long as the job takes, and that is no reason to end it.
QUIET = """
SET idle_session_timeout = 0;
SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3
"""


def are_there():
    return connection.vendor == "postgresql"


@contextmanager
def only_here(name):
    """Yields whether no other process is at the job of that name: then none can begin it before the block ends."""
    if not are_there():
        yield True
        return
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute(QUIET)
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [number_of(name)])
            (is_ours,) = cursor.fetchone()
        yield is_ours
    finally:
        own.close()


@contextmanager
def held(name):
    """For a command that somebody, or cron, has begun beside the workers."""
    with only_here(name) as is_ours:
        if not is_ours:
            raise CommandError("Another process is at it. Nothing was done.")
        yield


def number_of(name):
    return int.from_bytes(sha256(f"job {name}".encode()).digest()[:8], signed=True)
