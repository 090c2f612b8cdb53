"""Lists as the standard sends them: a page in its envelope, or all of it a line at a time."""

import json
from itertools import islice

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse

from directory.opendata.open_referral.parameters import MOST_PER_PAGE

AT_A_TIME = 100  # rows read together for a stream
LINES = "application/x-ndjson"


def page_of(found, describe, values):
    """One page of `found`, a list or queryset, as `describe` has some of it. After the last there is nothing."""
    total = number_of(found)
    number, size = values["page"], values["per_page"]
    pages = max(1, -(-total // size))
    shown = found[(number - 1) * size : number * size] if number <= pages else []
    contents = describe(shown)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }


def number_of(found):
    return len(found) if isinstance(found, list) else found.count()


def lines_of(found, describe):
    """One after the other, however many. As many as a page may have come at once, so that they can be kept."""
    items = found.iterator(chunk_size=AT_A_TIME) if isinstance(found, QuerySet) else iter(found)
    some = iter(lambda: list(islice(items, AT_A_TIME)), [])
    lines = (json.dumps(item, ensure_ascii=False) + "\n" for each in some for item in describe(each))
    if number_of(found) <= MOST_PER_PAGE:
        return HttpResponse("".join(lines), content_type=LINES)
    return StreamingHttpResponse(lines, content_type=LINES)


def list_answer(found, describe, values):
    return lines_of(found, describe) if values["format"] == "ndjson" else page_of(found, describe, values)
