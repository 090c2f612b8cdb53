"""A whole postcode is nowhere: not in an address, a page, a feed, a suggestion or a count."""

import re
from datetime import date, timedelta
from urllib.parse import unquote_plus

import pytest

from directory.insight.counting.usage_counter import usage_counter
from directory.insight.models import SearchedPhrase
from directory.insight.searched_phrases import note_words
from tests.factories import make_organisation, make_resource
from tests.search.asking import filterset_for, page_of

pytestmark = pytest.mark.django_db

TYPED = ["ST16 2LH", "st162lh", "St16  2lh", "ST16-2LH", "ST 16 2LH", "%EF%BC%B3%EF%BC%B416 2LH", "ST16%C2%A02LH"]
HOME = re.compile(r"2\s*lh", re.IGNORECASE)


@pytest.fixture(autouse=True)
def _entries():
    make_resource("Consent in Stafford", districts=["stafford"])
    make_organisation("Tamworth consent", districts=["tamworth"])


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("path", ["/search/", "/lessons/"])
def test_an_address_with_one_leads_at_once_to_the_same_search_without(client, path, typed):
    response = client.get(f"{path}?q=consent+{typed}&age=7&sector=primary&sector=special")
    assert response.status_code == 302
    to = unquote_plus(response.headers["Location"])
    assert not HOME.search(to)
    assert to.lower() == f"{path}?q=consent st16&age=7&sector=primary&sector=special"
    page = client.get(response.headers["Location"])
    assert page.status_code == 200
    assert not HOME.search(page.text)


def test_one_that_cannot_be_answered_loses_it_too(client):
    response = client.get("/search/?q=ST16+2LH&age=nine")
    assert response.status_code == 302
    page = client.get(response.headers["Location"])
    assert page.status_code == 400
    assert not HOME.search(page.text)


def test_a_live_request_is_led_the_same_way(client):
    response = client.get("/search/?q=ST16+2LH", headers={"HX-Request": "true"}, follow=True)
    assert response.headers["Content-Location"] == "/search/?q=ST16"


@pytest.mark.parametrize("typed", TYPED)
def test_links_chips_and_words_of_the_page_hold_only_its_outward_part(typed):
    page = page_of(f"q=consent+{typed}+xylophone&age=7")
    said = [page.query, page.heading, page.clear_address, *page.notices, *map(str, page.parameters)]
    links = [chip.url for chip in page.chips] + [word.url for word in page.corrections]
    assert [chip.label for chip in page.chips] == ["Stafford", "Age 7"]
    assert not any(HOME.search(unquote_plus(text)) for text in (*said, *links, page.address(page=2)))


def test_it_asks_for_its_districts():
    found = filterset_for("q=ST16+2LH")
    assert found.active_filters == {"district": ["stafford"]}
    assert found.query_text == "ST16"


def test_suggestions_are_for_its_districts_and_do_not_repeat_it(client):
    response = client.get("/search/suggestions/?q=b79+7aa+consent")
    assert [one["text"] for one in response.json()["suggestions"]] == ["Tamworth consent"]
    assert "7aa" not in response.text


def test_what_is_counted_has_no_trace_of_it(client):
    usage_counter.asked.clear()
    client.get("/search/?q=consent+b79+7aa", headers={"User-Agent": "Mozilla/5.0"}, follow=True)
    assert not any("7aa" in str(asked).lower() for asked in usage_counter.asked)
    usage_counter.write()
    for day in range(12):
        note_words(day=date(2026, 11, 1) + timedelta(days=day), words="consent b79", found=True, known=True)
    assert list(SearchedPhrase.objects.values_list("words", flat=True)) == ["consent b79"]


@pytest.mark.parametrize("address", ["/feeds/latest.atom", "/feeds/latest.rss"])
def test_a_feed_does_not_repeat_it(client, address):
    response = client.get(f"{address}?q=ST16+2LH")
    assert response.status_code == 200
    assert not HOME.search(unquote_plus(response.text))


def test_telling_what_could_not_be_found_starts_without_it(client):
    page = client.get("/suggest/?q=counselling+ST16+2LH").text
    signed = r'name="begun" value="[^"]*"'  # in which any letters may stand by chance
    assert re.search(signed, page)
    assert not HOME.search(re.sub(signed, "", page))
