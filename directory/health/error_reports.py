"""Errors, told to the Sentry that SENTRY_DSN names: which, where in the code, and nothing of who or what was asked.

A report is built anew from the few things that are known to be safe. So nothing new that Sentry's client, Django or a
library puts into one can get out: no request, no variables, no SQL, and not the message of an error, which may repeat
what somebody typed.
"""

import sentry_sdk
from django.conf import settings
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.logging import LoggingIntegration

from resourcebank.settings.logs import clean

KEPT = ("event_id", "timestamp", "level", "platform", "logger", "environment", "release", "server_name", "sdk")
OF_A_FRAME = ("filename", "abs_path", "module", "function", "lineno", "in_app")


def start(**options):
    """Nothing, without SENTRY_DSN. What is logged as an error is reported, and nothing else."""
    if not settings.SENTRY_DSN:
        return
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        environment=settings.SENTRY_ENVIRONMENT,
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[LoggingIntegration(level=None), DedupeIntegration()],
        include_local_variables=False,
        include_source_context=False,
        max_breadcrumbs=0,
        max_request_body_size="never",
        before_send=private,
        auto_session_tracking=False,
        **options,
    )


def private(event, hint):
    safe = {name: event[name] for name in KEPT if name in event}
    record = hint.get("log_record")
    if record:
        safe["logentry"] = {"message": clean(record.getMessage())}
        safe["tags"] = {"view": view_of(record)}
    if "exception" in event:
        safe["exception"] = {"values": [without_words(one) for one in event["exception"]["values"]]}
    return safe


def view_of(record):
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    return match.view_name if match else "none"


def without_words(exception):
    """Its type and where it was raised."""
    frames = exception.get("stacktrace", {}).get("frames", [])
    kept = [{name: frame[name] for name in OF_A_FRAME if name in frame} for frame in frames]
    return {"type": exception.get("type"), "module": exception.get("module"), "stacktrace": {"frames": kept}}
