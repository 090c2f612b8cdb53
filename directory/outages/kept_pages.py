"""Pages made from a replica or the copy on this machine's disk, for readers who come while the database is away.

Each says at its top from when it is. What is not there is not answered: not found there is not "not found", and an
entry that has changed since as far as this process knows is not shown.
"""

import logging
import re
from functools import cache, reduce
from http import HTTPStatus

from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.module_loading import import_string

from directory.catalogue.kinds import Kind
from directory.outages.copy.connecting import in_place_of_database
from directory.outages.copy.reading import copy_on_disk
from directory.outages.replicas.readers import replica_in_outage
from directory.search.pages.state import last_edition

ANSWERS_POST = ("pages:who_do_i_call",)  # what is sent there is kept nowhere
ROOMS = {"pages", "easy", "who_to_call", "topics", "lessons", "search", "networks", "embeds", "insight"}
ROOMS |= {kind.namespace for kind in Kind}
MORE = ("shortlist:directory",)
ENTRY_PAGES = ("detail", "card", "session")
NEVER = ("preview",)
TRUE = {HTTPStatus.OK, HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, HTTPStatus.BAD_REQUEST}
TOP = re.compile(rb"<main[^>]*>")  # what a page says of its date stands there

# What a page counts on, of all that is around it: what needs no database, the outermost first.
AROUND = (
    "resourcebank.middleware.readable_addresses.readable_addresses",
    "django_htmx.middleware.HtmxMiddleware",
)

log = logging.getLogger(__name__)


def answer(request):
    """The page for `request`, which the database could not answer, as a response; or None."""
    match = match_of(request)
    if match is None or is_left_alone(match):
        return None
    return next(filter(None, (page_of(request, match, *stand_in) for stand_in in stand_ins(match))), None)


def stand_ins(match):
    """What can stand in for the database, and when it was level with it: the fresher first."""
    if replica := replica_in_outage():
        yield replica.in_place_of_database(), replica.as_of
    copy = copy_on_disk.get()
    if copy and not may_have_changed(match, copy):
        yield in_place_of_database(copy.path), copy.at


def page_of(request, match, stand_in, at):
    try:
        with stand_in:
            response = chain()(request)
    except Exception as problem:  # noqa: BLE001 (whatever it is, the reader is told of the outage instead)
        log.warning("%s could not be answered as it was: %s", match.view_name, type(problem).__name__)
        return None
    return dated(response, at) if response.status_code in TRUE else None


def is_read(request):
    """Whether what is asked changes nothing, though it may be sent: it then waits as long as a reader does."""
    return match_of(request) is not None


def match_of(request):
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    read = request.method in ("GET", "HEAD")
    return match if read or (request.method == "POST" and match.view_name in ANSWERS_POST) else None


def is_left_alone(match):
    """Forms and lists, which need to be written."""
    return (match.namespace not in ROOMS and match.view_name not in MORE) or match.url_name in NEVER


def may_have_changed(match, copy):
    """The page of an entry: this process knows of an edition that the copy does not have."""
    return match.url_name in ENTRY_PAGES and last_edition.seen not in (None, copy.edition)


@cache
def chain():
    return reduce(lambda inner, path: import_string(path)(inner), reversed(AROUND), view_of)


def view_of(request):
    match = request.resolver_match = resolve(request.path_info)
    return match.func(request, *match.args, **match.kwargs)


def dated(response, at):
    """The same with what it says at its top, and not to be kept by anybody; None if there is no place to say it."""
    if response.status_code in (HTTPStatus.OK, HTTPStatus.BAD_REQUEST):
        found = None if response.streaming else TOP.search(response.content)
        if not found:
            return None
        words = render_to_string("outages/kept.html", {"at": at}).encode()
        response.content = response.content[: found.end()] + words + response.content[found.end() :]
    for header in ("ETag", "Last-Modified", "Content-Length"):
        response.headers.pop(header, None)
    response.headers["Cache-Control"] = "private, no-store"
    response.outage = "kept"  # which is counted
    return response
