"""Documents as files: made once, by one process of this machine at a time, within a time that is bounded."""

import fcntl
import json
import re
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from threading import BoundedSemaphore

from django.utils import timezone

from directory.typesetting import kept, worker

WAIT, PAUSE = 5, 0.05  # seconds until somebody who waits for their turn is told to come back
LONGEST = 20  # seconds that one document may take
MOST_AT_ONCE = 2  # threads of a process: one that makes a file and one that waits, whatever else readers ask for
PATIENCE = 0.2  # seconds until somebody who finds these busy is told so: a whole staff room may ask at once
PLAINEST = re.compile("[^\x20-\x7e\u00a0-\u017f\u2013-\u2026\u20ac\u2713]")

places = BoundedSemaphore(MOST_AT_ONCE)


class BusyError(Exception):
    """Others are waiting for their files already."""


class NotSetError(Exception):
    """The document could not be made."""


def pdf_of(document):
    """Its file as bytes. Raises BusyError or NotSetError."""
    now, key = timezone.now(), document.key
    if content := kept.find(key, now):
        return content
    try:
        with turn():
            return kept.find(key, now) or made_and_kept(document, key, now)
    except (OSError, subprocess.SubprocessError) as error:
        raise NotSetError from error


def made_and_kept(document, key, now):
    content = made(document)
    if document.kept_for:
        with suppress(OSError):  # a full disk: then it is made again for whoever asks next
            kept.keep(key, content, now=now, until=now + document.kept_for)
    return content


@contextmanager
def place():
    """One of the few threads that make files: to put together what a long one says takes a while too."""
    if not places.acquire(timeout=PATIENCE):
        raise BusyError
    try:
        yield
    finally:
        places.release()


@contextmanager
def turn():
    with (kept.folder() / "lock").open("w") as lock:
        wait_for(lock)
        yield  # whoever closes the file lets go of it


def wait_for(lock):
    until = time.monotonic() + WAIT
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise BusyError from None
            time.sleep(PAUSE)
        else:
            return


def made(document):
    """Where letters cannot be put together as somebody wrote them, once more with the plainest ones alone."""
    order = document.order
    with suppress(subprocess.CalledProcessError):
        return run(order)
    return run({**order, "data": json.dumps(plainest(json.loads(order["data"])))})


def run(order):
    command = [sys.executable, "-I", worker.__file__]
    said = json.dumps(order).encode()
    return subprocess.run(command, input=said, capture_output=True, timeout=LONGEST, check=True).stdout  # noqa: S603 (ours)


def plainest(value):
    """The same values, with every text in the letters that cannot go wrong."""
    if isinstance(value, dict):
        return {name: one if name in ("svg", "to", "is", "look") else plainest(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plainest(one) for one in value]
    return PLAINEST.sub("", value) or "…" if isinstance(value, str) else value
