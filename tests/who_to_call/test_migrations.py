"""What migrations make of a bank that has its contacts already."""

from importlib import import_module

import pytest
from django.apps import apps

from directory.who_to_call.models import Contact
from tests.factories import make_contact, make_organisation
from tests.machine import ROOT

pytestmark = pytest.mark.django_db
UNDER_13 = import_module("directory.who_to_call.migrations.0004_who_refers_a_child_under_13")


def notes():
    UNDER_13.say_who_refers(apps, None)
    return list(Contact.objects.order_by("pk").values_list("note", flat=True))


def line(reference):
    point = {"channel": "phone", "value": "0300 000 0001"}
    return make_organisation(reference, reference=reference, ages=(0, 17), contact_points=[point])


def test_the_centre_of_a_bank_says_who_refers_a_child_under_13():
    centre = line(UNDER_13.CENTRE)
    centre.slug = "called-otherwise-since"
    centre.save()
    make_contact("medical", centre)
    make_contact("harmed", centre)
    make_contact("medical", line("another"))
    assert notes() == [UNDER_13.NOTE, "", ""]


def test_a_note_that_a_curator_wrote_stays():
    make_contact("medical", line(UNDER_13.CENTRE), note="Ask for the nurse.")
    assert notes() == ["Ask for the nurse."]


def test_a_bank_without_contacts_stays_empty():
    assert notes() == []


def test_the_note_is_that_of_the_files():
    assert UNDER_13.NOTE in (ROOT / "fixtures" / "county" / "routes.json").read_text(encoding="utf-8")
