"""Entries: a search as a list in pages, one entry, and how many entries each filter would leave."""

from http import HTTPStatus

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import model_of
from directory.catalogue.states import State
from directory.opendata.api.open_view import OpenView
from directory.opendata.api.openapi import ref
from directory.opendata.api.problems import Gone
from directory.opendata.api.v1 import schemas
from directory.opendata.api.v1.paging import PARAMETERS, Cursors, per_page_of
from directory.opendata.api.v1.parameters import paging_parameters, search_parameters
from directory.opendata.api.v1.questions import question_of
from directory.opendata.api.v1.reading import window_at
from directory.opendata.public_fields.kinds import public_records, with_public_fields
from directory.search.pages.facet_groups import facet_group

AS_SEARCHED = "The same filters, words and order as on the search page."


class EntryList(OpenView):
    """The entries that fit a search, of every kind or of one."""

    kind = None
    tag = "Entries"
    takes = None
    description = AS_SEARCHED

    @property
    def operation(self):
        return f"list_{Kind(self.kind).path.replace('-', '_')}" if self.kind else "list_entries"

    @property
    def summary(self):
        return Kind(self.kind).plural if self.kind else "Entries of every kind"

    def parameters(self):
        return [*search_parameters(), *paging_parameters()]

    def schema_of_answer(self):
        return schemas.page_of(ref(schemas.name_of(Kind(self.kind)) if self.kind else "Entry"))

    def answer(self, request):
        question = question_of(request, kind=self.kind, paging=PARAMETERS)
        cursors = Cursors(request)
        window = window_at(question, cursors.given(), per_page_of(request.GET))
        return {
            "total": window.total,
            "next": cursors.address(window.next),
            "previous": cursors.address(window.previous),
            "results": records_of(window.ids),
        }


class OneEntry(OpenView):
    """All that readers can see of one entry, which is known by its uuid for ever, whatever it is called."""

    operation, summary, tag = "get_entry", "One entry", "Entries"
    description = "The `uuid` never changes. One that was replaced says so in `status` and names its `successor`."
    problems = (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.GONE)

    def parameters(self):
        return [OpenApiParameter("uuid", schemas.UUID, OpenApiParameter.PATH, required=True)]

    def schema_of_answer(self):
        return ref("Entry")

    def answer(self, request, uuid):
        entry = Entry.objects.filter(uuid=uuid).first()
        if entry and entry.state == State.ARCHIVED:
            raise Gone
        found = records_of([entry.pk]) if entry and entry.is_published else []
        if not found:
            raise Http404
        return found[0]


class Counts(OpenView):
    """How many entries fit a search, and how many each option of a filter would leave."""

    operation, summary, tag = "get_counts", "How many entries each filter would leave", "Entries"
    takes = None
    description = "As beside the filters of the search page: within a filter that is chosen, its other options count."

    def parameters(self):
        return search_parameters()

    def schema_of_answer(self):
        option = schemas.record({"code": schemas.STRING, "label": schemas.STRING, "count": schemas.INTEGER})
        facet = schemas.record(
            {"name": schemas.STRING, "label": schemas.STRING, "options": schemas.list_of(option)},
            "A filter: `name` is the parameter.",
        )
        return schemas.record({"total": schemas.INTEGER, "facets": schemas.list_of(facet)})

    def answer(self, request):
        question = question_of(request)
        hits, facets = question.hits(question.options), question.snapshot.facets
        groups = [
            facet_group(facets.facets[name], facets.terms[name], also=question.active_filters.get(name, ()))
            for name in hits.counts
        ]
        return {"total": hits.total, "facets": [counted(group, hits.counts[group.name]) for group in groups]}


def counted(group, counts):
    options = [{"code": one.value, "label": one.label, "count": counts[one.value]} for one in group.options]
    return {"name": group.name, "label": group.label, "options": options}


def records_of(ids):
    """What is public of these entries, in their order, without any that has just gone."""
    found = records_by_id(ids)
    return [found[pk] for pk in ids if pk in found]


def records_by_id(ids):
    """Entry id -> what is public of it: the same few queries for each kind among them, however many there are."""
    found = {}
    kinds = Entry.objects.published().filter(pk__in=ids).order_by().values_list("kind", flat=True).distinct()
    for kind in map(Kind, kinds):
        entries = list(with_public_fields(kind, model_of(kind).objects.published().filter(pk__in=ids)))
        found |= zip((entry.pk for entry in entries), public_records(kind, entries), strict=True)
    return found
