"""Lists in pages that nothing moves."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import signing

from directory.catalogue.actions.editing import save_entry
from directory.search.documents.index_writer import batched_updates, vocabulary_changed
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


def test_what_is_added_meanwhile_moves_nothing_and_comes_last(seven, client):
    following = client.get(ENTRIES).json()["next"]
    make_resource("Lesson a")
    assert pages(client, following) == [["d", "e"], ["f", "g"], ["h", "a"]]


def test_what_is_taken_out_before_a_page_moves_nothing(seven, client):
    following = client.get(ENTRIES).json()["next"]
    archive(entry=seven[0])
    assert pages(client, following) == [["d", "e"], ["f", "g"], ["h"]]


def test_a_list_that_has_become_shorter_than_its_cursor_ends(seven, client):
    address = last_of(client, ENTRIES)
    for entry in seven[2:]:
        archive(entry=entry)
    answer = client.get(address).json()
    assert (answer["total"], answer["next"]) == (2, None)
    assert all(entry["title"] in ("Lesson b", "Lesson c") for entry in answer["results"])


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
    assert "lesson" not in said_by_cursor_of(following)


def said_by_cursor_of(address):
    """Without its signature, in which any letters may stand by chance."""
    (cursor,) = parse_qs(urlsplit(address).query)["cursor"]
    return signing.b64_decode(cursor.partition(":")[0].encode()).decode()


def rest_after(client, *changes):
    """What the pages after the first have, if that happens between them."""
    following = client.get(ENTRIES).json()["next"]
    for change in changes:
        change()
    return [title for page in pages(client, following) for title in page]


def rename(entry, title):
    entry.title = title
    save_entry(entry=entry)


def test_a_new_title_of_the_entry_that_a_page_ends_with_loses_nothing(seven, client):
    rest = rest_after(client, lambda: rename(seven[1], "Lesson z"))
    assert (set(rest) >= set("defgh"), rest[-1]) == (True, "z")


def test_a_new_title_that_would_stand_before_the_page_is_not_lost(seven, client):
    assert rest_after(client, lambda: rename(seven[6], "Lesson a")) == ["d", "e", "f", "g", "a"]


def test_nothing_is_lost_with_the_entry_that_a_page_ends_with_and_an_earlier_one(seven, client):
    rest = rest_after(client, lambda: archive(entry=seven[1]), lambda: archive(entry=seven[0]))
    assert rest == ["d", "e", "f", "g", "h"]


def test_a_search_whose_words_fit_otherwise_now_begins_anew(seven, client):
    following = client.get("/api/v1/entries/?q=lesson&per_page=2").json()["next"]
    make_resource("Lesson lesson lesson")
    assert sum(map(len, pages(client, following))) == 8


def test_where_a_family_lives_is_in_no_address(seven, client):
    following = client.get("/api/v1/entries/?q=lesson+st16+2dh&per_page=1").json()
    asked = parse_qs(urlsplit(following["next"]).query)
    assert asked.keys() == {"q", "per_page", "cursor"}
    assert "2dh" not in f"{asked['q']} {said_by_cursor_of(following['next'])}".lower()
    assert client.get(following["next"]).status_code == 200


def test_a_list_begins_anew_if_the_vocabularies_have_changed(seven, client):
    assert rest_after(client, vocabulary_changed) == list("bcdefgh")
