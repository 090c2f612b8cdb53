"""Says of every answer how it may be kept, and makes no page that somebody has already or that was made before."""

import hashlib
from http import HTTPStatus

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_http_date_safe

from directory.caching.finished_pages import finished_pages
from directory.caching.rules import NOBODY, rule_of
from directory.outages.copy.copier import copier
from directory.search.pages.my_setting import COOKIE
from directory.search.pages.state import state_of_readers

ASKED_FOR_OURSELVES = "private, no-cache"  # the reader's own browser may keep it, and asks each time
KEPT_BY_NOBODY = "private, no-store"
WORDS = frozenset({"q", "search"})  # parameters in which readers' own words stand
SAFE = ("GET", "HEAD")


def say_how_to_keep(get_response):
    """The innermost middleware, so that all others say of a 304 or a kept page what they say of one made now."""

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
    tag = tag_of_state(request)
    known = tag and rule.by_state and get_conditional_response(request, etag=tag)
    response = known or finished_pages.answer(request, rule, tag) or made(request, rule, tag, get_response)
    if response.status_code not in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
        return private(response, ASKED_FOR_OURSELVES)
    response = unless_unchanged(request, response)
    response.headers["Cache-Control"], response.headers["CDN-Cache-Control"] = rule.public, rule.shared
    knows_nobody = hasattr(request, "is_of_staff")  # set where cookies are not read: `without_cookies`
    patch_vary_headers(response, ["Accept-Encoding"] if knows_nobody else ["Accept-Encoding", "Cookie"])
    return response


def made(request, rule, tag, get_response):
    """The page made now, with what tells it apart; it is kept for the next who asks if it is the same for all."""
    response = get_response(request)
    if response.status_code == HTTPStatus.OK and not response.streaming:
        response.headers.pop("Expires", None)  # the table says how long it holds, whatever its view says of its forms
        if "ETag" not in response.headers:
            response.headers["ETag"] = (tag if rule.by_state else "") or weak(response.content)
        finished_pages.keep(request, rule, tag, response)
    return response


def unless_unchanged(request, response):
    """304 for whoever has this page, by its own headers."""
    if "ETag" not in response.headers:
        return response
    said = response.headers.get("Last-Modified")
    changed = parse_http_date_safe(said) if said else None
    return get_conditional_response(request, response.headers["ETag"], changed, response)


def tag_of_state(request):
    """Also of the address with its host, so that only who was given its answer has it. Nothing while nobody knows."""
    state = state_of_readers()
    finished_pages.forget_unless(state)
    copier.wake_if_moved()
    return weak(f"{state}\n{request.build_absolute_uri()}".encode()) if state else ""


def weak(said):
    """Weak, since compressing makes other bytes of the same page."""
    return f'W/"{hashlib.blake2b(said, digest_size=16).hexdigest()}"'
