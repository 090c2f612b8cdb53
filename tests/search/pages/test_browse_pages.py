"""What the page of each door says of its own."""

import re
from html import unescape

import pytest

from directory.catalogue.doors import Door
from directory.search.pages.browse_pages import BROWSE_PAGES, NEVER
from tests.factories import make_case_study, make_course, make_guidance, make_organisation, make_resource
from tests.search.asking import page_of
from tests.structured_data import blocks_of, broken_rules

pytestmark = pytest.mark.django_db
DOORS = pytest.mark.parametrize("door", Door)


def shortcuts(door, address=""):
    return dict(page_of(address, door).shortcuts)


def test_each_door_counts_in_its_own_words(client):
    make_resource(resource_kinds=["lesson_plan"])
    provider = make_organisation()
    for _ in range(2):
        make_course(provider=provider)
        make_case_study()
    make_guidance()
    headings = [re.search("<h1>(.*?)</h1>", client.get(f"/{door.path}/").text)[1] for door in Door]
    assert headings == [
        "1 lesson or material",
        "1 document or tool",
        "2 courses",
        "1 organisation",
        "2 case studies",
    ]


@DOORS
def test_each_door_has_its_own_hint_and_none_leaves_out_what_must_not_be_typed(client, door):
    assert BROWSE_PAGES[door].hint in client.get(f"/{door.path}/").text
    assert BROWSE_PAGES[door].hint.endswith(NEVER)
    assert len({page.hint for page in BROWSE_PAGES.values()}) == len(Door)


@DOORS
def test_all_that_stands_beside_the_list_can_be_opened(client, door):
    found = shortcuts(door, "year=y5")
    pages = [address for address in found.values() if not address.startswith("#")]
    assert len(pages) == len(BROWSE_PAGES[door].shortcuts) + len(BROWSE_PAGES[door].beside)
    for address in pages:
        assert client.get(address.replace("/search/", f"/{door.path}/"), follow=True).status_code == 200


def test_the_list_of_training_offers_a_calendar_of_its_dates_with_the_same_filters(client):
    page = client.get("/training/?q=consent&cost=free&sort=date").text
    assert '<a class="govuk-link" href="#subscribe">Subscribe to a calendar of training dates</a>' in page
    offered = page.partition('id="subscribe"')[2]
    assert 'href="webcal://testserver/training/calendar.ics?cost=free"' in offered
    assert '<span class="whole">https://testserver/training/calendar.ics?cost=free</span>' in offered
    assert 'id="subscribe"' not in client.get("/lessons/").text


def test_shortcuts_narrow_the_search_in_sight_and_pages_take_the_setting_along():
    found = shortcuts(Door.LESSONS, "q=consent&year=y5&type=video")
    assert found["Books"] == "/search/?q=consent&year=y5&type=story_book"
    assert shortcuts(Door.GUIDANCE, "year=y5")["Changes by date"] == "/guidance/timeline/?year=y5"


def test_the_search_of_everything_has_nothing_beside_it(client):
    assert page_of().shortcuts == []
    assert 'class="shortcuts' not in client.get("/search/").text


def test_a_title_says_the_door_and_the_page_and_never_what_was_searched(client, monkeypatch):
    monkeypatch.setattr("directory.search.engine.pagination.RESULTS_PER_PAGE", 2)
    monkeypatch.setattr("directory.search.engine.index.RESULTS_PER_PAGE", 2)
    monkeypatch.setattr("directory.search.engine.ranking.RESULTS_PER_PAGE", 2)
    for number in range(5):
        make_course(f"Asking {number}")
    titles = [
        re.search("<title>(.*?) -", client.get(f"/training/?q=asking&page={page}").text)[1] for page in (1, 2, 9)
    ]
    assert titles == ["Training", "Training, page 2 of 3", "Training, page 3 of 3"]


def in_head(client, address):
    """(robots, canonical address, whether the page says its list) of a page."""
    head = client.get(address, follow=True).text.partition("</head>")[0]
    canonical = unescape(re.search('<link rel="canonical" href="(.*?)">', head)[1])
    return re.search('name="robots" content="(.*?)"', head)[1], canonical, "CollectionPage" in head


def test_a_search_engine_is_led_to_the_list_behind_a_door_and_to_no_search(client):
    make_course("Asking")
    assert in_head(client, "/training/?q=asking") == ("noindex", "https://testserver/training/?q=asking", False)
    assert in_head(client, "/training/") == ("all", "https://testserver/training/", True)
    assert in_head(client, "/training/?sort=date") == ("noindex", "https://testserver/training/?sort=date", False)
    assert in_head(client, "/search/") == ("noindex", "https://testserver/search/", False)


def test_where_somebody_came_from_is_no_part_of_the_address_of_a_page(client):
    make_course("Asking")
    assert in_head(client, "/training/?utm_source=mail")[1] == "https://testserver/training/"
    assert in_head(client, "/training/?utm_source=mail&q=asking&page=")[1] == "https://testserver/training/?q=asking"


def test_a_list_says_what_it_shows_first_and_how_many_there_are(client):
    for number in range(21):
        make_course(f"Course {number:02}")
    text = client.get("/training/").text
    (page,) = blocks_of(text)
    assert list(broken_rules(text)) == []
    listed = page["mainEntity"]
    assert (listed["numberOfItems"], len(listed["itemListElement"])) == (21, 20)
    assert [item["name"] for item in listed["itemListElement"]] == re.findall(r"<h2><a [^>]*>(Course \d+)</a>", text)
    assert listed["itemListElement"][0]["url"].startswith("https://testserver/training/course-")
