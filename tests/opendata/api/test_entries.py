"""Entries as JSON: the same as readers find, and nothing that they cannot see."""

from datetime import timedelta
from uuid import uuid4

import pytest

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.opendata.api import validators
from directory.search.documents.index_writer import batched_updates
from tests.factories import make_guidance, make_organisation, make_resource

pytestmark = pytest.mark.django_db
ENTRIES = "/api/v1/entries/"


def titles(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return {entry["title"] for entry in answer.json()["results"]}


def test_a_list_has_what_readers_can_see_and_no_draft(bank, client):
    assert titles(client, ENTRIES) >= {"Asking first", "A helpline", "A briefing", "A case", "A change"}
    assert titles(client, ENTRIES).isdisjoint({"A secret draft", "Out of date"})


def test_each_kind_has_a_list_of_its_own(bank, client):
    make_resource(
        "A policy", resource_kinds=["policy_template"]
    )  # behind the door of guidance, and no guidance update
    found = {kind.path: titles(client, f"/api/v1/{kind.path}/") for kind in Kind}
    assert found["guidance"] == {"A change"}
    assert found["resources"] == {"Asking first", "A policy"}
    assert found["training"] == {"A briefing"}
    assert found["case-studies"] == {"A case"}
    assert "A helpline" in found["organisations"]


@pytest.mark.parametrize(
    "question",
    ["topic=consent&year=y5", "q=asking+first", "q=helpline&district=tamworth", "age=9&sort=title", "kind=resource"],
)
def test_a_search_finds_what_the_search_page_finds(bank, client, question):
    page = client.get(f"/search/?{question}")
    answer = client.get(f"{ENTRIES}?{question}").json()
    assert answer["total"] > 0
    places = [page.text.index(entry["title"]) for entry in answer["results"] if entry["title"] in page.text]
    assert len(places) == len(answer["results"])


def test_nothing_that_only_curators_see_leaves(bank, client):
    for address in (ENTRIES, f"{ENTRIES}{bank['resource'].uuid}/", "/api/v1/changes/", "/api/v1/topics/consent/"):
        text = client.get(address).text
        assert "ecret note" not in text
        assert "ecret source" not in text
        assert "ecret draft" not in text
        assert str(bank["draft"].uuid) not in text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("age=nine", "Age: enter a whole number from 0 to 25."),
        ("age=٩", "Age: enter a whole number from 0 to 25."),
        ("topic=zzz", "Topic: zzz is not a choice for “Topic”."),
        ("sector=", "Sector: leave “sector” out, or give it a value."),
        ("sort=best&sort=title", "Sort by: the web address gives it more than once."),
        ("page=2", "“page” is not a parameter of this address."),
        ("colour=red", "“colour” is not a parameter of this address."),
        ("per_page=101", "per_page: enter a whole number from 1 to 100."),
        ("q=%00", "Search: Null characters are not allowed."),
    ],
)
def test_what_cannot_be_understood_is_refused_in_plain_words(client, question, words):
    answer = client.get(f"{ENTRIES}?{question}")
    assert (answer.status_code, answer.json()) == (400, {"detail": words})


@pytest.mark.parametrize(
    "question",
    [
        "&".join(f"a{number}=1" for number in range(1_100)),
        "q=" + "x" * 5_000,
        "q=%ff%fe%80",
        "q=%F0%9F%98%80%ED%A0%80",
        "age=" + "9" * 400,
        "per_page=-1",
        "cursor=%00%ff",
        "cursor=" + "A" * 3_000,
        "&".join(["sector=primary"] * 900),
        "&=&&==&q",
        "topic[]=consent",
    ],
)
def test_junk_is_answered_and_never_breaks_anything(bank, client, question):
    answer = client.get(f"{ENTRIES}?{question}")
    assert answer.status_code in (200, 400)
    assert answer.status_code == 200 or set(answer.json()) == {"detail"}


def test_an_entry_is_known_by_its_uuid_whatever_it_is_called(bank, client):
    entry = bank["resource"]
    address = f"{ENTRIES}{entry.uuid}/"
    Entry.objects.filter(pk=entry.pk).update(title="Another name", slug="another-name")
    answer = client.get(address).json()
    assert (answer["uuid"], answer["title"]) == (str(entry.uuid), "Another name")
    assert answer["page"].endswith("/resources/another-name/")


