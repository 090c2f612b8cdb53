"""Curators decide who stands in a need. What needs there are, the rules say."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directory.catalogue.actions.versions import keep_what_was
from directory.catalogue.records.reading import record_of
from directory.taxonomy.models import District
from directory.who_to_call.models import Contact, Need
from tests.factories import make_contact, make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def need(client):
    sign_in(client, make_user("Curator"))
    return Need.objects.create(code="talk")


def address(need):
    return reverse("admin:who_to_call_need_change", args=[need.pk])


def opened(client, need):
    return client.get(address(need)).context["adminform"].form["version"].value()


def send(client, need, **values):
    form = {
        "contacts-TOTAL_FORMS": "1",
        "contacts-INITIAL_FORMS": "0",
        "contacts-0-order": "1",
        "version": opened(client, need),
    }
    return client.post(address(need), form | {f"contacts-0-{name}": value for name, value in values.items()})


def test_curator_puts_a_number_into_a_need(client, need):
    organisation = make_organisation("A helpline", phone="0300 000 0001", ages=(4, 18))
    answer = send(client, need, contact_point=organisation.contact_points.get().pk, youngest="5", needs_no_name="on")
    assert answer.status_code == 302
    contact = Contact.objects.get()
    assert (contact.title, contact.ages, contact.needs_no_name) == ("A helpline", (5, 18), True)


def test_curator_puts_a_page_to_open_into_a_need(client, need):
    tool = make_resource("Report Remove", url="https://example.org/report", ages=(8, 17))
    assert send(client, need, tool=tool.pk).status_code == 302
    assert Contact.objects.get().number.link == "https://example.org/report"


def test_curator_is_told_that_a_line_for_adults_is_not_for_children(client, need):
    organisation = make_organisation("For adults", phone="0300 000 0001", ages=(18, 25))
    answer = send(client, need, contact_point=organisation.contact_points.get().pk, youngest="10")
    assert "It is for ages 18 to 25. Enter an age within those." in answer.text
    assert not Contact.objects.exists()


def note_typed(contact, **values):
    return {
        "contacts-TOTAL_FORMS": "1",
        "contacts-INITIAL_FORMS": "1",
        "contacts-0-id": contact.pk,
        "contacts-0-order": "1",
        "contacts-0-contact_point": contact.contact_point_id,
        "contacts-0-note": "What I typed",
        **values,
    }


def test_a_save_that_would_undo_what_somebody_else_did_is_asked_about(client, need):
    contact = make_contact("talk", make_organisation("A helpline", phone="0300 000 0001"))
    form = note_typed(contact, version=opened(client, need))
    client.post(address(need), {**form, "contacts-0-note": "What the other said"})
    answer = client.post(address(need), form)
    assert "you both changed this" in answer.text
    assert "What the other said" in answer.text
    assert "What I typed" in answer.text
    assert Contact.objects.get().note == "What the other said"
    seen = answer.context["adminform"].form["seen"].value()
    client.post(address(need), {**form, "seen": seen})
    assert Contact.objects.get().note == "What the other said"
    client.post(address(need), {**form, "seen": seen, "decide_contacts": "mine"})
    assert Contact.objects.get().note == "What I typed"


def test_what_the_system_changed_while_the_form_was_open_is_not_undone_unseen(client, need):
    """Nobody kept a version before, so none says what the form showed."""
    contact = make_contact("talk", make_organisation("A helpline", phone="0300 000 0001"))
    form = note_typed(contact, version=opened(client, need))
    Contact.objects.update(note="Loaded anew")
    assert client.post(address(need), form).status_code == 200
    assert Contact.objects.get().note == "Loaded anew"


def test_a_contact_that_the_other_added_stays(client, need):
    contact = make_contact("talk", make_organisation("A helpline", phone="0300 000 0001"))
    form = note_typed(contact, version=opened(client, need))
    tool = make_resource("Report Remove", url="https://example.org/report", ages=(8, 17))
    added = {"contacts-TOTAL_FORMS": "2", "contacts-1-order": "2", "contacts-1-tool": tool.pk, "contacts-0-note": ""}
    client.post(address(need), {**form, **added})
    assert client.post(address(need), form).status_code == 302
    assert [(one.title, one.note) for one in need.contacts.all()] == [
        ("A helpline", "What I typed"),
        ("Report Remove", ""),
    ]
    assert need.contacts.first().pk == contact.pk


def test_a_version_with_nobody_to_call_is_not_restored(client, need):
    keep_what_was(need)
    make_contact("talk", make_organisation("A helpline", phone="0300 000 0001"))
    answer = client.post(reverse("admin:who_to_call_need_restore", args=[need.pk, 1]))
    assert "Leave at least one contact." in answer.text
    assert Contact.objects.exists()


def test_a_version_brings_back_who_stood_there_with_ages_and_districts(client, need):
    point = make_organisation("A helpline", phone="0300 000 0001", ages=(4, 18))
    contact = make_contact("talk", point, youngest=8)
    contact.districts.set(District.objects.filter(code="national"))
    keep_what_was(need)
    before = record_of(need)
    contact.delete()
    make_contact("talk", make_resource("Report Remove", url="https://example.org/report", ages=(8, 17)))
    assert client.post(reverse("admin:who_to_call_need_restore", args=[need.pk, 1])).status_code == 302
    assert record_of(Need.objects.get(pk=need.pk)) == before
    assert before["contacts"][0]["districts"] == ["national"]


def test_a_need_cannot_be_left_with_nobody_to_call(client, need):
    contact = make_contact("talk", make_organisation("A helpline", phone="0300 000 0001"))
    form = {
        "contacts-TOTAL_FORMS": "1",
        "contacts-INITIAL_FORMS": "1",
        "contacts-0-id": contact.pk,
        "contacts-0-order": "1",
        "contacts-0-contact_point": contact.contact_point_id,
        "contacts-0-DELETE": "on",
    }
    answer = client.post(address(need), form | {"version": opened(client, need)})
    assert "Leave at least one contact." in answer.text
    assert Contact.objects.exists()


def test_words_about_a_person_are_asked_about(client, need):
    organisation = make_organisation("A helpline", phone="0300 000 0001")
    point = organisation.contact_points.get().pk
    answer = send(client, need, contact_point=point, note="Ask for Jane Smith, born 3.4.2010")
    assert answer.status_code == 200
    assert "looks like" in answer.text


def test_list_shows_who_stands_in_each_need(client, need):
    for number in range(3):
        make_contact("talk", make_organisation(f"Line {number}", phone=f"0300 000 000{number}"))
    page = client.get(reverse("admin:who_to_call_need_changelist"))
    assert "Line 0, Line 1, Line 2" in page.text
    assert "Somebody for the child to talk to" in page.text


def test_a_number_is_offered_with_whose_it_is(client, need):
    make_contact("talk", make_organisation("A helpline", phone="0300 000 0001"))
    assert ">A helpline: 0300 000 0001</option>" in client.get(address(need)).text


@pytest.mark.parametrize("name", ["changelist", "change"])
def test_pages_ask_the_database_no_more_for_more_contacts(client, need, name):
    place = reverse(f"admin:who_to_call_need_{name}", args=[need.pk] if name == "change" else [])
    counts = []
    for _ in range(2):
        for _ in range(3):
            make_contact("talk", make_organisation(phone="0300 000 0001"))
        with CaptureQueriesContext(connection) as queries:
            client.get(place)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_need_is_not_left_with_only_those_whom_readers_cannot_see(client, need):
    hidden = make_organisation("A hidden helpline", phone="0300 000 0001", published=False)
    answer = send(client, need, contact_point=hidden.contact_points.get().pk)
    assert "Readers can see none of these. Add one that they can see." in answer.text
    assert not Contact.objects.exists()
