"""What the search page shows of what is near in meaning."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_resource
from tests.search.asking import page_of

pytestmark = pytest.mark.django_db

HEADING = "Near in meaning"


def test_an_empty_list_says_so_first_and_then_shows_what_is_near(client):
    make_resource("Nude selfies")
    text = client.get("/search/?q=naked+photos").text
    places = [text.index(part) for part in (">0 results<", HEADING, "Nude selfies", "If you need help now")]
    assert places == sorted(places)


def test_what_is_near_stands_after_what_has_the_words(client):
    make_resource("Nude selfies")
    make_resource("Naked truth", summary="Football.")
    text = client.get("/search/?q=naked+photos").text
    places = [text.index(part) for part in (">1 result<", ">Naked</mark> truth", HEADING, "Nude selfies")]
    assert places == sorted(places)


def test_nothing_is_said_of_meaning_where_nothing_is_near(client):
    make_resource("Nude selfies")
    for address in ("/search/", "/search/?q=nude", "/search/?q=xyzzy", "/search/?q=naked+photos&age=18"):
        assert HEADING not in client.get(address).text


def test_the_switch_takes_it_away(client, settings):
    settings.SEMANTIC = False
    make_resource("Nude selfies")
    text = client.get("/search/?q=naked+photos").text
    assert ">0 results<" in text
    assert HEADING not in text


def test_cards_of_what_is_near_are_made_with_the_others(settings):
    make_resource("Naked truth", summary="Football.")
    make_resource("Nude selfies")
    queries = []
    for settings.SEMANTIC in (False, True):
        page = page_of("q=naked+photos")
        with CaptureQueriesContext(connection) as captured:
            assert page.cards
            assert bool(page.near_cards) == settings.SEMANTIC
        queries.append(len(captured))
    assert queries[0] == queries[1]
