"""What a session has proved of who is there, and when. allauth keeps it in the session, for one account.

A record is {"method": "password", "mfa" or "directory", "at": seconds}, with "reauthenticated" if it was asked for
again, and "second_factor" if the directory asked for one itself.
"""

import time

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from directory.staff.second_factor import rules
from directory.staff.session_limits import SIGNED_IN_AT
from directory.staff.single_sign_on.claims import counts_as_second_factor, is_fresh
from directory.staff.unsent_forms import keep_unsent


def note(request, user, method, **about):
    record_authentication(request, user, method, **about)


def note_directory(request, user, sociallogin):
    """A session that the directory had kept shows nothing anew."""
    claims, again = sociallogin.claims, sociallogin.state.get("again", False)
    strong = counts_as_second_factor(claims)
    fresh = is_fresh(claims, asked_again=again)
    note(request, user, "directory", second_factor=strong or None, reauthenticated=fresh or None)


def has_second_factor(request, user=None):
    records = get_authentication_records(request, user or request.user)
    return any(record["method"] == "mfa" or record.get("second_factor") for record in records)


def directory_gave_second_factor(request, user):
    return any(record.get("second_factor") for record in get_authentication_records(request, user))


def came_with_directory(request):
    """Whether this person signed in with the directory, which goes on knowing them when they sign out here."""
    records = get_authentication_records(request, request.user) if request.user.is_authenticated else ()
    return any(record["method"] == "directory" for record in records)


def is_recent(request):
    """Whether this person showed lately who they are, signing in or when asked again."""
    return any(record["method"] in ("password", "mfa") or "reauthenticated" in record for record in lately(request))


def may_change_factors(request):
    """Only after the one they have was asked for again. Who has none yet has just signed in."""
    if any("reauthenticated" in record for record in lately(request)):
        return True
    return is_lately(request.session.get(SIGNED_IN_AT, 0)) and not rules.has_one(request.user)


def lately(request):
    return [record for record in get_authentication_records(request, request.user) if is_lately(record["at"])]


def is_lately(at):
    return time.time() - at < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def ask_again(request):
    """To the page that asks who is there, and back to this one, or to what was typed on it."""
    kept = keep_unsent(request, request.user)
    back = reverse("admin:unsent_form", args=[kept.pk]) if kept else request.get_full_path()
    return redirect(f"{reverse('confirm')}?{urlencode({'next': back})}")
