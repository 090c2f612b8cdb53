"""Which requests a replica may answer: pages that are the same for every reader, where nothing is sent or kept.

All else asks the database itself: whoever has signed in, what is sent, lists, forms and links from emails, and the
page that is opened from one of those, since what was just sent may show on it.
"""

import random
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from directory.caching.rules import NOBODY, rule_of
from directory.outages.replicas.watch import watch

SENT_BIT_BY_BIT = {"open_referral"}  # some of its answers are made while they are sent


def replica_for(request):
    """The replica that may answer; None where there is none, or the database itself has to."""
    if not watch.replicas or not is_for_readers(request):
        return None
    level = [replica for replica in watch.replicas if replica.is_level()]
    if not level and any(replica.answers for replica in watch.replicas):
        watch.look_soon()
    return random.choice(level) if level else None  # noqa: S311 (any will do)


def replica_in_outage():
    """One that can answer while the database is away, the furthest first."""
    left = [replica for replica in watch.replicas if replica.is_left()]
    return max(left, key=lambda replica: replica.as_of, default=None)


def is_for_readers(request):
    is_read = request.method in ("GET", "HEAD")
    is_signed_in = f"{settings.SESSION_COOKIE_NAME}=" in request.META.get("HTTP_COOKIE", "")
    return is_read and not is_signed_in and is_public(request.path_info) and not comes_from_writing(request)


@lru_cache(maxsize=2_000)  # a tenth of a millisecond, which is a tenth of the fastest page
def is_public(path):
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return rule_of(match) is not NOBODY and match.namespace not in SENT_BIT_BY_BIT


def comes_from_writing(request):
    """Whether the page before was a form, a list or a link from an email: browsers say so within a site."""
    try:
        before = urlsplit(request.META.get("HTTP_REFERER", ""))
    except ValueError:
        return True
    return before.netloc == request.META.get("HTTP_HOST") and not is_public(before.path)
