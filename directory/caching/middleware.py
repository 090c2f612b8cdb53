"""Says of every answer how it may be kept, and makes no page that somebody has already or that was made before."""

import hashlib
from http import HTTPStatus

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_http_date_safe

from directory.caching.finished_pages import finished_pages
from directory.caching.rules import NOBODY, SEARCH, rule_of
from directory.search.engine.cache import BoundedCache
from directory.search.pages.addresses import READERS_WORDS
from directory.search.pages.my_setting import COOKIE
from directory.search.pages.state import state_of_readers
from directory.search.pages.views import tag_of_search

ASKED_FOR_OURSELVES = "private, no-cache"  # the reader's own browser may keep it, and asks each time
KEPT_BY_NOBODY = "private, no-store"
SAFE = ("GET", "HEAD")
# A shared cache keeps these too, in the place of the page that was there: else it would show that one once more when
# it cannot reach us, though it knew better.
NO_LONGER_THERE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.MOVED_PERMANENTLY)
MOST_KNOWN, LONGEST_KNOWN = 2_000, 200  # addresses, and characters of one

_known = BoundedCache(MOST_KNOWN)


def say_how_to_keep(get_response):
    """The innermost middleware, so that all others say of a 304 or a kept page what they say of one made now."""

    def respond(request):
        if request.method not in SAFE:
            return private(get_response(request))
        rule = rule_for(request)
        if not rule.kept_here:
            return private(get_response(request))
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return private(get_response(request), instead=rule.if_error)
        # Which words of a search are a reader's own, its tag tells.
        has_words = rule is not SEARCH and READERS_WORDS & request.GET.keys()
        if COOKIE in request.COOKIES or has_words:
            return private(get_response(request), ASKED_FOR_OURSELVES if rule.if_error else KEPT_BY_NOBODY)
        if rule.if_error:
            return shared(request, rule, get_response)
        return private(kept_or_made(request, rule, tag_for(request, rule), get_response))

    return respond


def rule_for(request):
    """What whoever counts a page that is not made looks at, `resolver_match`, is set here too."""
    known = _known.get((settings.ROOT_URLCONF, request.path_info))
    request.resolver_match, rule = known or resolved(request.path_info)
    return rule


def resolved(path):
    """(what the address leads to, its rule). Kept where pages are, as finding it takes as long as all the rest."""
    try:
        match = resolve(path)
    except Resolver404:
        return None, NOBODY
    rule = rule_of(match)
    if rule.kept_here and len(path) <= LONGEST_KNOWN:
        _known[settings.ROOT_URLCONF, path] = match, rule
    return match, rule


def private(response, words=KEPT_BY_NOBODY, *, instead=False):
    """What its view says stays, unless that is `instead` of it; a 304 of its own leaves what the browser was told."""
    if instead or not ("Cache-Control" in response.headers or response.status_code == HTTPStatus.NOT_MODIFIED):
        response.headers["Cache-Control"] = words
    return response


def shared(request, rule, get_response):
    tag = tag_for(request, rule)
    known = tag and rule.by_state and get_conditional_response(request, etag=tag)
    response = known or kept_or_made(request, rule, tag, get_response)
    if response.status_code not in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED, *NO_LONGER_THERE):
        return private(response, ASKED_FOR_OURSELVES)
    response.headers["Cache-Control"], response.headers["CDN-Cache-Control"] = rule.public, rule.shared
    knows_nobody = hasattr(request, "is_of_staff")  # set where cookies are not read: `without_cookies`
    patch_vary_headers(response, ["Accept-Encoding"] if knows_nobody else ["Accept-Encoding", "Cookie"])
    return response


def kept_or_made(request, rule, tag, get_response):
    """The page that is the same for everybody, or 304 for whoever has it."""
    response = finished_pages.answer(request, rule, tag)
    if response is None:
        response = get_response(request)
        if rule.if_error and response.status_code == HTTPStatus.OK and not response.streaming:
            response.headers.pop("Expires", None)  # the table says how long, whatever a view says of what it is sent
            if "ETag" not in response.headers:
                response.headers["ETag"] = (tag if rule.by_state else "") or weak(response.content)
        finished_pages.keep(request, rule, tag, response)
    vars(request).pop("snapshot", None)  # if no view has taken it
    return unless_unchanged(request, response)


def unless_unchanged(request, response):
    """304 for whoever has this page, by its own headers."""
    if response.streaming or "ETag" not in response.headers:
        return response
    said = response.headers.get("Last-Modified")
    changed = parse_http_date_safe(said) if said else None
    return get_conditional_response(request, response.headers["ETag"], changed, response)


def tag_for(request, rule):
    return tag_of_search(request) if rule is SEARCH else tag_of_state(request)


def tag_of_state(request):
    """Also of the address with its host, so that only who was given its answer has it. Nothing while nobody knows."""
    state = state_of_readers()
    finished_pages.forget_unless(state)
    return weak(f"{state}\n{request.build_absolute_uri()}".encode()) if state else ""


def weak(said):
    """Weak, since compressing makes other bytes of the same page."""
    return f'W/"{hashlib.blake2b(said, digest_size=16).hexdigest()}"'
