"""What curators type on an entry that readers cannot see reaches nobody, by whatever other entry or list names it."""

import json

import pytest

from directory.catalogue.actions.editing import remember_address, save_entry
from directory.catalogue.actions.history import forget_versions, record_revision
from directory.catalogue.actions.steps import publish
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.states import Action
from directory.inbox.models import Message
from directory.networks.models import Meeting, Network
from directory.opendata.public_fields.kinds import all_public_records
from directory.resources.models import Pick
from directory.shortlist.models import Shortlist
from directory.shortlist.pdf.pack import pack
from directory.taxonomy.models import KeyStage, Topic
from directory.topics.models import AuditArea, Collection, Hub
from tests.factories import (
    archive,
    make_case_study,
    make_course,
    make_guidance,
    make_organisation,
    make_resource,
    withdraw,
)
from tests.typesetting.pdf_ua import words_in

pytestmark = pytest.mark.django_db

TYPED = "Quagga under inquiry"  # asked for by its first word, and looked for by its last
PAGES = [
    "/",
    "/search/?q=quagga",
    "/search/suggestions/?q=quagg",
    "/search/suggestions/opensearch/?q=quagg",
    "/organisations/?q=quagga",
    "/organisations/",
    "/training/",
    "/guidance/",
    "/lessons/",
    "/training/a-course/",
    "/guidance/a-change/",
    "/resources/old-lesson/",
    "/resources/next-lesson/",
    "/topics/consent/",
    "/collections/essentials/",
    "/lessons/finder/?topic=consent",
    "/who-do-i-call/",
    "/get-help-now/",
    "/governors/",
    "/guidance/timeline/",
    "/guidance/checklist/",
    "/directory/",
    "/networks/leads/",
    "/embed/topic/consent/",
    "/training/calendar.ics",
    "/guidance/calendar.ics",
    "/feeds/latest.atom",
    "/feeds/latest.rss",
    "/api/v1/entries/?q=quagga",
    "/api/v1/training/",
    "/api/v1/guidance/",
    "/api/v1/changes/",
    "/api/v1/topics/consent/",
    "/api/oruk/services?full=true",
    "/sitemap-organisations.xml",
    "/sitemap-resources.xml",
]


@pytest.fixture
def named():
    """An organisation and a resource, named wherever readers are told of one."""
    charity = make_organisation("A charity", phone="0300 000 0000", slug="charity")
    document = make_resource("A document", ages=(5, 7), slug="document")
    make_course("A course", slug="a-course", provider=charity)
    make_guidance("A change", slug="a-change", related_resource=document)
    make_resource("Old lesson", slug="old-lesson", status="superseded", successor=document)
    make_resource("Next lesson", slug="next-lesson").follows.add(document)
    consent = Topic.objects.get(code="consent")
    hub = Hub.objects.create(topic=consent, definition="Agreement.")
    hub.steps.create(when="hour", text="Listen.", source_id=document.pk)
    hub.contacts.create(organisation=charity)
    collection = Collection.objects.create(title="Essentials", slug="essentials")
    area = AuditArea.objects.create(title="Culture", questions="How do we know?")
    area.topics.add(consent)
    network = Network.objects.create(name="Leads", slug="leads", summary="They meet.")
    meeting = Meeting.objects.create(
        network=network, theme=consent, starts_at="2126-11-29T10:00Z", ends_at="2126-11-29T11:00Z"
    )
    for entry in (charity, document):
        collection.items.create(entry_id=entry.pk)
        area.guidance.add(entry.pk)
        meeting.to_discuss.add(entry.pk)
    Pick.objects.create(entry=document, topic=consent, key_stage=KeyStage.objects.get(code="ks1"))
    return charity, document


def retype(*entries):
    """As a curator does, with the address that is made of it."""
    for entry in map(own, entries):
        address = entry.slug
        entry.title, entry.slug = f"{TYPED} {entry.kind}", f"quagga-{entry.kind}-inquiry"
        if entry.kind == Kind.RESOURCE:
            entry.publisher = TYPED
        save_entry(entry=entry)
        remember_address(entry, address)
        record_revision(entry=entry, action=Action.EDITED)


def own(entry):
    return Entry.objects.get(pk=entry.pk).specific


def told_by(client, page):
    response = client.get(page)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{body.decode()} {response.headers.get('Location', '')}"


def where_it_is_told(client, listed):
    found = {page for page in PAGES if "inquiry" in told_by(client, page)}
    found |= {kind for kind in Kind if "inquiry" in json.dumps(list(all_public_records(kind)))}
    return found | {"a pack" for _ in range("inquiry" in words_in(pack(listed, "https://bank").data["blocks"]))}


@pytest.fixture
def listed(named):
    made = Shortlist.objects.create()
    for entry in (*named, *Entry.objects.filter(title__in=["A course", "A change", "Old lesson"])):
        made.items.create(entry_id=entry.pk)
    return made


def hide_one_by_one(entries):
    for entry in entries:
        withdraw(entry=entry)


def change_state_by_hand(entries):
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(state="draft")


@pytest.mark.parametrize("hide", [hide_one_by_one, change_state_by_hand])
def test_what_is_typed_on_a_draft_is_told_nowhere_and_comes_everywhere_once_it_is_published(
    client, named, listed, hide
):
    assert {page: status for page in PAGES if (status := client.get(page).status_code) != 200} == {}
    hide(named)
    retype(*named)
    assert where_it_is_told(client, listed) == set()
    for page in ("/organisations/charity/", "/resources/document/", "/organisations/charity.vcf"):
        assert "inquiry" not in told_by(client, page)
    for entry in map(own, named):
        publish(entry=entry)
    told = where_it_is_told(client, listed)
    assert told >= {
        "/search/?q=quagga",
        "/training/",
        "/guidance/",
        "/training/a-course/",
        "/guidance/a-change/",
        "/topics/consent/",
        "/collections/essentials/",
        "/api/v1/entries/?q=quagga",
        Kind.TRAINING,
        Kind.GUIDANCE,
        "a pack",
    }


def test_the_address_of_a_draft_is_told_to_nobody(client):
    entry = make_resource("A lesson", slug="first")
    entry.slug = "second"
    save_entry(entry=entry)
    remember_address(entry, "first")
    assert client.get("/resources/first/").status_code == 301
    withdraw(entry=entry)
    retype(entry)
    assert client.get("/resources/first/").status_code == 404


@pytest.mark.parametrize(
    ("make", "page", "name"),
    [(make_organisation, "/organisations/one/", "A name"), (make_case_study, "/case-studies/one/", None)],
)
def test_the_page_of_what_is_archived_has_the_name_that_readers_knew_and_of_a_case_none(client, make, page, name):
    entry = make("A name", slug="one")
    withdraw(entry=entry)
    entry = own(entry)
    entry.title = TYPED
    save_entry(entry=entry)
    archive(entry=entry)
    answer = client.get(page)
    assert answer.status_code == 410
    assert "inquiry" not in answer.text
    assert ("A name" in answer.text) == bool(name)
    assert ('<h1 class="govuk-heading-l">This is no longer available</h1>' in answer.text) == (name is None)
    forget_versions(entry=entry)
    assert "A name" not in client.get(page).text


def test_who_told_us_of_an_entry_goes_on_reading_its_old_name(client):
    entry = make_resource("A lesson")
    message = Message.objects.create(purpose="problem", entry_id=entry.pk)
    withdraw(entry=entry)
    retype(entry)
    text = client.get(f"/progress/{message.token}/").text
    assert ": A lesson. Received" in text
    assert "inquiry" not in text
