"""Keeps an outage from filling the log: each kind of failure is said once, and a minute later how often it came."""

import logging
import threading
from http import HTTPStatus

MINUTE = 60  # seconds
MOST = 100  # kinds of failure told apart


class RepeatedFailures(logging.Filter):
    """Lets the first of each kind through, and counts those that follow within a minute."""

    def __init__(self, name="", seconds=MINUTE):
        super().__init__(name)
        self.seconds, self.repeats, self.lock = seconds, {}, threading.Lock()

    def filter(self, record):
        kind = kind_of(record)
        if kind is None:
            return True
        with self.lock:
            if kind not in self.repeats and len(self.repeats) >= MOST:
                kind = "Something else failed"
            if kind in self.repeats:
                self.repeats[kind] += 1
                return False
            self.repeats[kind] = 0
        self.count_later(kind, record)
        return True

    def count_later(self, kind, record):
        timer = threading.Timer(self.seconds, self.say, [kind, record.name, record.levelno])
        timer.daemon = True
        timer.start()

    def say(self, kind, logger, level):
        with self.lock:
            times = self.repeats.pop(kind)
        if times:
            logging.getLogger(logger).log(level, "%s: %d more in %d seconds", kind, times, self.seconds)


def kind_of(record):
    """What failed, in words; None for what is no failure. `failure` is given by who knows it better."""
    if failure := getattr(record, "failure", None):
        return failure
    if record.exc_info and record.exc_info[0] and record.levelno >= logging.ERROR:
        return f"{record.exc_info[0].__name__} at {place_of(record.exc_info[2])}"
    status = getattr(record, "status_code", 0)
    return f"Answered with {status:d}" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else None


def place_of(trace):
    """file.py:12: where the exception was raised."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else "?"
