"""A search as the API takes it: the filters of the search page, and stricter with addresses that nobody typed."""

import re
from dataclasses import replace

from django.utils.functional import cached_property

from directory.opendata.api.problems import BadQuestion
from directory.search.documents.facet_options import of_kind
from directory.search.documents.index_store import index_store
from directory.search.documents.models import SearchDocument
from directory.search.pages.addresses import unknown_parameter
from directory.search.pages.filters.fields import filters_for
from directory.search.pages.filters.filterset import EntryFilterSet

WHOLE_NUMBER = re.compile(r"[0-9]{1,6}")


def filters_of_questions(facets):
    """Those of the search page, but for its paging: a list of the API has its own."""
    return {name: item for name, item in filters_for(facets, None).items() if name != "page"}


class Question(EntryFilterSet):
    """`paging` are parameters that are read elsewhere, `kind` the only kind of entries that is asked for."""

    def __init__(self, data, *, snapshot, kind=None, paging=()):
        super().__init__(data, snapshot=snapshot)
        self.kind, self.paging = kind, paging
        self.filters = filters_of_questions(snapshot.facets)

    @cached_property
    def problems(self):
        return list(dict.fromkeys((*self.of_names(), *self.of_empties(), *super().problems)))

    def of_names(self):
        for name in self.unknown:
            if name not in self.paging:
                yield unknown_parameter(name)

    def of_empties(self):
        """A form on a page may send what is empty, and a person a number in other digits; a program means it."""
        for name, item in self.filters.items():
            values = self.data.getlist(name)
            if name != "q" and "" in values:
                yield f"{item.label}: leave “{name}” out, or give it a value."
            elif name == "age" and not all(WHOLE_NUMBER.fullmatch(value) for value in values):
                yield f"{item.label}: {item.field.error_messages['invalid']}"

    @cached_property
    def criteria(self):
        asked = super().criteria
        return replace(asked, fixed=(*asked.fixed, frozenset({of_kind(self.kind)}))) if self.kind else asked

    def ids_from(self, start, most, cursor):
        """(how many there are, the ids of `most` of them from the place `start` on), as that cursor orders them"""
        today, second = cursor.moment
        return self.snapshot.index.ids_from(
            self.criteria, start, most, today=today, second=second, since=cursor.since
        )

    def changed_after(self, revision):
        """The ids of all entries that have come, changed or gone since."""
        return set(SearchDocument.objects.filter(revision__gt=revision).values_list("pk", flat=True))


def question_of(request, *, kind=None, paging=()):
    """What a request asks, if that can be answered."""
    question = Question(request.GET, snapshot=index_store.snapshot(), kind=kind, paging=paging)
    if question.problems:
        raise BadQuestion(question.problems)
    return question
