"""Counting in memory, and writing what was counted to the database every half minute, from a thread of its own.

A request adds a few numbers to a dictionary. Nothing of who asked is ever in it. What has not been written when a
process is killed is lost; a batch that the database refuses is kept and written with the next.
"""

import atexit
import logging
import threading
from collections import Counter

from django.db import close_old_connections, connection

from directory.insight import usage

EVERY = 30  # seconds between two writings
MOST_ASKED = 500  # queries that wait for one writing: beyond it none is remembered
log = logging.getLogger(__name__)


class UsageCounter:
    def __init__(self):
        self.numbers = Counter()  # (day, what, key) -> how often
        self.asked = set()  # (day, query, found something, every word known)
        self._lock = threading.Lock()
        self._thread = None
        self._stop = threading.Event()

    def add(self, day, counted, asked=None):
        """`counted` are (what, key) pairs; `asked` is (query, found something, every word known), or None."""
        with self._lock:
            for what, key in counted:
                self.numbers[day, what, key] += 1
            if asked and len(self.asked) < MOST_ASKED:
                self.asked.add((day, *asked))

    def write(self):
        """Write what has been counted. Returns whether it could be written."""
        with self._lock:
            numbers, asked = self.numbers, self.asked
            self.numbers, self.asked = Counter(), set()
        if not numbers and not asked:
            return True
        try:
            usage.write_usage(numbers=numbers, asked=asked)
        except Exception:  # noqa: BLE001 (whatever it is, no reader may learn of it)
            log.warning("What was counted could not be written: it is kept for the next time.")
            with self._lock:
                self.numbers.update(numbers)
                self.asked |= asked
            return False
        return True

    def start(self):
        """Begin to write every half minute, unless this process does already: a thread does not survive a fork."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True, name="counting")
                self._thread.start()
                atexit.register(self.write)

    def _run(self):
        while not self._stop.wait(EVERY):
            close_old_connections()
            self.write()
            connection.close()


usage_counter = UsageCounter()
