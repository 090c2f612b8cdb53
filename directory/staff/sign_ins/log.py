"""Who signed in, who failed to, and when: for administrators, for 90 days.

Never what was typed where it is the name of nobody: it may be a password. Never a whole address: /24 or /48 tells a
school from a home or another country, and no household from its neighbours.
"""

import logging
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from directory.privacy.networks import network_of, shortened
from directory.staff.models import SignIn

KEPT = timedelta(days=90)
MOST_IN_AN_HOUR = 100  # of what strangers can make happen without end

logger = logging.getLogger(__name__)

What = SignIn.What
LET_IN = (What.SIGNED_IN, What.CODE, What.NEW_PASSWORD)  # what shows that a place is its owner's


def note(request, what, user=None, way=""):
    """Keep that something happened. What strangers can make happen without end is not kept each time."""
    address = request.META.get("REMOTE_ADDR", "") if request else ""
    happened = SignIn(what=what, user=user, way=way, network=shortened(address), place=place_of(address))
    if is_one_of_many(happened):
        return
    happened.save()
    name = user.get_username() if user else "a name that nobody has"
    logger.log(logging.INFO if what in SignIn.CALM else logging.WARNING, "%s: %s", what.label, name)


def is_one_of_many(happened):
    """Whether the list says enough of its kind already: to wait is said once an hour of an account and a network."""
    if happened.user and happened.what != What.MADE_TO_WAIT:
        return False
    lately = SignIn.objects.endless().since(timezone.now() - timedelta(hours=1))
    same = lately.filter(user=happened.user, place=happened.place, what=What.MADE_TO_WAIT)
    return (happened.what == What.MADE_TO_WAIT and same.exists()) or lately.count() >= MOST_IN_AN_HOUR


def place_of(address):
    """A name for a network, by which it is known again; nobody can turn it back without the secret key."""
    return salted_hmac("directory.staff.place", network_of(address), algorithm="sha256").hexdigest()


def is_known_place(request, user):
    """Whether this person has signed in from the network of `request` lately, with all that they have to give."""
    here = SignIn.objects.filter(user=user, place=place_of(request.META.get("REMOTE_ADDR", "")))
    return here.since(timezone.now() - KEPT).filter(what__in=LET_IN).exists()


def last_sign_in_before(user):
    """The one before the last: the last is the one by which they are here."""
    return SignIn.objects.filter(user=user, what__in=LET_IN[:2]).order_by("-at", "-pk")[1:2].first()


def forget_old_sign_ins(now):
    SignIn.objects.filter(at__lt=now - KEPT).delete()
