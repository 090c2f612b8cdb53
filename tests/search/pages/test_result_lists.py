import pytest
from django.http import QueryDict

from directory.catalogue.doors import Door
from directory.search.pages.my_setting import Setting
from directory.search.pages.result_lists import ResultLists, related_to
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


# What is related to one entry


def related(entry):
    return [other.title for _, entries in related_to(entry) for other in entries]


def test_related_to_fits_ages_and_sectors_and_shares_a_topic():
    entry = make_resource("this", ages=(9, 11), sectors=["primary"], topics=["consent", "banter"])
    make_resource("closest", topics=["consent", "banter"])
    make_resource("close", topics=["consent"])
    make_resource("too old", ages=(14, 16))
    make_resource("elsewhere", sectors=["secondary"])
    make_resource("something else", topics=["policy"])
    make_resource("draft", published=False)
    assert related(entry) == ["closest", "close"]


def test_related_to_never_offers_an_adult_service_beside_a_childs_entry():
    entry = make_resource("this", ages=(0, 18), topics=["sharing_nudes"])
    make_organisation("adults", ages=(18, 25), help_kinds=["adults"], topics=["sharing_nudes"])
    make_organisation("from 16", ages=(16, 25), topics=["sharing_nudes"])
    make_organisation("children", ages=(0, 18), topics=["sharing_nudes"])
    assert related(entry) == ["children"]


def test_related_to_never_offers_what_is_closed():
    entry = make_resource("this")
    open_one = make_organisation("open")
    make_organisation("closed", status="closed", successor=open_one)
    assert related(entry) == ["open"]


def test_what_is_closed_takes_no_place_of_what_is_open():
    entry = make_resource("this")
    open_one = make_organisation("open")
    for n in range(5):
        make_organisation(f"closed {n}", status="closed", successor=open_one)
    assert related(entry) == ["open"]


def test_related_to_gives_the_closest_three_of_each_kind():
    entry = make_resource("this")
    for n in range(5):
        make_resource(f"resource {n}")
        make_organisation(f"organisation {n}")
    resources, organisations = ([f"{kind} {n}" for n in range(3)] for kind in ("resource", "organisation"))
    assert sorted(related(entry)) == sorted(resources + organisations)
    assert [title for title in related(entry) if title in resources] == resources


def test_what_is_related_stands_by_its_door_in_the_order_of_doors():
    entry = make_resource("this")
    make_organisation("organisation")
    make_resource("policy", resource_kinds=["policy_template"])
    make_resource("lesson")
    found = related_to(entry)
    assert [door for door, _ in found] == [door for door in Door if door in dict(found)]
    assert [one.title for one in dict(found)[Door.ORGANISATION]] == ["organisation"]


def test_a_draft_that_lacks_ages_sectors_or_topics_has_nothing_related():
    make_resource("other")
    for missing in ({"ages": (None, None)}, {"sectors": []}, {"topics": []}):
        assert related(make_resource("this", published=False, **missing)) == []
