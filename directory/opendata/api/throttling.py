"""How often one network may ask. Nothing here knows, or keeps, who that is.

The times of the last minute's requests are in the memory of each process, under a keyed hash that is another one
every day. With several processes a network may therefore ask up to that many times as often: the limit keeps a
program that has run wild from taking the site away from schools, and needs no server of its own to count.
"""

import math

from django.core.cache import caches
from django.utils.connection import ConnectionProxy
from rest_framework.throttling import SimpleRateThrottle

from directory.inbox.limits import sender_of
from directory.privacy.networks import network_of


class NetworkThrottle(SimpleRateThrottle):
    scope = "network"
    cache = ConnectionProxy(caches, "throttle")

    def get_cache_key(self, request, view):
        return sender_of(f"api {network_of(request.META.get('REMOTE_ADDR', ''))}")

    def wait(self):
        """Whole seconds, one at least: who comes back in no time at all is told to wait again."""
        return max(1, math.ceil(super().wait() or self.duration))
