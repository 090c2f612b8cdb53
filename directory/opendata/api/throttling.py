"""How often one network may ask. Nothing here knows, or keeps, who that is: see `asking`."""

import time

from django.conf import settings
from rest_framework.throttling import BaseThrottle

from directory.inbox.limits import sender_of
from directory.opendata.api.asking import asked
from directory.privacy.networks import PROVIDER, network_of, shortened


class NetworkThrottle(BaseThrottle):
    def allow_request(self, request, view):
        self.seconds = 0
        if settings.API_LIMIT:
            address = request.META.get("REMOTE_ADDR", "")
            networks = network_of(address), shortened(address, PROVIDER)
            sender, provider = (sender_of(f"api {network}") for network in networks)
            self.seconds = asked.count(sender, provider, time.time(), settings.API_LIMIT)
        return self.seconds == 0

    def wait(self):
        return self.seconds
