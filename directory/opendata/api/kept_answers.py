"""The long answers of late, in the memory of this process: making one takes a second from all who wait beside it.

By their ETag, so nobody gets one that no longer holds. None to search words, which nothing here keeps.
"""

from django.db import connection
from django.http import HttpResponse

from directory.search.engine.cache import BoundedCache

LONG = 10_000  # bytes: most that is shorter is soon made again
MOST_KEPT = 8
WORDS = frozenset({"q", "search"})  # the parameters that may hold them

_kept = BoundedCache(MOST_KEPT)


def kept_answer(tag):
    found = _kept.get(tag)
    return found and HttpResponse(found[0], content_type=found[1])


def keep(request, tag, response):
    """Keep an answer that is whole and long; what is not committed yet may never be."""
    if len(response.content) >= LONG and not WORDS & request.GET.keys() and not connection.in_atomic_block:
        _kept[tag] = response.content, response.headers["Content-Type"]
