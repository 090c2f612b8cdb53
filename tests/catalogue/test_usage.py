"""Where an entry is used, as its form and every step that takes it from readers say it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.catalogue.usage import usage
from directory.networks.models import Network
from directory.resources.models import Pick
from directory.shortlist.models import Shortlist
from directory.taxonomy.models import KeyStage, Topic
from directory.topics.models import AuditArea, Collection, Hub
from tests.factories import make_contact, make_course, make_guidance, make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return make_user("Curator")


def plain(entry):
    return Entry.objects.get(pk=entry.pk)


def named_everywhere(resource, organisation):
    consent = Topic.objects.get(code="consent")
    hub = Hub.objects.create(topic=consent, definition="Agreement.")
    hub.steps.create(when="hour", text="Listen", source=plain(resource))
    hub.contacts.create(organisation=organisation)
    Collection.objects.create(title="Essentials", slug="essentials", summary="For leads.").items.create(
        entry=plain(resource)
    )
    AuditArea.objects.create(title="Policy", questions="Is there one?").guidance.add(plain(resource))
    Pick.objects.create(topic=consent, key_stage=KeyStage.objects.first(), entry=resource)
    starts = timezone.now() + timedelta(days=9)
    network = Network.objects.create(name="Leads", slug="leads", summary="They meet.")
    network.meetings.create(theme=consent, starts_at=starts, ends_at=starts + timedelta(hours=1)).to_discuss.add(
        plain(resource)
    )
    make_resource("The next lesson").follows.add(resource)
    make_resource("An old edition", status="superseded", successor=plain(resource))
    make_guidance("A change", related_resource=resource)
    make_resource("A leaflet").cites.add(plain(resource))
    make_course("A course", provider=organisation)
    make_contact("police", organisation)


def test_every_room_says_what_it_knows(curator):
    resource, organisation = make_resource(), make_organisation(phone="0300 123 4567")
    named_everywhere(resource, organisation)
    of_resource = " | ".join(words for words, _ in usage.of(resource, curator))
    for words in (
        "Source of a step on “Consent”: Listen",
        "Collection “Essentials”",
        "Guidance for the self-audit: Policy",
        "County's pick: ",
        "To be discussed: Leads",
        "It comes before “The next lesson”",
        "“An old edition” names it as what replaces it",
        "“A change” is a change to it",
        "“A leaflet” is based on it",
    ):
        assert words in of_resource, words
    of_organisation = " | ".join(words for words, _ in usage.of(organisation, curator))
    for words in ("It provides “A course”", "Who can help with “Consent”", "Who to call: The police (0300 123 4567)"):
        assert words in of_organisation, words


def test_it_takes_as_many_queries_however_often_it_is_used(curator):
    resource, organisation = make_resource(), make_organisation(phone="0300 123 4567")
    curator.has_perm("catalogue.review_entry")
    with CaptureQueriesContext(connection) as unused:
        usage.of(resource, curator)
    named_everywhere(resource, organisation)
    with CaptureQueriesContext(connection) as used:
        usage.of(resource, curator)
    assert len(used) == len(unused) <= 14


def test_readers_lists_are_a_number_and_never_an_address(client, curator):
    resource = make_resource()
    client.post(reverse("shortlist:add"), {"entry": resource.pk, "list": ""}, follow=True)
    assert Shortlist.objects.count() == 1
    assert usage.of(resource, curator) == [("Readers' own lists: 1", "")]


def test_no_draft_of_somebody_else_is_named_to_a_contributor(client):
    resource = make_resource()
    make_resource("Zebrafish", published=False, created_by=make_user("Editor")).cites.add(plain(resource))
    assert usage.of(resource, make_user("Contributor")) == []
    assert len(usage.of(resource, make_user("Editor"))) == 1
    sign_in(client, make_user("Contributor"))
    assert "Zebrafish" not in client.get(reverse("admin:resources_resource_change", args=[resource.pk])).text


def test_the_form_and_the_steps_that_hide_it_show_where_it_is_used(client, curator):
    resource = make_resource()
    make_resource("A leaflet").cites.add(plain(resource))
    sign_in(client, curator)
    for page, args in (
        ("change", [resource.pk]),
        ("step", [resource.pk, "archive"]),
        ("step", [resource.pk, "unpublish"]),
    ):
        text = client.get(reverse(f"admin:resources_resource_{page}", args=args)).text
        assert "Where it is used (1)" in text
        assert "“A leaflet” is based on it" in text


@pytest.mark.parametrize("gone", [{"state": "archived"}, {"state": "draft"}, {"status": "withdrawn"}])
def test_a_page_does_not_send_readers_to_a_successor_that_is_gone(client, gone):
    successor = make_resource("Its successor")
    make_resource("The old one", slug="old", status="superseded", successor=plain(successor))
    assert "Its successor" in client.get("/resources/old/").text
    Entry.objects.filter(pk=successor.pk).update(**gone)
    text = client.get("/resources/old/").text
    assert "This has been replaced." not in text
    assert "What replaced it is no longer available here." in text
    assert "Its successor" not in text
    assert [entry.title for entry in Entry.objects.to_do("gone")] == ["The old one"]
