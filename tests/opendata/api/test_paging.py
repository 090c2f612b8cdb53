"""Lists in pages that nothing moves."""

import pytest
from django.core import signing

from directory.opendata.api.v1.paging import window_at
from directory.search.documents.index_writer import batched_updates
from tests.factories import archive, make_resource

ENTRIES = "/api/v1/entries/?sort=title&per_page=2"


@pytest.fixture
def seven(db):
    with batched_updates():
        return [make_resource(f"Lesson {letter}") for letter in "bcdefgh"]


def pages(client, address, link="next"):
    """The titles of each page from this address on."""
    found = []
    while address:
        answer = client.get(address).json()
        found.append([entry["title"].removeprefix("Lesson ") for entry in answer["results"]])
        address = answer[link]
    return found


def last_of(client, address):
    while following := client.get(address).json()["next"]:
        address = following
    return address


def test_following_next_gives_each_entry_once(seven, client):
    assert pages(client, ENTRIES) == [["b", "c"], ["d", "e"], ["f", "g"], ["h"]]


def test_following_previous_leads_back_the_same_way(seven, client):
    assert pages(client, last_of(client, ENTRIES), "previous") == [["h"], ["f", "g"], ["d", "e"], ["b", "c"]]


def test_each_page_says_how_many_there_are_in_all(seven, client):
    first = client.get(ENTRIES).json()
    assert first["total"] == client.get(first["next"]).json()["total"] == 7
    assert first["previous"] is None


def test_what_is_added_before_a_page_moves_nothing(seven, client):
    following = client.get(ENTRIES).json()["next"]
    make_resource("Lesson a")
    assert pages(client, following) == [["d", "e"], ["f", "g"], ["h"]]


def test_what_is_taken_out_before_a_page_moves_nothing(seven, client):
    following = client.get(ENTRIES).json()["next"]
    archive(entry=seven[0])
    assert pages(client, following) == [["d", "e"], ["f", "g"], ["h"]]


def test_a_list_that_has_become_shorter_than_its_cursor_ends(seven, client):
    address = last_of(client, ENTRIES)
    for entry in seven[2:]:
        archive(entry=entry)
    answer = client.get(address).json()
    assert (answer["total"], answer["results"], answer["next"]) == (2, [], None)


def test_a_cursor_of_another_question_is_refused(seven, client):
    cursor = client.get(ENTRIES).json()["next"].partition("cursor=")[2]
    for other in ("/api/v1/entries/?sort=newest", "/api/v1/resources/?sort=title", "/api/v1/changes/?"):
        assert client.get(f"{other}&cursor={cursor}").status_code == 400


def test_a_cursor_holds_for_another_size_and_order_of_parameters(seven, client):
    cursor = client.get(ENTRIES).json()["next"].partition("cursor=")[2]
    assert pages(client, f"/api/v1/entries/?cursor={cursor}&per_page=9&sort=title") == [["d", "e", "f", "g", "h"]]


@pytest.mark.parametrize("cursor", ["", "x", "WzIsMTkwXQ:x", signing.Signer().sign_object([0, None])])
def test_a_cursor_that_we_did_not_give_is_refused(client, db, cursor):
    answer = client.get("/api/v1/entries/", {"cursor": cursor})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("The cursor is not one that this address gave")


def test_a_cursor_holds_no_word_that_was_searched_for(seven, client):
    following = client.get("/api/v1/entries/?q=lesson&per_page=2").json()["next"]
    payload = following.partition("cursor=")[2].partition("%3A")[0]
    assert "lesson" not in signing.b64_decode(payload.encode()).decode()


@pytest.mark.parametrize("size", range(1, 9))
def test_pages_of_any_size_are_the_same_both_ways(size):
    there = list(walk(None, size, "next"))
    back = list(walk(there[-2].next if there[1:] else None, size, "previous"))
    assert [pk for window in there for pk in window.ids] == EVERYTHING
    assert [window.ids for window in back] == [window.ids for window in reversed(there)]


EVERYTHING = list(range(100, 107))


def walk(cursor, size, way):
    """The windows from a cursor on, in either direction."""
    while True:
        window = window_at(lambda start, most: (len(EVERYTHING), EVERYTHING[start : start + most]), cursor, size)
        yield window
        cursor = getattr(window, way)
        if cursor is None:
            return
