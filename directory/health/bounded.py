"""Answers that are asked for often, from something that may hang: made by one thread, kept for a moment."""

import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLongError
from time import monotonic

from django.db import connections


class Bounded:
    """Calls `look` at most every `fresh_for` seconds, and waits for it `longest` seconds; then says `otherwise`.

    However many ask, one thread at a time looks: a database that hangs holds that one, and no request.
    """

    def __init__(self, look, *, otherwise, fresh_for, longest):
        self.look, self.otherwise, self.fresh_for, self.longest = look, otherwise, fresh_for, longest
        self._lock = threading.Lock()
        self._asked, self._asked_at = None, 0

    def answer(self):
        try:
            return self._latest().result(timeout=self.longest)
        except TooLongError:
            return self.otherwise

    def _latest(self):
        with self._lock:
            old = self._asked is None or (self._asked.done() and monotonic() - self._asked_at > self.fresh_for)
            if old:
                self._asked, self._asked_at = Future(), monotonic()
                threading.Thread(target=self._run, args=[self._asked], daemon=True, name="health").start()
            return self._asked

    def _run(self, asked):
        try:
            asked.set_result(self.look())
        except Exception as problem:  # noqa: BLE001 (whoever asks gets it)
            asked.set_exception(problem)
        finally:
            connections.close_all()
