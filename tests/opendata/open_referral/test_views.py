"""The addresses of Open Referral UK, by the rules of the standard in our own words."""

import json
import re
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.exchange.open_referral.identifiers import service_id, taxonomy_id, term_id
from directory.insight.counting.usage_counter import usage_counter
from directory.insight.models import Count, SearchedPhrase
from directory.organisations.models import Organisation
from directory.search.documents.index_writer import batched_updates
from tests.factories import archive, make_organisation, make_resource, withdraw

pytestmark = pytest.mark.django_db

BASE = "/api/oruk"
LISTS = ("services", "organizations", "taxonomies", "taxonomy_terms", "service_at_locations")
ENVELOPE = {
    "total_items": int,
    "total_pages": int,
    "page_number": int,
    "size": int,
    "first_page": bool,
    "last_page": bool,
    "empty": bool,
    "contents": list,
}
NEEDED = {
    "services": ("id", "name", "status"),
    "organization": ("id", "name", "description"),
    "organizations": ("id", "name", "description"),
    "phones": ("id", "number"),
    "location": ("id", "location_type"),
    "addresses": ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    "taxonomies": ("id", "name", "description"),
    "taxonomy_terms": ("id", "name", "description"),
    "taxonomy_term": ("id", "name", "description"),
}
NUMBERS = {"minimum_age", "maximum_age", "amount"}
MADE_OF = {
    "url": r"https?://\S+",
    "uri": r"https?://\S+",
    "website": r"https?://\S+",
    "term_uri": r"https?://\S+",
    "email": r"\S+@\S+",
    "assured_date": r"\d{4}-\d\d-\d\d",
    "byday": r"(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*",
    "opens_at": r"\d\d:\d\d",
    "closes_at": r"\d\d:\d\d",
    "freq": r"WEEKLY",
    "extent": r"[A-Z]\d{8}",
    "number": r"[\d ]+",
    "status": r"active|inactive|defunct|temporarily closed",
    "location_type": r"physical",
}


@pytest.fixture
def bank():
    """Services of several sorts, and what must not be among them."""
    with batched_updates():
        return made()


def made():
    local = make_organisation(
        "Harbour",
        ages=(11, 18),
        districts=["stafford"],
        scope="local",
        help_kinds=["counselling"],
        topics=["consent"],
        url="https://harbour.example.org/",
        contact_points=[
            {"channel": "phone", "value": "+441785222000", "opening_times": "Mon-Fri 09:00-17:00"},
            {"channel": "text", "value": "85258", "always_open": True},
            {"channel": "email", "value": "help@harbour.example.org"},
            {"channel": "in_person", "value": "1 Market Square, Stafford, ST16 2LH"},
        ],
    )
    national = make_organisation("Lantern line", ages=(4, 18), topics=["bullying"], contact_points=[NIGHT])
    closed = make_organisation("Gone", status="closed", successor=national.entry_ptr)
    make_organisation("Draft", published=False)
    archive(entry=make_organisation("Archived"))
    withdraw(entry=make_organisation("Withdrawn"))
    make_resource("No organisation")
    return {"local": local, "national": national, "closed": closed}


NIGHT = {"channel": "phone", "value": "+448001111", "opening_times": "Sat 20:00-24:00"}


def ask(client, address, status=200, **query):
    answer = client.get(f"{BASE}/{address}", query)
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return answer.json()


def names(client, address="services", **query):
    return [item["name"] for item in ask(client, address, **query)["contents"]]


def problem(client, address="services", **query):
    found = ask(client, address, 400, **query)
    assert found.keys() == {"detail"}
    return found["detail"]


def parts(value, name):
    """(name, object) of an object and of all within it."""
    if isinstance(value, list):
        for item in value:
            yield from parts(item, name)
    elif isinstance(value, dict):
        yield name, value
        for inner, item in value.items():
            yield from parts(item, inner)


def follows_the_standard(name, value):
    for kind, item in parts(value, name):
        UUID(item["id"])
        assert not set(NEEDED.get(kind, ())) - item.keys(), (kind, item)
        for field, found in item.items():
            assert found not in (None, "", [], {}), (kind, field)
            assert field not in MADE_OF or re.fullmatch(MADE_OF[field], found), (kind, field, found)
            assert not field.endswith("_id") or UUID(found)
            assert field not in NUMBERS or isinstance(found, int | float)
            assert field != "last_modified" or datetime.fromisoformat(found).tzinfo


# The standard


def test_the_root_names_the_profile_and_its_description(client):
    found = ask(client, "")
    assert found["version"] == "HSDS-UK-3.0"
    assert found["profile"].startswith("https://github.com/OpenReferralUK/uk-profile")
    description = ask(client, found["openapi_url"].partition(f"{BASE}/")[2])
    assert description["openapi"].startswith("3.1")
    asked = {
        path: {one["name"] for one in item["get"].get("parameters", [])}
        for path, item in description["paths"].items()
    }
    assert asked[f"{BASE}/taxonomies"] == {"search", "page", "per_page", "format"}
    assert asked[f"{BASE}/services"] > {"full", "minimal", "modified_after", "day"}


