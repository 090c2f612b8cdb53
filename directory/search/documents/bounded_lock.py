"""A lock that nobody waits for without end: where one request reads for long, the others are told so."""

import threading

from django.db import OperationalError

LONGEST = 2.0  # seconds
TOLD = "others are reading the index"


class BoundedLock:
    def __init__(self, longest=LONGEST):
        self._lock, self.longest = threading.RLock(), longest

    def __enter__(self):
        if not self._lock.acquire(timeout=self.longest):
            raise OperationalError(TOLD)

    def __exit__(self, *problem):
        self._lock.release()
