"""While the database cannot even be connected to, one request tries, and all others are answered without waiting."""

import threading
import time

SLOW = 0.5  # seconds: a failure that comes sooner keeps nobody waiting
PAUSE = 1.0  # seconds between two tries


class Circuit:
    def __init__(self, pause=PAUSE):
        self.pause = pause
        self.is_open = False
        self._try_at = 0.0
        self._lock = threading.Lock()

    def lets_in(self):
        """Whether this request may ask the database: while it is away, one each `pause`."""
        if not self.is_open:
            return True
        with self._lock:
            now = time.monotonic()
            if now < self._try_at:
                return False
            self._try_at = now + self.pause + LONGEST_TRY
            return True

    def note(self, *, away, took):
        """What came of a request that was let in: whether the database was away, and after how many seconds."""
        if away and (took > SLOW or self.is_open):
            self.is_open, self._try_at = True, time.monotonic() + self.pause
        elif not away:
            self.is_open = False


LONGEST_TRY = 5.0  # seconds: whoever tries and never returns is not waited for
circuit = Circuit()
