"""How many requests of one process may wait for the database at once, so that a thread is left for all others.

Whoever is at a query has a turn; in a transaction it is kept to the end of the request, as others may wait for what
it locks. Normally turns pass in milliseconds. While none does, whoever comes next is refused without waiting.
"""

import threading
import time

from django.conf import settings

from directory.outages.failures import BusyError

WAITING = "too many requests wait for it already"


class Seats:
    def __init__(self, number, patience, memory):
        self.free = threading.Semaphore(number)
        self.patience, self.memory = patience, memory  # seconds
        self.refused_at = -memory

    def take(self):
        if self.free.acquire(blocking=False):
            return
        if time.monotonic() - self.refused_at > self.memory:
            if self.free.acquire(timeout=self.patience):
                return
            self.refused_at = time.monotonic()
        raise BusyError(WAITING)


class Turns:
    """`most` in all, of which `writers` for what changes something: reading goes on while writers wait."""

    def __init__(self, most, writers, patience=0.5, memory=2.0):
        self.all, self.writers = Seats(most, patience, memory), Seats(writers, patience, memory)

    def take(self, *, writes):
        if writes:
            self.writers.take()
        try:
            self.all.take()
        except BusyError:
            if writes:
                self.writers.free.release()
            raise

    def give_back(self, *, writes):
        self.all.free.release()
        if writes:
            self.writers.free.release()


turns = Turns(most=max(settings.WEB_THREADS - 1, 1), writers=max(settings.WEB_THREADS - 2, 1))


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
