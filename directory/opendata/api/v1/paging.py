"""Lists in pages. A cursor says where a page begins: after which entry, so that what is added moves nothing.

It is signed, and only holds for the question that it was given for. Nothing is kept here of who is reading what.
"""

from dataclasses import dataclass

from django.core import signing
from django.http import QueryDict

from directory.opendata.api.problems import BadQuestion
from directory.opendata.api.v1.questions import WHOLE_NUMBER

PER_PAGE, MOST = 20, 100
PARAMETERS = ("cursor", "per_page")
WRONG_CURSOR = "The cursor is not one that this address gave for this question. Ask again without it."
WRONG_NUMBER = f"per_page: enter a whole number from 1 to {MOST}."


def one_of(data, name):
    """The value of a parameter that can be given once, or None."""
    values = data.getlist(name)
    if len(values) > 1:
        raise BadQuestion(f"{name}: the web address gives it more than once.")
    return values[0] if values else None


def per_page_of(data):
    text = one_of(data, "per_page")
    if text is None:
        return PER_PAGE
    if not WHOLE_NUMBER.fullmatch(text) or not 1 <= int(text) <= MOST:
        raise BadQuestion(WRONG_NUMBER)
    return int(text)


class Cursors:
    """Those of one list: of the path and parameters of a request, whatever the size of its pages."""

    def __init__(self, request):
        self.request = request
        self.asked = self.without_paging()
        self.signer = signing.Signer(salt=f"api {request.path} {self.asked.urlencode()}")

    def without_paging(self):
        data = self.request.GET.copy()
        for name in PARAMETERS:
            data.pop(name, None)
        ordered = QueryDict(mutable=True)
        for name in sorted(data):
            ordered.setlist(name, data.getlist(name))
        return ordered

    def given(self):
        """What the cursor of the request holds, or None."""
        text = one_of(self.request.GET, "cursor")
        if text is None:
            return None
        try:
            return self.signer.unsign_object(text)
        except (signing.BadSignature, ValueError) as problem:
            raise BadQuestion(WRONG_CURSOR) from problem

    def address(self, place):
        """The absolute address of the page that begins there; None if there is no such page."""
        if place is None:
            return None
        data = self.asked.copy()
        if "per_page" in self.request.GET:
            data["per_page"] = self.request.GET["per_page"]
        data["cursor"] = self.signer.sign_object(place)
        return self.request.build_absolute_uri(f"{self.request.path}?{data.urlencode()}")


@dataclass(frozen=True)
class Window:
    """A page of ids, and what the cursors of its neighbours hold: (place, the id just before it)."""

    total: int
    ids: list
    next: list | None
    previous: list | None


def window_at(ids_from, cursor, size):
    """The page of a list that begins at `cursor`. `ids_from(start, most)` gives (total, ids) of the list as it is.

    Where entries have come or gone meanwhile, the page begins after the same entry as before; if that one is gone, at
    the same place.
    """
    start, after = cursor or (0, None)
    total, ids = ids_from(begin := max(0, start - size - 1), size + start - begin)
    if after is not None and ids[start - begin - 1 : start - begin] != [after]:
        start = place_after(after, ids_from(0, total)[1], start)
        total, ids = ids_from(begin := max(0, start - size - 1), size + start - begin)
    before, page = ids[: start - begin], ids[start - begin :]
    end = start + len(page)
    return Window(
        total,
        page,
        next=[end, page[-1]] if page and end < total else None,
        previous=place_of_previous(start, begin, before, size) if start else None,
    )


def place_after(entry, ids, place):
    return ids.index(entry) + 1 if entry in ids else min(place, len(ids))


def place_of_previous(start, begin, before, size):
    place = max(0, start - size)
    return [place, before[place - begin - 1] if place else None]
