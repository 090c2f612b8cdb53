"""Topics, vocabularies and dates."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.networks.models import Meeting
from directory.taxonomy.models import Topic

pytestmark = pytest.mark.django_db


def test_topics_say_how_many_entries_they_have(bank, client):
    topics = {topic["code"]: topic for topic in client.get("/api/v1/topics/").json()["results"]}
    assert topics["consent"]["entries"] == client.get("/api/v1/entries/?topic=consent").json()["total"]
    assert topics["consent"]["page"].endswith("/topics/consent/")
    assert client.get(topics["consent"]["url"]).json()["code"] == "consent"


def test_a_topic_says_what_its_page_says(bank, client):
    answer = client.get("/api/v1/topics/consent/").json()
    assert answer["definition"] == "Agreement."
    assert answer["never_do"] == ["Do not ask why.", "Do not promise secrecy."]
    assert [(step["when"]["code"], step["text"]) for step in answer["do_now"]] == [
        ("hour", "Listen."),
        ("day", "Write it down."),
    ]
    assert answer["do_now"][0]["source"]["uuid"] == str(bank["resource"].uuid)
    assert answer["do_now"][1]["source"] is None  # a draft
    sections = {section["name"]: section for section in answer["sections"]}
    assert [entry["title"] for entry in sections["guidance"]["entries"]] == ["A change"]
    assert "A helpline" in [entry["title"] for entry in sections["who_can_help"]["entries"]]


def test_what_changes_in_a_topic_is_told(bank, client):
    known = {"If-None-Match": client.get("/api/v1/topics/consent/").headers["ETag"]}
    assert client.get("/api/v1/topics/consent/", headers=known).status_code == 304
    bank["hub"].steps.create(when="hour", text="Tell the DSL.")
    assert client.get("/api/v1/topics/consent/", headers=known).status_code == 200


def test_a_topic_that_became_part_of_another_leads_to_it(client):
    into = Topic.objects.get(code="consent")
    Topic.objects.filter(code="upskirting").update(merged_into=into, retired=True)
    answer = client.get("/api/v1/topics/upskirting/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/api/v1/topics/consent/")


def test_a_topic_without_words_has_its_lists(bank, client):
    answer = client.get("/api/v1/topics/upskirting/").json()
    assert (answer["definition"], answer["do_now"], answer["never_do"]) == (None, [], [])


def test_every_vocabulary_that_a_filter_takes_can_be_read(client):
    vocabularies = client.get("/api/v1/vocabularies/").json()["results"]
    filters = {facet["name"] for facet in client.get("/api/v1/counts/").json()["facets"]}
    assert {vocabulary["filter"] for vocabulary in vocabularies} - {None} == filters
    for vocabulary in vocabularies:
        terms = client.get(vocabulary["url"]).json()["terms"]
        assert terms
        if vocabulary["filter"]:
            assert client.get("/api/v1/entries/", {vocabulary["filter"]: terms[0]["code"]}).status_code == 200


def test_districts_have_their_ons_codes(client):
    districts = {term["code"]: term for term in client.get("/api/v1/vocabularies/districts/").json()["terms"]}
    assert districts["tamworth"]["ons_code"] == "E07000199"


def test_there_is_no_vocabulary_of_another_name(client):
    assert client.get("/api/v1/vocabularies/users/").status_code == 404


def test_dates_of_training_are_those_of_courses_that_readers_can_see(bank, client):
    (date,) = client.get("/api/v1/dates/training/").json()["results"]
    assert (date["title"], date["place"], date["status"]["code"]) == ("A briefing", "Stafford", "scheduled")
    assert date["entry"]["uuid"] == str(bank["course"].uuid)
    assert date["uuid"] in client.get("/training/calendar.ics").text
    bank["course"].state = "draft"
    bank["course"].save()
    assert client.get("/api/v1/dates/training/").json()["results"] == []


def test_meetings_come_in_the_order_of_time_in_pages(bank, client):
    topic, starts = Topic.objects.get(code="consent"), timezone.now() + timedelta(days=2)
    for number in range(3):
        moment = starts + timedelta(days=number)
        place = {"network": bank["network"], "theme": topic, "place": f"Room {number}"}
        Meeting.objects.create(starts_at=moment, ends_at=moment + timedelta(hours=1), **place)
    found, address = [], "/api/v1/dates/meetings/?per_page=2"
    while address:
        answer = client.get(address).json()
        found += answer["results"]
        address = answer["next"]
    assert [meeting["place"] for meeting in found] == ["Room 0", "Room 1", "Room 2", None]
    assert found[0]["network"] == "Leads of Tamworth"
    assert [district["code"] for district in found[0]["districts"]] == ["tamworth"]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "topics/",
        "topics/consent/",
        "entries/00000000-0000-4000-8000-000000000000/",
        "vocabularies/",
        "dates/meetings/",
        "changes/",
    ],
)
def test_addresses_take_no_parameter_that_they_do_not_have(client, path):
    answer = client.get(f"/api/v1/{path}?colour=red")
    assert (answer.status_code, answer.json()) == (400, {"detail": "“colour” is not a parameter of this address."})
