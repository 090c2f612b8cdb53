"""The vocabularies that entries are described by: their codes are those of filters."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter
from rest_framework.reverse import reverse

from directory.casestudies.models import CaseStudy
from directory.catalogue.doors import Door
from directory.catalogue.kinds import Kind
from directory.catalogue.states import Quality, Status
from directory.opendata.api.open_view import OpenView
from directory.opendata.api.v1 import schemas
from directory.opendata.public_fields.field import record_of
from directory.opendata.public_fields.vocabularies import TERM_FIELDS, VOCABULARIES, NamedTerm
from directory.resources.models import Length
from directory.search.documents.facets import FACETS
from directory.taxonomy.models import Topic

# Those that are no tables: what they are called -> its label and its terms.
CHOICES = {
    "kinds": ("Kinds of entry", Kind),
    "sections": ("Sections of the site", Door),
    "qualities": ("Quality", Quality),
    "statuses": ("Status", Status),
    "lengths": ("Length of a lesson", Length),
    "evidence": ("Evidence of a case study", CaseStudy.Evidence),
}
MODELS = {**VOCABULARIES, "topics": Topic}
NAMES = sorted((*MODELS, *CHOICES))


@dataclass(frozen=True)
class Word:
    """A choice in the shape of a term."""

    code: str
    label: str

    def __str__(self):
        return self.label


def label_of(name):
    plural = CHOICES[name][0] if name in CHOICES else str(MODELS[name]._meta.verbose_name_plural)
    return plural[0].upper() + plural[1:]


def terms_of(name):
    if name in CHOICES:
        return [Word(one.value, str(one.label)) for one in CHOICES[name][1]]
    return MODELS[name].objects.all()


def filter_by(name):
    """The parameter of searches that its codes are given to, or None."""
    terms = CHOICES[name][1] if name in CHOICES else MODELS[name]
    return next((facet.name for facet in FACETS if terms in facet.vocabularies), None)


def about(name, request):
    return {
        "name": name,
        "label": label_of(name),
        "filter": filter_by(name),
        "url": reverse("api:vocabulary", args=[name], request=request),
    }


ABOUT = {
    "name": schemas.STRING,
    "label": schemas.STRING,
    "filter": schemas.or_nothing(schemas.STRING) | {"description": "The parameter of searches that takes its codes."},
    "url": schemas.URI,
}


class Vocabularies(OpenView):
    operation, summary, tag = "list_vocabularies", "The vocabularies", "Vocabularies"

    def schema_of_answer(self):
        return schemas.record({"results": schemas.list_of(schemas.record(ABOUT))})

    def answer(self, request):
        return {"results": [about(name, request) for name in NAMES]}


class Vocabulary(OpenView):
    operation, summary, tag = "get_vocabulary", "The terms of a vocabulary", "Vocabularies"
    description = "Retired terms are there too: old entries keep them, and no new ones get them."
    problems = (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND)

    def parameters(self):
        known = {"type": "string", "enum": NAMES}
        return [OpenApiParameter("name", known, OpenApiParameter.PATH, required=True)]

    def schema_of_answer(self):
        return schemas.record({**ABOUT, "terms": schemas.list_of(schemas.record_of_fields(TERM_FIELDS))})

    def answer(self, request, name):
        if name not in NAMES:
            raise Http404
        terms = [record_of(NamedTerm(name, term), TERM_FIELDS) for term in terms_of(name)]
        return {**about(name, request), "terms": terms}
