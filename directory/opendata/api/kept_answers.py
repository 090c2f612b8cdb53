"""The answers of late, in the memory of this process: making one may take a second from all who wait beside it.

By what tells them apart, so nobody gets one that no longer holds. None to search words, which nothing here keeps.
"""

from dataclasses import dataclass

from django.db import connection
from django.http import HttpResponse

from directory.search.engine.shelf import Shelf
from directory.search.pages.addresses import READERS_WORDS
from resourcebank.middleware.compression import KeptBody

ROOM = 16_000_000  # bytes; whoever reads all of it page by page pushes out what others ask for, for a moment

_kept = Shelf(ROOM)
clear = _kept.clear


@dataclass(frozen=True)
class Answer:
    body: KeptBody
    content_type: str

    @property
    def weight(self):
        return self.body.weight

    def response(self):
        response = HttpResponse(self.body.plain, content_type=self.content_type)
        response.kept_body = self.body
        return response


def kept_answer(tag):
    """A new response with it, or None."""
    found = _kept.get(tag)
    return found and found.response()


def keep(request, tag, response):
    """Keep an answer that is whole, unless it is one; what is not committed yet may never be."""
    is_new = tag and not hasattr(response, "kept_body")
    if is_new and not READERS_WORDS & request.GET.keys() and not connection.in_atomic_block:
        _kept.put(tag, Answer(KeptBody(response.content), response.headers["Content-Type"]))
