import pytest
from django.http import QueryDict

from directory.catalogue.doors import Door
from directory.search.pages.my_setting import Setting
from directory.search.pages.result_lists import ResultLists
from tests.factories import make_organisation, make_resource

pytestmark = pytest.mark.django_db


def lists(query=""):
    return ResultLists(Setting(QueryDict(query)))


def titles(some):
    return [
        title for title in ("One", "Two", "Three", "Four", "Closed", "For adults") if f"{title}</a>" in some.cards
    ]


def test_first_shows_the_first_and_counts_all(client):
    for title in ("One", "Two", "Three", "Four"):
        make_resource(title)
    found = lists().first(door=Door.LESSONS, topic=["consent"])
    assert len(found.ids) == 3
    assert found.total == 4
    page = client.get(found.url)
    assert "<h1>4 lessons and materials</h1>" in page.text


def test_first_never_offers_what_is_closed_or_for_adults():
    there = make_organisation("One")
    make_organisation("Closed", status="closed", successor=there)
    make_organisation("For adults", ages=(18, 25))
    found = lists().first(door=Door.ORGANISATION, topic=["consent"], most=9)
    assert titles(found) == ["One"]
    assert found.total == 3


def test_first_offers_a_service_for_adults_to_a_setting_of_that_age():
    make_organisation("For adults", ages=(18, 25))
    assert titles(lists("age=19").first(door=Door.ORGANISATION, topic=["consent"])) == ["For adults"]


def test_first_keeps_to_the_setting():
    make_resource("One", ages=(5, 7))
    make_resource("Two", ages=(11, 14), sectors=["secondary"])
    found = lists("age=12").first(door=Door.LESSONS, topic=["consent"])
    assert titles(found) == ["Two"]
    assert found.url == "/lessons/?age=12&topic=consent"


def test_counts_are_those_of_the_setting():
    make_resource(ages=(5, 7))
    make_resource(ages=(11, 14))
    assert lists("age=12").counts("topic")["consent"] == 1
    assert lists().counts("topic")["consent"] == 2
