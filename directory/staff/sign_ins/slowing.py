"""One name is tried only so often from places where its owner has not signed in lately, whatever the networks.

Its owner is never locked out: from where they signed in within 90 days nothing waits, and nowhere longer than a
quarter of an hour. A name that nobody has is slowed just the same: waiting tells nobody which names there are.
"""

import math
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils import timezone

from directory.staff.failed_sign_ins import KEPT
from directory.staff.models import TriedName
from directory.staff.sign_ins.counting import name_in
from directory.staff.sign_ins.log import is_known_place

FREE = 5  # tries that nobody waits after
FIRST, LONGEST = timedelta(seconds=30), timedelta(minutes=15)
LONGEST_NAME = 150  # as long as a user name may be


class SlowedError(Exception):
    """The name was tried too often of late. `retry_after` is in seconds."""

    def __init__(self, retry_after):
        super().__init__()
        self.retry_after = retry_after


class SlowedNames:
    """An authentication backend that knows nobody: it ends a try that comes too early, before a password is read."""

    def authenticate(self, request, **credentials):
        if request is None:
            return
        try:
            claim_try(request, user_named(credentials), name_in(request, credentials))
        except SlowedError as error:
            request.slowed_for = error.retry_after
            request.axes_locked_out = True  # which answers, and counts no failure against the network
            raise PermissionDenied from error
        request.was_tried = True


def user_named(credentials):
    name = credentials.get("username") or ""
    return get_user_model().objects.filter(username=name).first() if len(name) <= LONGEST_NAME else None


def claim_try(request, user, name):
    """Take the next try of this name for this request, unless its owner is known where it comes from."""
    if not (user and is_known_place(request, user)):
        claim(name)
        request.claimed_name = name


def claim(name):
    """Take the next try of a name, as a keyed hash or such as "code 7". Of many at once one gets it.

    Raises SlowedError.
    """
    now = timezone.now()
    tried, _ = TriedName.objects.get_or_create(name=name, defaults={"free_at": now})
    if tried.free_at > now:
        raise SlowedError(math.ceil((tried.free_at - now).total_seconds()))
    tries = 1 + (tried.tries if tried.free_at > now - KEPT else 0)
    unchanged = TriedName.objects.filter(pk=tried.pk, tries=tried.tries, free_at=tried.free_at)
    if not unchanged.update(tries=tries, free_at=now + wait_after(tries)):
        raise SlowedError(1)


def wait_after(tries):
    return min(LONGEST, FIRST * 2 ** min(tries - FREE, 10)) if tries >= FREE else timedelta(0)


def give_back(request):
    """The try of whoever knew the password: it was no guess."""
    if name := getattr(request, "claimed_name", None):
        TriedName.objects.filter(name=name, tries__gt=0).update(tries=F("tries") - 1, free_at=timezone.now())
