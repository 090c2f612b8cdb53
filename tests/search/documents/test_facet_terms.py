"""What an index counts by: one thing for all who ask for the same, as an index keeps what it made of it."""

import pytest

from directory.catalogue.doors import Door
from directory.search.documents.facet_terms import FacetTerms

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_options_of_some_facets_are_those_of_the_page_and_made_once():
    facets = FacetTerms()
    some = facets.options_of("topic", "kind")
    assert some == {name: facets.options()[name] for name in ("topic", "kind")}
    assert facets.options_of("topic", "kind") is some
    assert facets.options_of() is facets.options_of()
    assert facets.options_of() == {}


def test_each_door_has_its_own():
    facets = FacetTerms()
    of_lessons = facets.options_of("topic", door=Door.LESSONS)
    assert of_lessons == {"topic": facets.options(Door.LESSONS)["topic"]}
    assert of_lessons is not facets.options_of("topic")
