"""The contact card of an organisation: read back as a telephone reads it."""

import pytest
import vobject
from django.utils import timezone

from directory.catalogue.actions.editing import save_entry
from tests.factories import archive, make_organisation

pytestmark = pytest.mark.django_db


def card_of(client, organisation):
    answer = client.get(f"/organisations/{organisation.slug}.vcf")
    assert answer.status_code == 200
    return vobject.readOne(answer.text)


def test_a_card_has_every_way_to_reach_it_and_what_each_is_for(client):
    service = make_organisation(
        "Line; for, all",
        url="https://line.example",
        checked_on=timezone.localdate(),
        contact_points=[
            {"channel": "phone", "value": "0800 1111", "audience": "children", "always_open": True},
            {"channel": "text", "value": "07860 039967", "note": "Say who\nyou are"},
            {"channel": "email", "value": "help@line.example"},
            {"channel": "form", "value": "https://line.example/chat"},
        ],
    )
    card = card_of(client, service)
    assert (card.fn.value, card.org.value) == ("Line; for, all", ["Line; for, all"])
    assert card.uid.value == service.uuid.urn
    assert [(tel.value, tel.params["TYPE"]) for tel in card.tel_list] == [
        ("08001111", ["WORK", "VOICE"]),
        ("+447860039967", ["WORK", "MSG"]),
    ]
    assert card.email.value == "help@line.example"
    assert [url.value for url in card.url_list] == ["https://line.example", "https://line.example/chat"]
    danger, phone, text, *_, checked, page = card.note.value.splitlines()
    assert danger == "If a child is in danger now, call 999."
    assert phone == "0800 1111: Children and young people. Day and night, every day"
    assert text == "07860 039967: Say who you are"
    assert checked.startswith("Last checked ")
    assert page.endswith(f"https://testserver{service.get_absolute_url()}")


def test_what_a_curator_types_adds_no_line_of_its_own(client):
    card = card_of(client, make_organisation("A\r\nTEL:999999", phone="0300 000 0000"))
    assert [tel.value for tel in card.tel_list] == ["+443000000000"]
    assert card.fn.value == "A TEL:999999"


def test_a_card_is_a_file_that_is_named_as_the_page_and_is_linked_there(client):
    service = make_organisation(phone="0300 000 0000")
    answer = client.get(f"/organisations/{service.slug}.vcf")
    assert answer.headers["Content-Type"] == "text/vcard; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{service.slug}.vcf"'
    assert answer.text.splitlines()[:2] == ["BEGIN:VCARD", "VERSION:3.0"]
    assert "\r\n" in answer.content.decode()
    page = client.get(service.get_absolute_url()).text
    assert f'href="/organisations/{service.slug}.vcf"' in page
    assert "Save these contact details" in page


def test_details_that_are_still_being_checked_say_so(client):
    service = make_organisation(phone="0300 000 0000", confidence="medium")
    assert "We have not finished checking these details." in card_of(client, service).note.value


def test_there_is_no_card_of_what_readers_are_not_led_to(client):
    newer = make_organisation("The new one")
    closed = make_organisation(phone="0300 000 0000", status="closed", successor=newer)
    draft = make_organisation(phone="0300 000 0001", published=False)
    archived = make_organisation(phone="0300 000 0002")
    archive(entry=archived)
    answers = [client.get(f"/organisations/{one.slug}.vcf") for one in (closed, draft, archived)]
    assert [answer.status_code for answer in answers] == [404, 404, 410]
    assert "0300 000" not in "".join(answer.text for answer in answers)
    assert ".vcf" not in client.get(closed.get_absolute_url()).text


def test_an_old_address_leads_to_the_card_of_today(client):
    service = make_organisation(slug="first", phone="0300 000 0000")
    service.slug = "second"
    save_entry(entry=service)
    answer = client.get("/organisations/first.vcf")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/organisations/second.vcf")
