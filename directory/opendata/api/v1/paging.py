"""Lists in pages. A cursor says where a page begins: `reading` has what that is for a search.

It is signed, and only holds for the question that it was given for. Nothing is kept here of who is reading what.
"""

from django.core import signing
from django.http import QueryDict

from directory.govuk.addresses import site_address
from directory.opendata.api.problems import BadQuestion
from directory.opendata.api.v1.questions import WHOLE_NUMBER
from directory.search.pages.filters.fields import without_homes

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
    """Those of one list: of the path and parameters of a request, whatever the size of its pages.

    Like the search, they have only the outward part of a postcode, which may say where a family lives.
    """

    def __init__(self, request):
        self.request = request
        self.asked = self.without_paging()
        self.signer = signing.Signer(salt=f"api cursor {request.path} {self.asked.urlencode()}")

    def without_paging(self):
        data = without_homes(self.request.GET).copy()
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
        return site_address(f"{self.request.path}?{data.urlencode()}")
