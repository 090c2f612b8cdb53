"""What readers meet first in the starter content."""

import re

import pytest
from django.test import Client

from directory.catalogue.doors import Door
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.organisations.models import Organisation
from directory.taxonomy.models import District
from directory.topics.models import Item
from tests.search.asking import ask

pytestmark = [pytest.mark.usefixtures("starter_content"), pytest.mark.django_db]

BODIES = {"pfcc", "dfe", "npcc", "ukcis", "sscp", "nga", "isi", "aoc", "pshe-association", "pshe-staffs"}
HELPERS = {
    "survive",
    "swa",
    "kooth",
    "ceop",
    "shore",
    "childline",
    "staffs-police",
    "staffs-lado",
    "iwf",
    "lucy-faithfull",
}


def first(address, door=None):
    """The entries of the first page, as what they are."""
    hits = ask(address, door)
    by_id = Entry.objects.in_bulk(hits.ids)
    return [by_id[pk].specific for pk in hits.ids]


def takes(organisation, age, district):
    codes = set(organisation.districts.values_list("code", flat=True))
    return organisation.age_min <= age <= organisation.age_max and codes & {district, District.NATIONAL}


def bodies(organisations):
    return [one.slug for one in organisations if one.distance >= 2]


def test_bodies_are_known_by_what_they_do():
    """And nobody who helps a child is taken for one."""
    organisations = Organisation.objects.filter(slug__in=BODIES | HELPERS)
    assert len(organisations) == len(BODIES | HELPERS)
    assert set(bodies(organisations)) == BODIES


def test_who_helps_a_child_of_fourteen_in_tamworth_opens_with_services_to_ring():
    found = first("district=tamworth&age=14", Door.ORGANISATION)
    for service in found[:5]:
        assert service.number, service
        assert takes(service, 14, "tamworth"), service
    assert bodies(found) == []


@pytest.mark.parametrize("age", [6, 9, 11, 14, 17])
@pytest.mark.parametrize("district", ["tamworth", "stafford", "stoke_on_trent", "lichfield"])
def test_no_body_is_on_the_first_page_of_who_helps_a_child(age, district):
    for address in (f"district={district}&age={age}", f"age={age}"):
        found = first(address, Door.ORGANISATION)
        assert found[0].distance == 0
        assert bodies(found) == []


def test_a_child_of_an_age_in_a_district_opens_with_services_to_ring_whatever_else_there_is():
    found = first("age=14&district=tamworth")
    assert all(entry.kind == Kind.ORGANISATION and entry.number for entry in found[:5])


@pytest.mark.parametrize(("address", "kind"), [("", Door.ORGANISATION), ("kind=organisation", None)])
def test_organisations_open_with_those_that_can_be_called(address, kind):
    assert [one.slug for one in first(address, kind) if one.distance != 0] == []


def test_a_sexual_assault_of_a_child_in_tamworth_opens_with_a_number():
    found = first("q=sexual assault 14 tamworth")
    assert found[0].kind == Kind.ORGANISATION
    assert found[0].number
    assert takes(found[0], 14, "tamworth")
    page = Client().get("/search/?q=sexual+assault+14+tamworth").text
    card = page[page.index('class="card') :]
    assert re.search('href="(tel|sms):', card[: card.index("</article>")])
    services = [entry for entry in found if entry.kind == Kind.ORGANISATION]
    assert bodies(services) == []
    assert sum(service.distance == 0 for service in services) > len(services) / 2


@pytest.mark.parametrize(
    "question",
    [
        "counselling 13 tamworth",
        "support for a 12 year old girl in stafford",
        "sexual harassment 15 lichfield",
        "police 16 stoke",
        "online abuse age 11",
        "harmful sexual behaviour 9 year old",
        "rape help under 16",
    ],
)
def test_no_body_leads_a_question_about_a_child_of_an_age(question):
    services = [entry for entry in first(f"q={question}") if entry.kind == Kind.ORGANISATION]
    assert bodies(services[:3]) == []


def test_everything_opens_with_what_curators_picked():
    found = first("")
    picked = set(Item.objects.values_list("entry", flat=True))
    assert {entry.pk for entry in found[: len(picked)]} == picked


def test_guidance_opens_with_the_latest_change():
    found = first("", Door.GUIDANCE)
    days = [update.effective_from or update.published_on for update in found if update.kind == Kind.GUIDANCE]
    known = [day for day in days if day]
    assert days[: len(known)] == known == sorted(known, reverse=True)


def test_a_document_stands_beside_its_latest_change():
    slugs = [entry.slug for entry in first("", Door.GUIDANCE)]
    assert 0 <= slugs.index("rshe-2026-primary") - slugs.index("rshe-guidance") <= 2
    assert {"kcsie", "kcsie-2026"} <= set(slugs[:15])


def test_a_named_body_is_still_found_first_by_its_name():
    assert first("q=National Police Chiefs' Council")[0].slug == "npcc"
