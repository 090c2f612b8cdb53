"""Things by their tags, up to so many bytes: what was not asked for longest goes first."""

import threading
from collections import OrderedDict


class Shelf:
    """What lies on it has a `weight` in bytes."""

    def __init__(self, room):
        self.room, self.taken = room, 0
        self._lock, self._things = threading.Lock(), OrderedDict()

    def get(self, tag):
        with self._lock:
            if tag not in self._things:
                return None
            self._things.move_to_end(tag)
            return self._things[tag]

    def put(self, tag, thing):
        """What has no room at all does not come on it."""
        with self._lock:
            self._take(tag)
            if thing.weight > self.room:
                return
            self._things[tag] = thing
            self.taken += thing.weight
            while self.taken > self.room:
                self._take(next(iter(self._things)))

    def clear(self):
        with self._lock:
            self._things.clear()
            self.taken = 0

    def _take(self, tag):
        if thing := self._things.pop(tag, None):
            self.taken -= thing.weight