@pytest.mark.parametrize("slash", ["", "/"])
def test_every_list_comes_in_the_envelope_and_every_item_of_it_by_its_identifier(client, bank, slash):
    for name in LISTS:
        found = ask(client, f"{name}{slash}", per_page=500)
        assert {field: type(value) for field, value in found.items()} == ENVELOPE
        assert found["size"] == found["total_items"] == len(found["contents"]) > 0
        assert (found["page_number"], found["total_pages"], found["first_page"], found["last_page"]) == (
            1,
            1,
            True,
            True,
        )
        for item in found["contents"][:6]:
            whole = ask(client, f"{name}/{item['id']}{slash}")
            assert item.items() <= whole.items() or name == "service_at_locations"
            follows_the_standard(name, item)
            follows_the_standard(name, whole)


def test_full_lists_hold_what_each_item_holds_by_itself(client, bank):
    for name in ("services", "organizations"):
        for item in ask(client, name, full="true")["contents"]:
            assert item == ask(client, f"{name}/{item['id']}")


def test_all_that_is_named_by_its_identifier_is_there(client, bank):
    for item in ask(client, "services", full="true")["contents"]:
        assert ask(client, f"organizations/{item['organization_id']}")["services"][0]["id"] == item["id"]
        for one in item["attributes"]:
            term = ask(client, f"taxonomy_terms/{one['taxonomy_term_id']}")
            assert term == one["taxonomy_term"]
            assert term["id"] in [t["id"] for t in ask(client, f"taxonomies/{term['taxonomy_id']}")["taxonomy_terms"]]
            assert "parent_id" not in term or ask(client, f"taxonomy_terms/{term['parent_id']}")


def test_only_what_is_there_to_turn_to_is_listed_and_what_has_closed_is_found_by_its_identifier(client, bank):
    assert names(client) == names(client, "organizations") == ["Harbour", "Lantern line"]
    assert ask(client, f"services/{service_id(bank['closed'].uuid)}")["status"] == "defunct"
    for hidden in Organisation.objects.exclude(state="published"):
        ask(client, f"services/{service_id(hidden.uuid)}", 404)
        ask(client, f"organizations/{hidden.uuid}", 404)


def test_an_unknown_identifier_is_answered_so(client):
    for name in LISTS:
        for identifier in ("7", "not-a-uuid", uuid4(), "{00000000-0000-0000-0000-000000000000}"):
            assert ask(client, f"{name}/{identifier}", 404) == {"detail": "Nothing here has this identifier."}


def test_an_unknown_address_is_answered_so(client):
    assert ask(client, "locations", 404) == {"detail": "There is nothing at this address."}


# Lists


def test_pages_follow_each_other_and_after_the_last_there_is_nothing(client, bank):
    first, second, third = (ask(client, "services", page=page, per_page=1) for page in (1, 2, 3))
    assert [page["contents"][0]["name"] for page in (first, second)] == ["Harbour", "Lantern line"]
    assert [(page["first_page"], page["last_page"]) for page in (first, second)] == [(True, False), (False, True)]
    assert (third["empty"], third["contents"], third["size"], third["total_pages"]) == (True, [], 0, 2)


def test_minimal_says_only_which_and_when_all_on_one_page(client, bank, monkeypatch):
    monkeypatch.setattr("directory.opendata.open_referral.parameters.PER_PAGE", 1)
    found = ask(client, "services", minimal="true")
    assert found["total_pages"] == 1
    assert [item.keys() for item in found["contents"]] == [{"id", "last_modified", "modified_date"}] * 2


def test_lines_are_the_whole_list_whatever_the_size_of_a_page(client, bank):
    for name in LISTS:
        answer = client.get(f"{BASE}/{name}", {"format": "ndjson", "per_page": 1})
        assert answer.headers["Content-Type"] == "application/x-ndjson"
        lines = [json.loads(line) for line in answer.getvalue().decode().splitlines()]
        assert lines == ask(client, name, per_page=500)["contents"]


FILTERS = [
    ({"minimum_age": "5"}, ["Harbour"]),
    ({"minimum_age": "11.5"}, []),
    ({"maximum_age": "17"}, []),
    ({"maximum_age": "18", "minimum_age": "4"}, ["Harbour", "Lantern line"]),
    ({"taxonomy_term_id": term_id("help_kinds", "counselling")}, ["Harbour"]),
    ({"taxonomy_term_id": term_id("topics", "bullying")}, ["Lantern line"]),
    ({"taxonomy_term_id": term_id("topics", "group:learning")}, ["Harbour"]),
    ({"taxonomy_id": taxonomy_id("sectors")}, ["Harbour", "Lantern line"]),
    ({"taxonomy_id": taxonomy_id("abilities")}, []),
    ({"taxonomy_term_id": str(uuid4())}, []),
    ({"day": "SA"}, ["Harbour", "Lantern line"]),
    ({"day": "SA", "start_time": "20:00"}, ["Lantern line"]),
    ({"day": "monday", "start_time": "09:00", "end_time": "17:00"}, ["Harbour"]),
    ({"end_time": "16:00"}, []),
    ({"search": "harbour"}, ["Harbour"]),
    ({"search": "harbour", "minimum_age": "12"}, []),
    ({"search": "zzzz"}, []),
    ({"search": " "}, ["Harbour", "Lantern line"]),
]


