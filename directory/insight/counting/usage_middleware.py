"""Counts what readers do, without looking at who they are."""

import re
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict
from django.utils import timezone

from directory.insight.counting.usage_counter import usage_counter
from directory.insight.models import Count

# Pages whose use is counted, by their names.
PAGES = {
    "pages:home",
    "pages:get_help_now",
    "pages:who_do_i_call",
    "pages:governors",
    "pages:timeline",
    "topics:topics",
    "networks:networks",
    "insight:map",
    "insight:impact",
    "shortlist:directory",
    "opendata:session_calendar",  # the date of a course, saved to a calendar
}

ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|java/", re.IGNORECASE)

SEEN = (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)  # who has the page already looks at it again


def count_usage(get_response):
    """Only what a reader sees is counted; nothing is, for one who asks not to be or who has signed in."""

    def middleware(request):
        response = get_response(request)
        if response.status_code in SEEN and may_count(request):
            counted, asked = what_happened(request, response)
            if counted:
                usage_counter.add(timezone.localdate(), counted, asked)
                if settings.COUNT_IN_BACKGROUND:
                    usage_counter.start()
        return response

    return middleware


def may_count(request):
    meta = request.META  # not `request.headers`: making that takes longer than all the rest here
    return (
        request.method == "GET"
        and meta.get("HTTP_DNT") != "1"
        and meta.get("HTTP_SEC_GPC") != "1"
        and "HTTP_SEC_PURPOSE" not in meta
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not getattr(request, "is_of_staff", False)  # where cookies are not read: `without_cookies`
        and not ROBOT.search(meta.get("HTTP_USER_AGENT", ""))
    )


def what_happened(request, response):
    """([(what, key)], what was asked or None) of one answer."""
    match = request.resolver_match
    if match is None:
        return [], None
    if searched := getattr(response, "searched", None):
        return of_search(searched, request)
    if match.url_name == "detail":
        return [(Count.What.OPENED, f"{match.namespace}/{match.kwargs['slug']}"[:140])], None
    if match.view_name == "topics:hub":
        return [(Count.What.PAGE, f"topics/{match.kwargs['slug']}"[:140])], None
    return ([(Count.What.PAGE, match.view_name)] if match.view_name in PAGES else []), None


def asked_before(address):
    """What the address of the page asked for; nothing where what the browser says of it makes no sense."""
    try:
        return QueryDict(urlsplit(address).query)
    except (ValueError, SuspiciousOperation):
        return QueryDict()


def of_search(searched, request):
    """A live update is the same question narrowed: only the filters that are new in it count."""
    if request.htmx:
        before = filters_in(asked_before(request.htmx.current_url or ""))
        return [(Count.What.FILTER, key) for key in searched.filters if key not in before], None
    counted = [(Count.What.SEARCH, Count.FILTERED if searched.filters else "")]
    counted += [(Count.What.NOTHING, "")] * (not searched.total)
    counted += [(Count.What.FILTER, key) for key in searched.filters]
    asked = (searched.query, searched.total > 0, searched.known)
    return counted, asked if searched.query else None


def filters_in(data):
    return {f"{name}:{code}" for name, codes in data.lists() for code in codes}
