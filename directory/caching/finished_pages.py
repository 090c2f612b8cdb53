"""Finished pages in the memory of this process: one that is the same for everybody is made once for each state.

A page is found by its tag: the state of what readers see, and the whole address with its host. So nobody gets one
from before an edit, and all are forgotten when the state moves. Nothing that is somebody's own comes here
(`is_for_everybody`), nor do readers' words, as `middleware` shares no address that has any.
"""

import time
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.http import HttpResponse

from directory.caching.rules import HELP
from directory.search.engine.shelf import Shelf
from resourcebank.middleware.compression import KeptBody

# Bytes, on shelves of their own: whoever goes through all entries, or makes up parameters and names of hosts, pushes
# out nothing that many ask for.
HELP_PAGES, PAGES, MADE_UP = 4_000_000, 20_000_000, 12_000_000
PLAIN = vars(HttpResponse(status=200)).keys()  # what hangs on a response of which nobody says anything more
SAID = {"searched", "_csp_update", "_csp_replace", "xframe_options_exempt"}  # for whoever counts, and for headers
# By a cookie: from pages for those who sent ours. By htmx: from parts of pages. Neither come here.
VARIES = {"cookie", "accept-encoding", "hx-request", "hx-history-restore-request"}


@dataclass(frozen=True)
class Page:
    body: KeptBody
    headers: dict
    said: dict  # what else hangs on its response
    until: float  # by `time.monotonic`

    @property
    def weight(self):
        return self.body.weight

    def response(self):
        response = HttpResponse(self.body.plain, headers=self.headers)
        vars(response).update(self.said, kept_body=self.body)
        return response


class FinishedPages:
    def __init__(self):
        self.help, self.pages, self.made_up = map(Shelf, (HELP_PAGES, PAGES, MADE_UP))
        self.state = None

    def forget_unless(self, state):
        """Every request says in which state it found the bank."""
        if state != self.state:
            self.state = state
            for shelf in (self.help, self.pages, self.made_up):
                shelf.clear()

    def answer(self, request, rule, tag):
        """The page that was kept under this tag, as a new response; None if there is none."""
        page = self.shelf_of(request, rule).get(tag) if may_be_kept(request, tag) else None
        return page.response() if page and time.monotonic() < page.until else None

    def keep(self, request, rule, tag, response):
        if request.method == "GET" and may_be_kept(request, tag) and is_for_everybody(request, response):
            said = {name: value for name, value in vars(response).items() if name in SAID}
            until = time.monotonic() + rule.kept_here
            page = Page(KeptBody(response.content), dict(response.headers), said, until)
            self.shelf_of(request, rule).put(tag, page)

    def shelf_of(self, request, rule):
        if request.META.get("QUERY_STRING") or request.get_host() not in usual_hosts():
            return self.made_up
        return self.help if rule is HELP else self.pages


finished_pages = FinishedPages()


def may_be_kept(request, tag):
    """Not a part of a page, nor while somebody works on the templates, nor what may never be committed."""
    return tag and "HTTP_HX_REQUEST" not in request.META and not settings.DEBUG and not is_in_doubt()


def is_in_doubt():
    return connection.in_atomic_block


def is_for_everybody(request, response):
    """Only a plain page, of which no cookie, form token or session was a part."""
    return (
        response.status_code == HTTPStatus.OK
        and vars(response).keys() <= PLAIN | SAID
        and not response.cookies
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
        and not getattr(getattr(request, "session", None), "accessed", False)
        and {name.strip().lower() for name in response.headers.get("Vary", "cookie").split(",")} <= VARIES
    )


@cache
def usual_hosts():
    """As the site is asked by its own name: a port or large letters that somebody adds make another."""
    return {*settings.ALLOWED_HOSTS, urlsplit(settings.SITE_ADDRESS).netloc}
