"""Counts and times requests by the name of their view: never by an address, which may be a secret.

All processes of one server count in files that gunicorn gives them a folder for (PROMETHEUS_MULTIPROC_DIR).
"""

import logging
from functools import cache
from time import perf_counter

from django.conf import settings
from prometheus_client import CollectorRegistry, Counter, Histogram

REGISTRY = CollectorRegistry()
REQUESTS = Counter("resourcebank_requests", "Requests answered", ["view", "method", "status"], registry=REGISTRY)
SECONDS = Histogram(
    "resourcebank_request_seconds",
    "How long they took",
    ["view"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=REGISTRY,
)
OUTAGES = Counter(
    "resourcebank_outage_answers",
    "Answers that had to do without the database: a page that was kept, or a word that there is none",
    ["how"],
    registry=REGISTRY,
)
READING = {"GET", "HEAD", "OPTIONS"}
ERROR, UNAVAILABLE = 500, 503

logger = logging.getLogger(__name__)


def measure_requests(get_response):
    def respond(request):
        begun = perf_counter()
        response = get_response(request)
        note(request, response.status_code, perf_counter() - begun)
        if how := getattr(response, "outage", ""):
            OUTAGES.labels(how).inc()
        return response

    return respond


def note(request, status, seconds):
    match = request.resolver_match
    view = match.view_name if match else "none"
    count, times = counters(view, "read" if request.method in READING else "write", status)
    count.inc()
    times.observe(seconds)
    if seconds >= settings.SLOW_REQUEST or (status >= ERROR and status != UNAVAILABLE):
        logger.warning("%s answered %s after %d ms", view, status, seconds * 1000)


@cache  # there are as many as there are views and answers
def counters(view, method, status):
    return REQUESTS.labels(view, method, status), SECONDS.labels(view)
