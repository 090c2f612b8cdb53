"""The parameters that a search has, each with what it may be and what is said where it is not."""

from functools import lru_cache

from django import forms
from django_filters import CharFilter, ChoiceFilter, MultipleChoiceFilter, NumberFilter

from directory.catalogue.models import OLDEST_AGE
from directory.search.documents.facets import facets_for
from directory.search.language.filters.postcodes import cut_postcodes
from directory.search.pages.facet_groups import term_label

LONGEST_QUERY = 1_000  # characters
TOO_LONG = f"use {LONGEST_QUERY:,} characters or fewer."
SORTS = {"best": "Best match", "newest": "Newest", "title": "A to Z", "date": "Next date"}


class CodesField(forms.MultipleChoiceField):
    """Codes of terms, each once; a parameter left empty, as a plain form sends it, is no code."""

    def to_python(self, value):
        return [code for code in dict.fromkeys(super().to_python(value)) if code]


class FacetFilter(MultipleChoiceFilter):
    """Entries that fit any of the chosen terms of one facet."""

    field_class = CodesField

    def __init__(self, facet, terms):
        super().__init__(
            label=facet.label,
            choices=[(code, term_label(term)) for code, term in terms.items()],
            error_messages={"invalid_choice": f"%(value)s is not a choice for “{facet.label}”."},
        )


class WholeNumberFilter(NumberFilter):
    field_class = forms.IntegerField

    def __init__(self, *, least, most, **options):
        wrong = f"enter a whole number from {least} to {most:,}."
        messages = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
        super().__init__(min_value=least, max_value=most, error_messages=messages, **options)


@lru_cache(maxsize=16)
def filters_for(facets, door):
    """The filters of a page, by name. Made once for each edition of the terms: they keep nothing of a request."""
    filters = {
        "q": CharFilter(max_length=LONGEST_QUERY, label="Search", error_messages={"max_length": TOO_LONG}),
        "age": WholeNumberFilter(least=0, most=OLDEST_AGE, label="Age"),
        "local": ChoiceFilter(choices=[("yes", "Leave out national entries")], empty_label=None, label="Local only"),
        "taught": ChoiceFilter(
            choices=[("yes", "Only what is made to teach with")], empty_label=None, label="Made to teach with"
        ),
        "sort": ChoiceFilter(choices=list(SORTS.items()), empty_label=None, label="Sort by"),
        "page": WholeNumberFilter(least=1, most=100_000, label="Page"),
    }
    return filters | {facet.name: FacetFilter(facet, facets.terms[facet.name]) for facet in facets_for(door)}


def without_homes(data):
    """A query string with the outward part of each whole postcode in its words; itself if there is none."""
    words = data.getlist("q")
    cut = [cut_postcodes(text) for text in words]
    if cut == words:
        return data
    data = data.copy()
    data.setlist("q", cut)
    return data
