"""What is said when a request has failed. It is made without the database, a session or anything of the request but
its address, its headers and what was sent.
"""

import logging
import re
import sys
from http import HTTPStatus

from csp.constants import NONE, SELF
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.template import loader
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from directory.outages import kept_pages
from directory.outages.failures import Kind, kind_of
from directory.outages.reports import report
from directory.outages.typed import is_secret, typed_in

SAFE = ("GET", "HEAD", "OPTIONS")
RETRY_AFTER = 30  # seconds
logger = logging.getLogger(__name__)

SHORT = "The resource bank cannot answer just now. Try again in a few minutes."
UNSAVED = "The resource bank cannot save anything just now. Nothing of what you sent was saved."
UNKNOWN = "The resource bank does not know whether it saved what you sent. Look before you send it again."
JSON = re.compile(r"^/api/.|^/search/suggestions/|\.json$")
PLAIN = re.compile(r"\.(atom|rss|ics|vcf|pdf|csv|xlsx|jsonl|ndjson|xml|txt|zip)$")
FRAMED = re.compile(r"^/embed/")


class Failed(HttpResponse):
    """Stands for the answer until the middleware makes one that suits. `kind` is the failure of the database."""

    _has_been_logged = True  # by us: Django writes a traceback for each

    def __init__(self, kind):
        super().__init__(SHORT, content_type="text/plain; charset=utf-8", status=HTTPStatus.SERVICE_UNAVAILABLE)
        self.kind = kind


def server_error(request):
    """The handler of all that went wrong: a failure of the database is no mistake of ours."""
    problem = sys.exception()
    if kind := kind_of(problem):
        report(kind, problem)
        return Failed(kind)
    response = HttpResponse(loader.render_to_string("500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR)
    if request.method not in SAFE:
        response = answer_to_sender(request, None, response.status_code)
        response._has_been_logged = False  # a mistake of ours: where it was made belongs in the log
    return response


def answer(request, kind):
    """The answer to a request that failed because the database did."""
    if page := kept_page(request):
        return page
    if request.method not in SAFE:
        return answer_to_sender(request, kind)
    return unavailable(request, SHORT, "outages/unavailable.html", {})


def kept_page(request):
    try:
        return kept_pages.answer(request)
    except Exception:  # the page that says so needs nothing, and comes whatever this is
        logger.exception("A kept page could not be shown")
        return None


def answer_to_sender(request, kind, status=HTTPStatus.SERVICE_UNAVAILABLE):
    """What is known of whether it was saved, and what was typed, to copy."""
    unknown = hasattr(request, "writes") and request.writes.may_be_saved(kind)  # else nobody was asked to save it
    context = {
        "unknown": unknown,
        "read_only": kind == Kind.READ_ONLY,
        "signing_in": is_secret(request),
        "typed": typed_in(request),
        "again": where_it_was_sent_from(request),
    }
    return unavailable(request, UNKNOWN if unknown else UNSAVED, "outages/not_saved.html", context, status)


def where_it_was_sent_from(request):
    page = request.headers.get("Referer", "")
    return page if url_has_allowed_host_and_scheme(page, {request.get_host()}) else request.path_info


def unavailable(request, short, template, context, status=HTTPStatus.SERVICE_UNAVAILABLE):
    path = request.path_info
    if JSON.search(path) or request.headers.get("Accept", "").startswith("application/json"):
        response = JsonResponse({"detail": short}, status=status)
    elif PLAIN.search(path) or "HX-Request" in request.headers:
        response = HttpResponse(short, content_type="text/plain; charset=utf-8", status=status)
    else:
        response = HttpResponse(loader.render_to_string(template, context), status=status)
    if FRAMED.match(path):
        allow_frames(response)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    add_never_cache_headers(response)
    response._has_been_logged = True
    response.outage = "unavailable" if status == HTTPStatus.SERVICE_UNAVAILABLE else ""  # which is counted
    return response


def allow_frames(response):
    """A box stays a box: what the school's page shows in its frame says what the matter is."""
    response.xframe_options_exempt = True
    response._csp_replace = {"frame-ancestors": [SELF, *settings.EMBED_ANCESTORS], "script-src": [NONE]}