def test_an_identifier_in_capitals_is_the_same(bank, client):
    uuid = str(bank["resource"].uuid)
    assert client.get(f"{ENTRIES}{uuid.upper()}/").json()["uuid"] == uuid


def test_what_is_not_for_readers_is_not_there_and_what_was_is_gone(bank, client):
    assert client.get(f"{ENTRIES}{bank['draft'].uuid}/").status_code == 404
    assert client.get(f"{ENTRIES}{uuid4()}/").status_code == 404
    gone = client.get(f"{ENTRIES}{bank['archived'].uuid}/")
    assert gone.status_code == 410
    assert set(gone.json()) == {"detail"}


def test_what_was_replaced_names_what_replaces_it(bank, client):
    old = make_resource("The old one", status="superseded", successor=bank["resource"].entry_ptr)
    answer = client.get(f"{ENTRIES}{old.uuid}/").json()
    assert answer["status"]["code"] == "superseded"
    assert answer["successor"]["uuid"] == str(bank["resource"].uuid)


def test_a_list_asks_the_database_as_much_for_many_as_for_few(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    make_resource()
    make_organisation(phone="0800 1111")
    with django_assert_max_num_queries(40) as few:
        client.get(f"{ENTRIES}?per_page=100")
    with batched_updates():
        for _ in range(4):
            make_resource()
            make_organisation(phone="0800 1111")
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert client.get(f"{ENTRIES}?per_page=100").json()["total"] == 10


# What somebody has already


def test_whoever_has_the_answer_is_told_so_until_something_changes(bank, client):
    first = client.get(f"{ENTRIES}?topic=consent")
    known = {"If-None-Match": first.headers["ETag"]}
    again = client.get(f"{ENTRIES}?topic=consent", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    make_guidance("News", topics=["consent"])
    assert client.get(f"{ENTRIES}?topic=consent", headers=known).status_code == 200


def test_a_date_tells_too_whether_the_answer_still_holds(bank, client, monkeypatch):
    assert "Last-Modified" not in client.get(ENTRIES).headers  # it has only just been filled
    monkeypatch.setattr(validators, "SETTLED_AFTER", timedelta())
    first = client.get(ENTRIES)
    assert client.get(ENTRIES, headers={"If-Modified-Since": first.headers["Last-Modified"]}).status_code == 304
    assert client.get(ENTRIES, headers={"If-Modified-Since": "Sat, 01 Jan 2022 00:00:00 GMT"}).status_code == 200


@pytest.mark.parametrize("name", ["SITE_ADDRESS", "CONTACT_EMAIL"])
def test_a_setting_that_answers_hold_is_told(client, settings, name):
    known = {"If-None-Match": client.get(ENTRIES).headers["ETag"]}
    setattr(settings, name, "https://elsewhere.example")
    assert client.get(ENTRIES, headers=known).status_code == 200


def test_another_host_has_other_addresses_in_its_answers(client):
    known = {"If-None-Match": client.get(ENTRIES).headers["ETag"]}
    assert client.get(ENTRIES, headers=known, SERVER_NAME="localhost").status_code == 200


def test_no_tag_makes_up_an_answer_to_a_wrong_question(client):
    assert client.get(f"{ENTRIES}?age=nine", headers={"If-None-Match": "*"}).status_code == 400


def test_answers_may_be_kept_and_are_asked_for_each_time(client):
    assert client.get(ENTRIES).headers["Cache-Control"] == "public, no-cache"


# Counts


def test_counts_are_those_beside_the_filters(bank, client):
    answer = client.get("/api/v1/counts/?topic=consent").json()
    assert answer["total"] == client.get(f"{ENTRIES}?topic=consent").json()["total"]
    facets = {facet["name"]: {one["code"]: one["count"] for one in facet["options"]} for facet in answer["facets"]}
    for door in ("lessons", "organisation", "case_study"):
        assert facets["kind"][door] == client.get(f"{ENTRIES}?topic=consent&kind={door}").json()["total"]


def test_counts_take_no_paging(client):
    assert client.get("/api/v1/counts/?per_page=5").status_code == 400
