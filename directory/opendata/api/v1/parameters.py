"""The parameters of the API as its description has them: their codes come from the vocabularies."""

from functools import partial

from drf_spectacular.utils import OpenApiParameter

from directory.catalogue.models import OLDEST_AGE
from directory.opendata.api.v1.paging import MOST, PER_PAGE
from directory.opendata.api.v1.questions import filters_of_questions
from directory.search.documents.facet_terms import FacetTerms
from directory.search.pages.filters.fields import LONGEST_QUERY, FacetFilter

WORDS = {"type": "string", "maxLength": LONGEST_QUERY}
AGE = {"type": "integer", "minimum": 0, "maximum": OLDEST_AGE}

query = partial(OpenApiParameter, location=OpenApiParameter.QUERY)


def search_parameters():
    """Those of a search, in the order of the search page."""
    return [parameter_of(name, item) for name, item in filters_of_questions(FacetTerms()).items()]


def parameter_of(name, item):
    if isinstance(item, FacetFilter):
        codes = [code for code, _ in item.extra["choices"]]
        described = f"{item.label}: any of these codes. Give it once for each."
        return query(name, {"type": "array", "items": {"type": "string", "enum": codes}}, description=described)
    if name == "q":
        return query(name, WORDS, description="Words, as typed in the search box. They are not kept.")
    if name == "age":
        return query(name, AGE, description="Fits this age, in whole years.")
    codes = [code for code, _ in item.extra["choices"]]
    return query(name, {"type": "string", "enum": codes}, description=item.label)


def paging_parameters():
    size = {"type": "integer", "minimum": 1, "maximum": MOST, "default": PER_PAGE}
    return [
        query("cursor", {"type": "string"}, description="Where a page begins. Follow `next` and `previous`."),
        query("per_page", size, description="How many a page has."),
    ]
