"""The answer to whoever has to wait before they may try again, with true words of why."""

import math

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.shortcuts import render
from django.utils import timezone

from directory.staff.sign_ins.counting import network_of_sender


def please_wait(request, original_response, credentials):
    """429, with the seconds to wait. `original_response` is what axes would have let through."""
    slowed = getattr(request, "slowed_for", None)
    seconds = slowed or seconds_of_network(request)
    context = {"slowed": bool(slowed), "wait": in_words(seconds)}
    response = render(request, "admin/too_many_tries.html", context, status=429, using="django")
    response.headers["Retry-After"] = str(seconds)
    return response


def seconds_of_network(request):
    """Until the last wrong password from here is long enough ago."""
    here = AccessAttempt.objects.filter(ip_address=network_of_sender(request))
    last = here.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    return max(1, math.ceil((last + settings.AXES_COOLOFF_TIME - timezone.now()).total_seconds()))


def in_words(seconds):
    minutes = math.ceil(seconds / 60)
    if seconds <= 60:
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    return f"{minutes} minutes"
