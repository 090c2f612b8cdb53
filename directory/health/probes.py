"""/livez, /readyz, /healthz and /metrics: answered before anything else looks at a request.

Whoever balances load calls a machine by its number and in plain HTTP, and a site that is broken must still say so: no
host name is asked for, no redirect made, and no database needed.
"""

from django.http import HttpResponse, HttpResponseNotAllowed

from directory.health.metrics.page import metrics
from directory.health.readiness import readiness, summary
from resourcebank.middleware.permissions_policy import UNUSED_FEATURES

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "Content-Type": "text/plain; charset=utf-8",
    "Permissions-Policy": UNUSED_FEATURES,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def answer_probes(get_response):
    def respond(request):
        probe = PROBES.get(request.path_info)
        answer = probe(request) if probe else None
        return get_response(request) if answer is None else with_headers(answer)

    return respond


def with_headers(response):
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response._has_been_logged = True  # else Django says so with each question, as an error
    response.headers["Content-Length"] = str(len(response.content))
    return response


def livez(request):
    """The process answers. Nothing else is said."""
    return HttpResponse("ok\n", content_type=HEADERS["Content-Type"])


def readyz(request):
    """Whether it can serve readers, and the state of each part; none of its names or words are a secret."""
    parts = readiness.answer()
    lines = [summary(parts), *(f"{part.name}: {part.state}" for part in parts)]
    status = 503 if lines[0] == "not ready" else 200
    return HttpResponse("\n".join(lines) + "\n", status=status, content_type=HEADERS["Content-Type"])


def only_reading(probe):
    def respond(request):
        return probe(request) if request.method in ("GET", "HEAD") else HttpResponseNotAllowed(["GET", "HEAD"])

    return respond


PROBES = {
    "/livez": only_reading(livez),
    "/readyz": only_reading(readyz),
    "/healthz": only_reading(readyz),
    "/metrics": metrics,
}
