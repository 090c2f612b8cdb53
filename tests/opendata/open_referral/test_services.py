"""What another directory is told: all that keeps a child safe, and nothing that readers cannot see."""

import json
from datetime import date
from uuid import uuid4

import pytest

from directory.opendata.open_referral.finding import with_changes
from directory.opendata.open_referral.services import full_organization, full_service, organization_of
from directory.opendata.open_referral.taxonomies import Terms
from directory.organisations.models import Organisation
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db
POINTS = [{"channel": "phone", "value": "+441785222000"}, {"channel": "email", "value": "help@harbour.example.org"}]


def service(entry):
    (found,) = with_changes(Organisation.objects.for_other_systems().with_ids([entry.pk]))
    return full_service(found, Terms())


def test_a_service_says_who_it_is_for_where_and_at_what_price(settings):
    settings.CONTACT_EMAIL = "team@staffordshire.example"
    entry = make_organisation(
        "Harbour",
        ages=(11, 18),
        districts=["stafford"],
        contact_points=POINTS,
        url="https://harbour.example.org/",
        aliases="HC",
        referral_route="Ring first.",
        waiting_time="Two weeks",
        checked_on=date(2026, 11, 2),
        scope="local",
    )
    found = service(entry)
    assert (found["name"], found["alternate_name"], found["status"]) == ("Harbour", "HC", "active")
    assert (found["minimum_age"], found["maximum_age"]) == (11, 18)
    assert (found["application_process"], found["wait_time"]) == ("Ring first.", "Two weeks")
    assert (found["email"], found["url"]) == ("help@harbour.example.org", "https://harbour.example.org/")
    assert (found["assured_date"], found["assurer_email"]) == ("2026-11-02", "team@staffordshire.example")
    (area,) = found["service_areas"]
    assert (area["name"], area["extent_type"], area["extent"]) == ("Stafford", "ONS", "E07000197")
    assert area["uri"] == "http://statistics.data.gov.uk/id/statistical-geography/E07000197"
    (cost,) = found["cost_options"]
    assert (cost["option"], cost["amount"], found["fees"]) == ("Free", 0, "Free")
    assert [phone["number"] for phone in found["phones"]] == ["01785 222000"]
    assert found["organization"]["id"] == found["organization_id"] == str(entry.uuid)


def test_terms_say_which_vocabulary_they_are_from_and_whose_they_are():
    found = service(make_organisation(help_kinds=["victims"], topics=["consent"]))
    terms = {one["taxonomy_term"]["code"]: one for one in found["attributes"]}
    assert {"victims", "consent", "primary", "teaching_staff"} == terms.keys()
    assert terms["victims"]["taxonomy_term"]["taxonomy"] == "help_kinds"
    assert {one["link_id"] for one in terms.values()} == {found["id"]}


def test_what_is_not_known_is_left_out():
    found = service(make_organisation())
    assert {"url", "email", "phones", "contacts", "schedules", "assured_date", "assurer_email", "alert"}.isdisjoint(
        found
    )


def test_what_must_be_shown_with_a_service_is_its_alert():
    wary = make_organisation("Adults", when_not_to_use="Not for under-18s.", confidence="medium")
    assert service(wary)["alert"].startswith("Not for under-18s. We have not finished checking")
    assert service(make_organisation(crisis=True))["alert"] == "If a child is in danger now, call 999."


def test_one_that_has_closed_says_so_and_names_no_way_to_reach_it():
    other = make_organisation()
    closed = make_organisation(
        status="closed", successor=other.entry_ptr, contact_points=POINTS, url="https://gone.example.org/"
    )
    found = service(closed)
    assert (found["status"], found["alert"]) == ("defunct", "This has closed. Do not send anybody to it.")
    said = json.dumps(found).replace(" ", "")
    assert "1785222000" not in said  # as a whole: a random identifier may hold some of the figures
    assert "gone.example.org" not in said


def test_one_whose_last_day_is_past_is_inactive():
    found = service(make_organisation(expires_on=date(2020, 1, 1)))
    assert (found["status"], found["alert"]) == ("inactive", "Has ended.")


def test_what_only_curators_see_never_leaves(settings):
    settings.CONTACT_EMAIL = ""
    secret = "Zebrafish"
    entry = make_organisation(note=secret, source=secret, checked_on=date(2026, 11, 2))
    (found,) = with_changes(Organisation.objects.for_other_systems())
    told = json.dumps(full_organization(found, Terms()))
    assert secret not in told
    assert "assurer_email" not in told
    assert f'"id": "{entry.pk}"' not in told


def test_identifiers_survive_a_rename_and_another_database():
    uuid = uuid4()
    entry = make_organisation("Old name", uuid=uuid, contact_points=POINTS)
    before = service(entry)
    entry.title, entry.slug = "New name", "new-name"
    entry.save()
    after = service(entry)
    assert after["name"] == "New name"
    names = ("phones", "contacts", "service_areas", "attributes", "cost_options")
    assert [before["id"], *ids(before, names)] == [after["id"], *ids(after, names)]
    assert organization_of(entry)["id"] == str(uuid)


def ids(service, names):
    return [one["id"] for name in names for one in service[name]]
