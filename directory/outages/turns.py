"""How many requests of one process may wait for the database at once, so that a thread is left for all others.

Whoever is at a query has a turn; in a transaction it is kept to the end of the request, as others may wait for what
it locks. Normally turns pass in milliseconds. While none does, whoever comes next is refused without waiting.
"""

import threading
import time

from django.conf import settings

from directory.outages.failures import BusyError


class Turns:
    """`most` in all, of which `writers` for what changes something: reading goes on while writers wait."""

    def __init__(self, most, writers, patience=1.0, memory=2.0):
        self.all, self.writers = threading.Semaphore(most), threading.Semaphore(writers)
        self.patience, self.memory = patience, memory  # seconds
        self.refused_at = -memory

    def take(self, *, writes):
        if writes:
            self._take(self.writers)
        try:
            self._take(self.all)
        except BusyError:
            if writes:
                self.writers.release()
            raise

    def give_back(self, *, writes):
        self.all.release()
        if writes:
            self.writers.release()

    def _take(self, semaphore):
        stuck = time.monotonic() - self.refused_at < self.memory
        if semaphore.acquire(blocking=False) or (not stuck and semaphore.acquire(timeout=self.patience)):
            return
        self.refused_at = time.monotonic()
        raise BusyError


turns = Turns(most=settings.WEB_THREADS - 1, writers=settings.WEB_THREADS - 2)


class Turn:
    """The turns of one request, as an execute wrapper."""

    def __init__(self, *, writes, turns=turns):
        self.turns, self.writes, self.held = turns, writes, False

    def __call__(self, execute, sql, params, many, context):
        if self.held:
            return execute(sql, params, many, context)
        self.turns.take(writes=self.writes)
        self.held = True
        try:
            return execute(sql, params, many, context)
        finally:
            if not context["connection"].in_atomic_block:
                self.end()

    def check_connection(self, connection):
        """Ask a connection that stood idle whether it still lives: Django would, outside a turn."""
        if connection.connection is not None and not connection.health_check_done:
            self(lambda *_: connection.close_if_health_check_failed(), "", None, False, {"connection": connection})

    def end(self):
        if self.held:
            self.turns.give_back(writes=self.writes)
            self.held = False
