"""The lesson finder: every number is that of the search it stands for, and a gap says that it is one."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.catalogue.doors import Unstated
from directory.resources.models import Pick
from directory.taxonomy.models import Ability, KeyStage, Topic
from tests.factories import make_resource
from tests.quick import some_of

pytestmark = pytest.mark.django_db

FINDER = "/lessons/finder/"


def found(client, query=""):
    response = client.get(f"{FINDER}?{query}")
    assert response.status_code == 200
    return unescape(response.text)


def heading(page):
    return re.search(r"data-found>([^<]*)<", page)[1]


def cell(page, row, column):
    """(number, address) of one cell of the grid, or None where it says that there is nothing."""
    link = re.search(
        rf'href="([^"]*)">(\d+)<span class="govuk-visually-hidden"> for {re.escape(row)}, {column}<', page
    )
    return link and (int(link[2]), link[1])


def total_of(client, address):
    """How many a page of the search, or of the finder, says that there are."""
    page = unescape(client.get(address).text)
    return int(re.search(r"(?:data-found>|<h1[^>]*>[^<]*?)(\d+) (?:lesson|result)", page)[1])


def pick(entry, ability=None, stage="ks2"):
    return Pick.objects.create(
        topic=Topic.objects.get(code="consent"),
        key_stage=KeyStage.objects.get(code=stage),
        ability=ability and Ability.objects.get(code=ability),
        entry=entry,
    )


# The grids


def test_finder_begins_with_topics_by_key_stage(client):
    make_resource(ages=(7, 11))
    make_resource(ages=(5, 11))
    page = found(client)
    assert cell(page, "Consent", "Key stage 2")[0] == 2
    assert cell(page, "Consent", "Key stage 1")[0] == 1
    assert cell(page, "Consent", "Key stage 4") is None
    assert page.index("What is taught") < page.index("What happened")
    assert "What the setting does" not in page


def test_with_a_topic_it_goes_on_with_needs_by_year(client):
    make_resource(ages=(9, 9), abilities=["mld"])
    make_resource(ages=(9, 10), abilities=["sld"])
    make_resource(ages=(9, 9), abilities=[])
    make_resource(ages=(9, 9), abilities=[], for_everyone=True)
    page = found(client, "topic=consent")
    assert cell(page, "Any need", "Year 5")[0] == 4
    assert cell(page, "Any need", "Year 6")[0] == 1
    assert cell(page, "Moderate learning difficulties (MLD)", "Year 5")[0] == 2
    assert cell(page, Unstated.NOT_STATED.label, "Year 5")[0] == 1


def test_every_cell_is_what_its_page_and_its_search_say(client):
    make_resource(ages=(5, 14), abilities=["mld"])
    make_resource(ages=(7, 9), abilities=[], for_everyone=True)
    make_resource(ages=(9, 14), abilities=[])
    make_resource(ages=(5, 9), resource_kinds=["leaflet"])
    for query in ("", "topic=consent", "year=y5", "topic=consent&ability=mld", "type=leaflet", "sector=primary"):
        cells = re.findall(r'href="([^"]*)">(\d+)<span class="govuk-visually-hidden"> for', found(client, query))
        assert cells, query
        for address, number in some_of(cells):
            assert total_of(client, address) == int(number), address
            listed = re.search(r'href="([^"]*)">View (?:this|all)', unescape(client.get(address).text))
            assert listed is None or total_of(client, listed[1]) == int(number), address


def test_what_pupils_are_given_is_no_lesson_unless_it_is_asked_for(client):
    make_resource(resource_kinds=["leaflet"])
    assert cell(found(client), "Consent", "Key stage 1") is None
    assert cell(found(client, "type=leaflet"), "Consent", "Key stage 1")[0] == 1


def test_format_and_length_narrow_the_numbers(client):
    make_resource(duration_minutes=20, resource_kinds=["video"])
    make_resource(duration_minutes=50)
    make_resource()
    for query, number in [("length=up_to_30", 1), ("length=up_to_60", 2), ("type=video", 1), ("type=lesson_plan", 2)]:
        assert cell(found(client, query), "Consent", "Key stage 1")[0] == number, query


def test_the_finder_starts_from_the_setting_of_the_reader(client):
    make_resource(ages=(9, 9), sectors=["special"], abilities=["mld"])
    make_resource(ages=(9, 9), abilities=["mld"])
    client.cookies["my_setting"] = "sector=special&age=9&ability=mld"
    page = found(client, "topic=consent")
    assert heading(page) == "1 lesson: Consent, Year 5, MLD"
    assert "Only what fits: Special school" in page
    assert heading(found(client, "topic=consent&year=")).startswith("Lessons for each need")


def test_an_address_without_a_year_stays_without_one_for_a_reader_with_a_setting(client):
    make_resource(ages=(5, 11))
    client.cookies["my_setting"] = "year=y5"
    page = found(client, "year=")
    (row,) = re.findall(r'scope="row"><a class="govuk-link" href="([^"]*)">Consent<', page)
    assert heading(unescape(client.get(row).text)).startswith("Lessons for each need")


@pytest.mark.parametrize("query", ["topic=zz", "year=zz", "type=zz", "length=zz", "ability=zz", "sector=zz"])
def test_a_choice_that_is_not_understood_is_said_to_be_so(client, query):
    response = client.get(f"{FINDER}?{query}")
    assert response.status_code == 400
    assert "There is a problem" in response.text or "is not a choice" in response.text


# The lessons


def test_the_pick_comes_first_then_what_is_made_for_the_need_then_what_is_for_everyone(client):
    make_resource("Z for all", abilities=[], for_everyone=True)
    picked = make_resource("A picked one", abilities=["mld", "mainstream"])
    make_resource("Made for it", abilities=["mld"])
    make_resource("Silent", abilities=[])
    page = found(client, "topic=consent&year=y5&ability=mld")
    assert "county’s pick" not in page
    pick(picked, "mld")
    page = found(client, "topic=consent&year=y5&ability=mld")
    order = ["The county’s pick", ">A picked one", "Made for MLD", ">Made for it", "For everyone", ">Z for all"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert page.count('/resources/a-picked-one/"') == 1
    assert "Silent" not in page
    (unstated,) = re.findall(r'href="([^"]*)">1 more does not say whose needs it fits', page)
    assert total_of(client, unstated) == 1


def test_a_pick_is_shown_only_where_it_fits_what_is_chosen(client):
    picked = make_resource("Picked", ages=(7, 8))
    make_resource("Other", ages=(7, 11))
    pick(picked)
    assert "The county’s pick" in found(client, "topic=consent&year=ks2")
    assert "The county’s pick" in found(client, "topic=consent&year=y3")
    assert "The county’s pick" not in found(client, "topic=consent&year=y6")
    assert "The county’s pick" not in found(client, "topic=consent&year=ks2&ability=sld")
    assert "The county’s pick" not in found(client, "topic=consent&year=ks2&type=video")


def test_a_lesson_that_is_the_pick_for_the_need_and_for_any_stands_once(client):
    entry = make_resource("Both", abilities=["mld"])
    pick(entry)
    pick(entry, "mld")
    assert found(client, "topic=consent&year=y5&ability=mld").count('/resources/both/"') == 1


def test_a_gap_says_what_is_missing_and_asks_for_it(client):
    page = found(client, "topic=sharing_nudes&year=y1")
    assert "Nothing for Year 1 on sharing nudes and semi-nudes yet." in page
    assert "Suggest something" in page


def test_what_comes_next_is_said_of_the_lessons_shown(client):
    first, second = make_resource("First"), make_resource("Second", ages=(11, 14))
    second.follows.add(first)
    assert "After First: " in found(client, "topic=consent&year=y5")


def test_quick_ways_lead_to_as_many_as_they_say(client):
    make_resource(resource_kinds=["assembly"])
    make_resource(resource_kinds=["leaflet"], audiences=["pupils"])
    make_resource(resource_kinds=["newsletter"], audiences=["parents_carers"])
    page = found(client)
    ways = dict(re.findall(r'<a class="choice" href="([^"]*)">([^<]*) \(1\)<', page))
    assert set(ways.values()) == {"Assemblies", "For parents", "For pupils"}
    assert all(total_of(client, address) == 1 for address in ways)
    assert "Films (none yet)" in page


@pytest.mark.parametrize("query", ["", "topic=consent", "topic=consent&year=y5&ability=mld"])
def test_the_finder_asks_the_database_no_more_for_more_lessons(client, query):
    picked = make_resource(abilities=["mld"])
    picked.follows.add(make_resource(abilities=["mld"]))
    make_resource(abilities=[], for_everyone=True)
    pick(picked, "mld")
    few = number_of_queries(client, query)
    for _ in range(5):
        make_resource(abilities=["mld"]).follows.add(picked)
        make_resource(abilities=[], for_everyone=True)
    assert number_of_queries(client, query) == few


def number_of_queries(client, query):
    found(client, query)  # the index reads what is new
    with CaptureQueriesContext(connection) as asked:
        found(client, query)
    return len(asked)


def test_each_choice_has_a_title_of_its_own(client):
    titles = {
        re.search(r"<title>(.*?) - ", found(client, query))[1]
        for query in ("", "topic=consent", "topic=consent&year=y5", "year=y5")
    }
    assert titles == {
        "Lesson finder",
        "Consent: Lesson finder",
        "Consent, Year 5: Lesson finder",
        "Year 5: Lesson finder",
    }


def test_a_format_that_leaves_nothing_leads_to_what_there_is_in_others(client):
    make_resource(resource_kinds=["lesson_plan"], duration_minutes=60)
    page = found(client, "topic=consent&year=ks1&type=video&length=up_to_30")
    assert "No lessons: Consent, Key stage 1, Film, Up to 30 minutes" in page
    assert "Nothing in this format and of this length." in page
    assert 'href="/lessons/finder/?year=ks1&topic=consent">View 1 of any format and length<' in page
    assert "Nothing for Key stage 1" not in page
