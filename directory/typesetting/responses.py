"""What a view answers with a document: its file, or a page that says when to come back."""

import logging

from django.http import HttpResponse
from django.shortcuts import render

from directory.typesetting import press

RETRY_AFTER = 15  # seconds

logger = logging.getLogger(__name__)


def pdf_response(request, make, name):
    """The file to save under `name`, of the document that `make()` returns.

    Where the site cannot make it now, the page says so with status 503.
    """
    try:
        with press.place():
            content = press.pdf_of(make())
    except press.BusyError:
        return sorry(request, busy=True)
    except press.NotSetError as error:
        # And not what it says, which may be somebody's own.
        logger.error("A document could not be set: %s (%s)", name, type(error.__cause__).__name__)
        return sorry(request, busy=False)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def sorry(request, *, busy):
    response = render(request, "typesetting/sorry.html", {"busy": busy}, status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response
