"""How often one network may ask. Nothing here knows, or keeps, who that is: see `asking`."""

import time

from django.conf import settings
from rest_framework.throttling import BaseThrottle

from directory.inbox.limits import sender_of
from directory.opendata.api.asking import asked
from directory.privacy.networks import network_of


class NetworkThrottle(BaseThrottle):
    def allow_request(self, request, view):
        sender = sender_of(f"api {network_of(request.META.get('REMOTE_ADDR', ''))}")
        self.seconds = asked.count(sender, time.time(), settings.API_LIMIT) if settings.API_LIMIT else 0
        return self.seconds == 0

    def wait(self):
        return self.seconds
