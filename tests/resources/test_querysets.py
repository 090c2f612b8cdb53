"""The facets of resources: the database and the index find the same."""

import pytest

from directory.catalogue.doors import Door
from directory.catalogue.models import Entry
from directory.search.documents.index_store import index_store
from directory.search.pages.result_lists import filterset_for
from tests.factories import make_organisation, make_resource

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("chosen", "titles"),
    [
        ({"length": ["up_to_30"]}, {"film"}),
        ({"length": ["up_to_60"]}, {"film", "lesson"}),
        ({"length": ["up_to_60"], "taught": "yes"}, {"film", "lesson"}),
    ],
)
def test_index_and_database_agree_on_how_long_a_lesson_takes(chosen, titles):
    make_resource("film", resource_kinds=["video"], duration_minutes=30)
    make_resource("lesson", resource_kinds=["lesson_plan"], duration_minutes=60, number_of_lessons=6)
    make_resource("both", resource_kinds=["assembly", "leaflet"], duration_minutes=90)
    make_resource("leaflet", resource_kinds=["leaflet"], duration_minutes=0)
    make_resource("tool", resource_kinds=["audit_tool"])
    make_organisation("helps")
    filterset = filterset_for(chosen, index_store.snapshot(), Door.LESSONS)
    by_rules = Entry.objects.fitting(filterset.rules)
    by_index = Entry.objects.filter(pk__in=filterset.hits().ids)
    assert {entry.title for entry in by_rules} == {entry.title for entry in by_index} == titles
