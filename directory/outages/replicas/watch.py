"""A thread of each process that serves readers: each second it measures how far each replica is behind.

It notes where the database is in its log of changes, and when. A replica that has replayed the log up to there has
all that was saved until then. So a database in which nothing happens makes no replica look old, and one that cannot
be asked makes each look older by the second, as nobody knows what is saved there.
"""

import logging
import math
import threading
import time
from collections import deque
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.utils import timezone

from directory.outages.replicas.replica import Replica
from directory.search.pages.state import last_edition, read_edition

EVERY, LEAST = 1, 0.1  # seconds between two looks
REMEMBERED = 600  # looks
POSITION = "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')"
REPLAYED = """
SELECT pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0'), pg_last_xact_replay_timestamp()
WHERE pg_is_in_recovery()
"""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Mark:
    """The database had come to `position` by then, or further."""

    at: float
    as_of: datetime
    position: int


NEVER = Mark(-math.inf, None, 0)


class Watch:
    def __init__(self, aliases):
        self.replicas = [Replica(alias) for alias in aliases]
        self.marks = deque(maxlen=REMEMBERED)
        self._lock, self._thread, self._wanted = threading.Lock(), None, threading.Event()

    def start(self):
        """Begin, unless this process does already: a thread does not survive a fork."""
        with self._lock:
            if self._thread is None and self.replicas:
                self._thread = threading.Thread(target=self._run, daemon=True, name="replicas")
                self._thread.start()

    def _run(self):
        while True:
            self.look()
            time.sleep(LEAST)
            self._wanted.wait(EVERY - LEAST)
            self._wanted.clear()

    def look_soon(self):
        """Somebody has just saved something here, and readers ask the database until a replica is seen to have it."""
        self._wanted.set()

    def look(self):
        self.ask(DEFAULT_DB_ALIAS, self.mark)
        for replica in self.replicas:
            if not self.ask(replica.alias, lambda replica=replica: self.measure(replica)):
                replica.rest()

    def ask(self, alias, question):
        """Whether it could be asked. A connection that failed is made anew the next time."""
        try:
            question()
        except Exception as problem:  # noqa: BLE001 (whatever it is, the next look tries again)
            log.debug("%s could not be asked: %s", alias, type(problem).__name__)
            connections[alias].close()
            return False
        return True

    def mark(self):
        """Where the database is. The clocks are read first, so that it is never older than they say."""
        at, as_of = time.monotonic(), timezone.now()
        with connection.cursor() as cursor:
            cursor.execute(POSITION)
            self.marks.append(Mark(at, as_of, cursor.fetchone()[0]))
        read_edition()

    def measure(self, replica):
        with replica.in_place_of_database():
            edition = read_edition()
            with connection.cursor() as cursor:
                cursor.execute(REPLAYED)
                row = cursor.fetchone()
        if row is None or edition is None or not is_of_this_bank(edition):
            replica.rest()
            return
        replayed, said_at = row
        reached = next((mark for mark in reversed(self.marks) if mark.position <= replayed), NEVER)
        replica.note(edition, reached.at, max(filter(None, [reached.as_of, said_at]), default=None))


def is_of_this_bank(edition):
    """Not of another county's, and not of a past that a restore has ended."""
    return last_edition.seen is None or edition.partition("-")[0] == last_edition.seen.partition("-")[0]


watch = Watch(sorted(settings.DATABASES.keys() - {DEFAULT_DB_ALIAS}))
