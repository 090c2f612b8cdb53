"""What we give to other directories we can read: an organisation that comes back is the same, here or elsewhere."""

import json

import pytest

from directory.catalogue.records.reading import record_of
from directory.exchange.entry_resource import EntryResource
from directory.exchange.import_problems import import_problems
from directory.exchange.open_referral.rows import open_referral_rows
from directory.organisations.models import Organisation
from tests.factories import make_organisation
from tests.people import make_user

pytestmark = pytest.mark.django_db

POINTS = [
    {"channel": "phone", "value": "+441785222000", "extension": "12", "opening_times": "Mon-Thu 08:00-17:30"},
    {"channel": "phone", "value": "+441785222001", "always_open": True, "note": "Choose option 2"},
    {"channel": "phone", "value": "+448001111", "opening_times": "Fri 20:00-24:00; Sat 00:00-02:00"},
    {"channel": "phone", "value": "18000"},
    {"channel": "text", "value": "85258", "hours_note": "Evenings in term time"},
    {"channel": "email", "value": "help@harbour.example.org"},
    {"channel": "in_person", "value": "1 Market Square, Stafford, ST16 2LH"},
]
SAME = (
    *("title", "aliases", "summary", "url", "age_min", "age_max", "districts", "cost", "status", "topics"),
    *("help_kinds", "audiences", "sectors", "abilities", "referral_route", "waiting_time"),
)


@pytest.fixture
def entry():
    return make_organisation(
        "Harbour",
        summary="Talking, in confidence.",
        aliases="HC\nHarbour Centre",
        url="https://harbour.example.org/",
        ages=(11, 18),
        districts=["stafford", "tamworth"],
        topics=["consent", "sharing_nudes"],
        help_kinds=["victims", "counselling"],
        sectors=["primary", "secondary"],
        abilities=["sld"],
        audiences=["pupils", "parents_carers"],
        referral_route="Ring first.",
        waiting_time="Two weeks",
        scope="local",
        contact_points=POINTS,
    )


def bring_in(client):
    content = client.get("/api/oruk/services?full=true").content
    rows = open_referral_rows("organisation", content, "Staffordshire")
    result = EntryResource(Organisation, by=make_user("Curator")).import_rows(rows, dry_run=False)
    assert list(import_problems(result)) == []
    return result


def test_what_comes_back_is_known_and_changes_nothing(client, entry):
    assert bring_in(client).totals["skip"] == 1


def test_elsewhere_it_says_the_same_and_keeps_its_identifier(client, entry):
    before, points = record_of(entry), list(entry.contact_points.values_list("channel", "value", "extension"))
    hours = said_of_hours(entry)
    told = client.get("/api/oruk/services?full=true").content
    Organisation.objects.all().delete()
    rows = open_referral_rows("organisation", told, "Staffordshire")
    EntryResource(Organisation, by=make_user("Curator")).import_rows(rows, dry_run=False)
    found = Organisation.objects.get()
    after = record_of(found)
    assert found.uuid == entry.uuid
    assert {name: after[name] for name in SAME} == {name: before[name] for name in SAME}
    assert list(found.contact_points.values_list("channel", "value", "extension")) == points
    assert said_of_hours(found) == hours
    assert json.loads(told)["contents"][0]["organization"]["id"] == str(found.uuid)


def said_of_hours(entry):
    return [(point.value, point.hours_in_words) for point in entry.contact_points.all() if point.is_number]
