"""How often each network has asked in this minute and the one before, in all processes of all machines.

Each process counts in memory, under a keyed hash that is another one every day. What networks that ask often have
asked is added up each second, in one statement, with what they asked elsewhere. So a network may go beyond the limit
by what it asks within a second, and by `FEW` requests of each process; most who ask never reach the database.

The minute before counts by the part of it that is less than a minute ago, as if its requests had come evenly.
"""

import logging
import math
import threading
import time
from dataclasses import dataclass

from django.db import close_old_connections, connection

from directory.opendata.models import Asking

MINUTE = 60  # seconds
EVERY = 1  # second between two writings
IDLE = 60  # seconds without anything to write, after which the connection is closed
FEW = 10  # requests in a minute that are nobody else's concern
MOST, MOST_AT_ONCE = 10_000, 500  # networks that are counted one by one in memory, and written in one go
OF_ONE_PROVIDER = 10  # networks of a provider that are left as much as one, where there are more than that

ADD_UP = """
    INSERT INTO opendata_asking AS known (sender, minute, number, before) VALUES {}
    ON CONFLICT (sender) DO UPDATE SET
        number = excluded.number + CASE WHEN excluded.minute > known.minute THEN 0 ELSE known.number END,
        before = CASE WHEN excluded.minute <= known.minute THEN known.before
                      WHEN excluded.minute = known.minute + 1 THEN known.number ELSE 0 END,
        minute = CASE WHEN excluded.minute > known.minute THEN excluded.minute ELSE known.minute END
    RETURNING sender, minute, number, before
"""
log = logging.getLogger(__name__)


@dataclass
class Use:
    """What is known of one network here. `unsaid` of the `number` have not been added up with others' yet."""

    minute: int
    number: int = 0
    before: int = 0
    unsaid: int = 0

    def move_to(self, minute):
        if minute > self.minute:
            before = self.number if minute == self.minute + 1 else 0
            self.minute, self.number, self.before, self.unsaid = minute, 0, before, 0

    def seconds_to_wait(self, now, limit):
        """Until another request is within the limit; 0 if it is now."""
        gone = now - self.minute * MINUTE
        if self.number + self.before * (1 - gone / MINUTE) < limit:
            return 0
        if self.number < limit:
            return max(1, math.ceil(MINUTE * (1 - (limit - self.number) / self.before) - gone))
        return max(1, math.ceil(MINUTE - gone + MINUTE * (1 - limit / self.number)))

    def learn(self, minute, number, before):
        if minute == self.minute:
            self.number, self.before = number + self.unsaid, max(before, self.before)


class Asked:
    def __init__(self):
        self._uses, self._lock = {}, threading.Lock()
        self._wake, self._thread = threading.Event(), None
        self._tidied = self._swept = 0

    def count(self, sender, provider, now, limit):
        """Count one request, unless it is beyond the limit. Returns the seconds to wait, 0 if it may be answered.

        Where so many networks ask that no more can be told apart, new ones count as one with all of their provider.
        """
        minute = int(now // MINUTE)
        with self._lock:
            if not self._can_hold(sender, minute):
                sender, limit = provider, limit * OF_ONE_PROVIDER
            use = self._uses.setdefault(sender, Use(minute))
            use.move_to(minute)
            if seconds := use.seconds_to_wait(now, limit):
                return seconds
            use.number += 1
            use.unsaid += 1
        if use.number + use.before >= FEW:
            self._wake.set()
            self.start()
        return 0

    def _can_hold(self, sender, minute):
        if sender in self._uses or len(self._uses) < MOST:
            return True
        if self._swept != minute:
            self._uses = {one: use for one, use in self._uses.items() if use.minute >= minute - 1}
            self._swept = minute
        return len(self._uses) < MOST

    def start(self):
        """Begin to write, unless this process does already: a thread does not survive a fork."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True, name="asking")
                self._thread.start()

    def _run(self):
        while True:
            if not self._wake.wait(IDLE):
                connection.close()
                self._wake.wait()
            self._wake.clear()
            close_old_connections()
            self.write(time.time())
            time.sleep(EVERY)

    def write(self, now):
        """Add up what has been counted here with what others have. What cannot be written now is, the next time."""
        taken = self._take()
        try:
            found = add_up(taken)
            self._tidy(int(now // MINUTE))
        except Exception as problem:  # noqa: BLE001 (whatever it is, each process goes on counting by itself)
            log.warning("Requests to the API could not be added up: %s", type(problem).__name__)
            connection.close()
            found = []
            self._give_back(taken)
        with self._lock:
            for sender, *values in found:
                if sender in self._uses:
                    self._uses[sender].learn(*values)

    def _take(self):
        """[(sender, minute, unsaid)] of those who ask most, in one order everywhere, so that no two writers block."""
        with self._lock:
            often = [one for one in self._uses.items() if one[1].unsaid and one[1].number + one[1].before >= FEW]
            often = sorted(often, key=lambda one: -one[1].unsaid)[:MOST_AT_ONCE]
            taken = sorted((sender, use.minute, use.unsaid) for sender, use in often)
            for _, use in often:
                use.unsaid = 0
        return taken

    def _give_back(self, taken):
        with self._lock:
            for sender, minute, unsaid in taken:
                use = self._uses.get(sender)
                if use and use.minute == minute:
                    use.unsaid += unsaid

    def _tidy(self, minute):
        if minute != self._tidied:
            forget_askers(minute)
            self._tidied = minute


def add_up(taken):
    if not taken:
        return []
    values = ", ".join(["(%s, %s, %s, 0)"] * len(taken))
    with connection.cursor() as cursor:
        cursor.execute(ADD_UP.format(values), [value for row in taken for value in row])
        return cursor.fetchall()


def forget_askers(minute):
    """All that is older than the minute before, and what a wrong clock has written."""
    Asking.objects.exclude(minute__range=(minute - 1, minute + 1)).delete()


asked = Asked()
