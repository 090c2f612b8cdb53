"""Says of every answer how it may be kept, and answers 304 before a page is made that somebody has already."""

import hashlib
from http import HTTPStatus

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response, patch_vary_headers

from directory.outages.caching.rules import NOBODY, rule_of
from directory.outages.copy.copier import copier
from directory.search.pages.my_setting import COOKIE
from directory.search.pages.state import state_of_readers

ASKED_FOR_OURSELVES = "private, no-cache"  # the reader's own browser may keep it, and asks each time
KEPT_BY_NOBODY = "private, no-store"
WORDS = frozenset({"q", "search"})  # parameters in which readers' own words stand
SAFE = ("GET", "HEAD")
# A shared cache keeps these too, in the place of the page that was there: else it would show that one once more when
# it cannot reach us, though it knew better.
NO_LONGER_THERE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.MOVED_PERMANENTLY)


def say_how_to_keep(get_response):
    """The innermost middleware, so that all others say of a 304 what they say of a page."""

    def respond(request):
        if request.method not in SAFE:
            response = get_response(request)
            copier.wake()
            return private(response)
        rule = rule_for(request)
        if not rule.if_error:
            return private(get_response(request))
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return private(get_response(request), instead=True)
        if COOKIE in request.COOKIES or WORDS & request.GET.keys():
            return private(get_response(request), ASKED_FOR_OURSELVES)
        return shared(request, rule, get_response)

    return respond


def rule_for(request):
    try:
        request.resolver_match = resolve(request.path_info)  # which whoever counts a 304 looks at
    except Resolver404:
        return NOBODY
    return rule_of(request.resolver_match)


def private(response, words=KEPT_BY_NOBODY, *, instead=False):
    """What its view says stays, unless that is `instead` of it; a 304 of its own leaves what the browser was told."""
    if instead or not ("Cache-Control" in response.headers or response.status_code == HTTPStatus.NOT_MODIFIED):
        response.headers["Cache-Control"] = words
    return response


def shared(request, rule, get_response):
    tag = tag_of_state(request) if rule.by_state else ""
    response = (tag and get_conditional_response(request, etag=tag)) or get_response(request)
    if response.status_code not in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED, *NO_LONGER_THERE):
        return private(response, ASKED_FOR_OURSELVES)
    if not response.streaming and "ETag" not in response.headers and response.status_code == HTTPStatus.OK:
        response.headers["ETag"] = tag or weak(response.content)
        response = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    response.headers["Cache-Control"], response.headers["CDN-Cache-Control"] = rule.public, rule.shared
    knows_nobody = hasattr(request, "is_of_staff")  # set where cookies are not read: `without_cookies`
    patch_vary_headers(response, ["Accept-Encoding"] if knows_nobody else ["Accept-Encoding", "Cookie"])
    return response


def tag_of_state(request):
    """Also of the address with its host, so that only who was given its answer has it. Nothing while nobody knows."""
    state = state_of_readers()
    copier.wake_if_moved()
    return weak(f"{state}\n{request.build_absolute_uri()}".encode()) if state else ""


def weak(said):
    """Weak, since compressing makes other bytes of the same page."""
    return f'W/"{hashlib.blake2b(said, digest_size=16).hexdigest()}"'
