"""A thread of each process that serves readers: it sees to it that this machine's copy follows every change.

It is woken by whoever sends something and by a request that finds another edition, and looks by itself each minute,
for what was saved elsewhere while nobody asked. Of several processes, one writes and the others find it done.
"""

import fcntl
import logging
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from directory.outages.copy.reading import copy_on_disk
from directory.outages.copy.writing import write_copy
from directory.search.pages.state import last_edition, read_edition

EVERY = 60  # seconds between two looks
AGAIN_AFTER = timedelta(hours=1)  # it is written anew even if nothing has changed: so its date is never old
REST = 9  # times as long as the writing took, before the next: curators who save all the time do not slow readers

log = logging.getLogger(__name__)


class Copier:
    def __init__(self):
        self._lock, self._wake, self._thread = threading.Lock(), threading.Event(), None

    def start(self):
        """Begin, unless this process does already: a thread does not survive a fork."""
        with self._lock:
            if self._thread is None and settings.COPY_IN_BACKGROUND:
                self._thread = threading.Thread(target=self._run, daemon=True, name="copy-for-outages")
                self._thread.start()

    def wake_if_moved(self):
        """For each request: what was copied may be of another edition than the one that was read just now."""
        copy = copy_on_disk.get()
        if copy is None or copy.edition != last_edition.seen:
            self.wake()

    def wake(self):
        self.start()
        self._wake.set()

    def _run(self):
        while True:
            begun = time.monotonic()
            if self.look():
                time.sleep(REST * (time.monotonic() - begun))
            self._wake.wait(EVERY)
            self._wake.clear()

    def look(self):
        """Write the copy if it is not of today's edition. While the database is away, it stays as it is.

        Returns whether it was written here.
        """
        try:
            with one_at_a_time():
                return is_due(copy_on_disk.get(), read_edition()) and bool(write_copy())
        except Exception as problem:  # noqa: BLE001 (a full disk too: the site goes on, and the next look tries again)
            log.warning("The copy for outages could not be written: %s", type(problem).__name__)
            return False
        finally:
            connection.close()


copier = Copier()


def is_due(copy, edition):
    return copy is None or copy.edition != edition or timezone.now() - copy.at > AGAIN_AFTER


@contextmanager
def one_at_a_time():
    """Of all processes of this machine."""
    folder = Path(settings.SNAPSHOT_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
