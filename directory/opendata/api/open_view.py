"""What every address that other systems read has in common.

A view is an `OpenView` with `answer(request, ...)`, which returns plain values or a `Response`, and raises
`BadQuestion`, `Gone` or Http404. All else is here: GET only, nobody signed in, no cookie, a limit for each network,
and 304 for whoever has the answer already. No URL of such a view is called "detail": that name is counted by slug.
"""

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.views import APIView

from directory.opendata.api.kept_answers import keep, kept_answer
from directory.opendata.api.problems import NOT_FOUND, BadQuestion
from directory.opendata.api.validators import edition_tag, last_change, tag_of
from directory.search.documents.index_store import index_store
from directory.search.pages.addresses import unknown_parameters
from directory.search.pages.state import state_of_readers

ASK_EACH_TIME = "public, no-cache"  # it may be kept, and shown only once we have said that it still holds


class OpenView(APIView):
    """`of_entries` says that the answer is made of entries and vocabularies only, whose edition tells it apart. Any
    other is told apart by what it says.
    """

    http_method_names = ["get", "head", "options"]
    of_entries = True
    takes = ()  # the names of all parameters it has; None if it reads and refuses them itself

    # What its description says of it
    operation = summary = description = tag = ""
    problems = (HTTPStatus.BAD_REQUEST,)

    def parameters(self):
        return []

    def schema_of_answer(self):
        return {"type": "object"}

    def answer(self, request, **kwargs):
        raise NotImplementedError

    def get(self, request, **kwargs):
        self.read_edition(request.build_absolute_uri())
        if self.tag and self.tag in request.headers.get("If-None-Match", ""):
            return HttpResponse(status=HTTPStatus.NOT_MODIFIED)
        self.refuse_unknown(request.GET)
        answer = kept_answer(self.place) or self.answer(request, **kwargs)
        return answer if isinstance(answer, HttpResponseBase) else Response(answer)

    def read_edition(self, address):
        """Which the answer is of, before it is made: what tells it apart, and what it is kept by here."""
        if self.of_entries:
            snapshot = index_store.snapshot()
            self.edition, self.tag = snapshot.version, edition_tag(snapshot, address)
            self.place = self.tag
        else:
            self.edition, self.tag = state_of_readers(), ""
            self.place = tag_of(self.edition, address) if self.edition else ""

    def refuse_unknown(self, data):
        if self.takes is not None:
            problems = unknown_parameters(data, self.takes)
            if problems:
                raise BadQuestion(problems)

    def options(self, request, **kwargs):
        return Response(status=HTTPStatus.NO_CONTENT)

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = ASK_EACH_TIME
        if response.status_code not in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
            return response
        return self.unless_unchanged(request, response)

    def unless_unchanged(self, request, response):
        """The answer with what tells it apart, or 304."""
        if hasattr(response, "render"):
            response.render()
        if response.status_code == HTTPStatus.OK and not response.streaming:
            keep(request, self.place, response)
        changed = last_change(self.edition)
        tag = self.tag or ("" if response.streaming else tag_of(response.content))
        if tag:
            response["ETag"] = tag
        if changed:
            response["Last-Modified"] = http_date(changed)
        return get_conditional_response(request, etag=tag or None, last_modified=changed, response=response)


class NothingHere(OpenView):
    """All other addresses below an open one: whoever asks for JSON gets it with a 404 too."""

    def get(self, request, **kwargs):
        raise NotFound(NOT_FOUND)