def test_filters_narrow_the_list_and_all_must_fit(client, bank):
    assert {str(asked): sorted(names(client, **asked)) for asked, _ in FILTERS} == {
        str(asked): found for asked, found in FILTERS
    }


def test_services_of_one_organisation_and_those_with_a_place(client, bank):
    assert names(client, organization_id=bank["local"].uuid) == ["Harbour"]
    (place,) = ask(client, "service_at_locations", minimum_age=5)["contents"]
    assert (place["service"]["name"], place["location"]["addresses"][0]["city"]) == ("Harbour", "Stafford")
    assert ask(client, "service_at_locations", minimum_age=12)["empty"]


def test_what_changed_then_or_later_is_found_and_what_only_curators_saw_is_no_change(client, bank):
    (item,) = ask(client, "services", organization_id=bank["local"].uuid)["contents"]
    changed = datetime.fromisoformat(item["last_modified"])
    assert "Harbour" in names(client, modified_after=changed.isoformat())
    assert "Harbour" not in names(client, modified_after=(changed + timedelta(seconds=1)).isoformat())
    assert names(client, modified_after=(timezone.localdate() + timedelta(days=1)).isoformat()) == []
    unencoded = client.get(f"{BASE}/services?modified_after=2026-01-01T00:00:00+01:00")
    assert unencoded.json()["total_items"] == 2


def test_terms_stand_in_groups_of_their_vocabulary(client):
    topics, group = taxonomy_id("topics"), term_id("topics", "group:abuse")
    top = ask(client, "taxonomy_terms", taxonomy_id=topics, top_only="true")["contents"]
    assert [term["name"] for term in top] == ["What happened", "What is taught", "What the setting does"]
    below = ask(client, "taxonomy_terms", parent_id=group, per_page=500)["contents"]
    assert {term["parent_id"] for term in below} == {group}
    assert names(client, "taxonomies", search="KINDS of help") == ["Kinds of help"]
    assert "Consent" in names(client, "taxonomy_terms", search="consent")


# What is refused


REFUSED = [
    ({"page": "0"}, "page: "),
    ({"page": "x"}, "page: "),
    ({"per_page": "501"}, "per_page: "),
    ({"format": "xml"}, "format: "),
    ({"minimum_age": "nan"}, "minimum_age: "),
    ({"maximum_age": "-1"}, "maximum_age: "),
    ({"taxonomy_term_id": "consent"}, "taxonomy_term_id: "),
    ({"organization_id": "1"}, "organization_id: "),
    ({"modified_after": "yesterday"}, "modified_after: "),
    ({"modified_after": "9999-12-31T23:59:59-12:00"}, "modified_after: "),
    ({"full": "maybe"}, "full: "),
    ({"day": "8"}, "day: "),
    ({"start_time": "9"}, "start_time: "),
    ({"search": " " * 1_001}, "search: "),
    ({"day": ["MO", "TU"]}, "day: The address gives it more than once."),
    ({"postcode": "ST16 2LH"}, "“postcode” is not a parameter"),
]


def test_what_is_not_understood_is_refused_in_words(client):
    for asked, said in REFUSED:
        assert said in problem(client, **asked), asked


@pytest.mark.parametrize(
    "address", ["", "openapi.json", "services/00000000-0000-4000-8000-000000000000", "taxonomies/x"]
)
def test_no_address_takes_a_parameter_that_it_does_not_have(client, address):
    answer = client.get(f"{BASE}/{address}?colour=red")
    assert (answer.status_code, answer.json()) == (400, {"detail": "“colour” is not a parameter of this address."})


def test_all_that_is_wrong_is_said_at_once(client):
    said = problem(client, page=0, day="x")
    assert "page: " in said
    assert "day: " in said


# What is kept


def test_words_are_neither_kept_nor_counted_nor_is_what_was_read(client, bank):
    usage_counter.write()
    before = Count.objects.count()
    for address in ("services", f"services/{service_id(bank['local'].uuid)}", f"organizations/{bank['local'].uuid}"):
        ask(client, address, **({"search": "harbour of my own"} if address == "services" else {}))
    usage_counter.write()
    assert (Count.objects.count(), SearchedPhrase.objects.count()) == (before, 0)


def test_many_are_read_in_as_many_queries_as_few(client, bank):
    few = queries(client)
    with batched_updates():
        for number in range(12):
            point = {"channel": "phone", "value": f"+4417852220{number:02}"}
            make_organisation(f"More {number}", contact_points=[point, {"channel": "in_person", "value": "Stafford"}])
    assert queries(client) == few


def queries(client):
    counts = []
    for address in (
        "services?full=true&per_page=500",
        "organizations?full=true",
        "service_at_locations",
        "services?day=MO&modified_after=2020-01-01",
        "services?format=ndjson",
    ):
        with CaptureQueriesContext(connection) as context:
            client.get(f"{BASE}/{address}").getvalue()
        counts.append(len(context))
    return counts
