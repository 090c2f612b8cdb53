"""What each public page costs: made anew, shown again, and through the server, always compressed."""

import gzip

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from isal import igzip

from directory.caching.finished_pages import finished_pages
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.opendata.api import kept_answers
from directory.topics.models import Hub
from resourcebank.middleware.compression import QUICKLY
from tests.benchmarks.measure import median_of
from tests.benchmarks.requests_per_second import requests_per_second

CONSTANT = "/robots.txt"
TAKES_GZIP = {"Accept-Encoding": "gzip"}
MAKINGS = 9  # of a page that is made anew
HEADS = ["page", "made, ms", "shown, ms", "queries", "gzip, kB", "requests/s", "of the constant view"]
PAGES = {
    "a constant Django view": CONSTANT,
    "home": "/",
    "get help now": "/get-help-now/",
    "who do I call": "/who-do-i-call/",
    "the directory": "/directory/",
    "the provision map": "/map/",
    "impact": "/impact/",
    "a feed": "/feeds/latest.atom",
    "a calendar": "/training/calendar.ics",
    "API: entries": "/api/v1/entries/",
    "API: counts": "/api/v1/counts/",
    "API: topics": "/api/v1/topics/",
    "a box for a school's website": "/embed/who-do-i-call/",
    "the search page of everything": "/search/",
    "lessons": "/lessons/",
    "a search with a filter": "/search/?sector=primary",
    "a search for the name of a topic": "/search/?q=consent",
    "a search in a reader's own words": "/search/?q=what+is+consent",
    "a search in a reader's own words with a filter": "/search/?q=what+is+consent&sector=primary",
}


def rows():
    """A row for each page. What is in a reader's own words is made each time, all else is shown again from memory."""
    pages = {**PAGES, **pages_of_this_bank()}
    rates = requests_per_second(list(pages.values()))
    for name, path in pages.items():
        cost = f"{made(path):.2f}", f"{shown(path):.2f}", str(queries(path))
        yield name, *cost, f"{size(path):.1f}", f"{rates[path]:.0f}", f"{rates[path] / rates[CONSTANT]:.0%}"


def pages_of_this_bank():
    hub = Hub.objects.order_by("pk").first()
    entries = {kind: Entry.objects.published().active().of_kind(kind).order_by("pk").first() for kind in Kind}
    return {"a topic": f"/topics/{hub.topic.slug}/"} | {
        f"an entry: {kind.label.lower()}": entry.get_absolute_url() for kind, entry in entries.items()
    }


def ask(path, client=Client()):  # noqa: B008 (one for all)
    response = client.get(path, headers=TAKES_GZIP)
    assert response.status_code == 200, path
    return response


def ask_anew(path):
    """Nothing is left of what was made before."""
    finished_pages.forget_unless(object())
    kept_answers.clear()
    return ask(path)


def made(path):
    return median_of(lambda: ask_anew(path), MAKINGS)


def shown(path):
    return median_of(lambda: ask(path))


def queries(path):
    with CaptureQueriesContext(connection) as captured:
        ask(path)
    return len(captured)


def size(path):
    return len(ask(path).content) / 1000


def compression_figures():
    plain = gzip.decompress(ask("/search/?q=consent").content)
    quickly = median_of(lambda: igzip.compress(plain, QUICKLY))
    zlib = median_of(lambda: gzip.compress(plain, 6))
    yield f"compressing {len(plain) / 1000:.0f} kB for one reader", f"{quickly:.2f} ms (zlib: {zlib:.2f} ms)"
