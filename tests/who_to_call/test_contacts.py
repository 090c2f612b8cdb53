"""Who stands in a need: what curators put there, in their order, and never beyond whom it serves."""

from datetime import UTC, datetime

import pytest
import tablib
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.catalogue.records.rows import replace_rows
from directory.exchange.entry_resource import EntryResource
from directory.exchange.import_problems import import_problems
from directory.organisations.models import Organisation
from directory.taxonomy.models import District
from directory.who_to_call.answers import AGES, ANY_CHILD
from directory.who_to_call.context_processors import urgent_contacts
from directory.who_to_call.models import Contact, Need
from tests.factories import archive, make_contact, make_organisation, make_resource
from tests.people import make_user

pytestmark = pytest.mark.django_db
NUMBER = {"phone": "0300 000 0001"}


def shown(need):
    return [contact.title for contact in Contact.objects.by_need([need])[need]]


def test_curators_decide_the_order():
    make_contact("talk", make_organisation("Second", **NUMBER), order=2)
    make_contact("talk", make_organisation("First", **NUMBER), order=1)
    assert shown("talk") == ["First", "Second"]


def test_an_entry_that_nobody_put_there_changes_nothing():
    make_contact("talk", make_organisation("Chosen", **NUMBER))
    make_organisation("A new one", topics=["sexual_violence"], **NUMBER)
    assert shown("talk") == ["Chosen"]


def test_what_is_closed_or_not_published_is_never_shown():
    successor = make_organisation("The new one")
    make_contact("talk", make_organisation("A draft", published=False, **NUMBER))
    make_contact("talk", make_organisation("Closed", status="closed", successor=successor, **NUMBER))
    make_contact("talk", archive(entry=make_organisation("Archived", **NUMBER)))
    make_contact("talk", make_resource("A tool that is a draft", url="https://example.org", published=False))
    assert shown("talk") == []


def test_a_number_that_readers_are_told_to_call_cannot_vanish():
    organisation = make_organisation("Helper", **NUMBER)
    contact = make_contact("talk", organisation)
    with pytest.raises(
        ValidationError, match="still in use: Somebody for the child to talk to: Helper, 0300 000 0001"
    ):
        replace_rows(organisation, "contact_points", [])
    contact.delete()
    replace_rows(organisation, "contact_points", [])
    assert not organisation.contact_points.exists()


def test_a_number_that_changes_changes_where_readers_are_told_to_call_it():
    organisation = make_organisation("Helper", **NUMBER)
    contact = make_contact("talk", organisation)
    replace_rows(organisation, "contact_points", [{"channel": "phone", "value": "0300 000 0002"}])
    contact.refresh_from_db()
    assert contact.number.shown == "0300 000 0002"


def test_what_cannot_be_pressed_is_not_shown():
    place = [{"channel": "in_person", "value": "42 Curtain Road"}]
    make_contact("talk", make_organisation("A place", contact_points=place))
    assert shown("talk") == []


def test_contacts_of_the_band_that_may_be_open_stand_before_those_that_are_closed(monkeypatch):
    def line(title, times):
        points = [{"channel": "phone", "value": "0300 000 0001", "opening_times": times}]
        make_contact("band", make_organisation(title, contact_points=points))

    line("By day", "weekdays 9am to 5pm")
    line("At night", "Mon-Sun 00:00-09:00, 17:00-24:00")
    for hour, first in ((12, "By day"), (22, "At night")):
        moment = datetime(2026, 11, 23, hour, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        assert urgent_contacts()[0].title == first


@pytest.mark.parametrize("dry_run", [True, False])
def test_an_import_that_would_take_such_a_number_away_is_refused_in_the_preview_too(dry_run):
    organisation = make_organisation("Helper", reference="helper", **NUMBER)
    make_contact("talk", organisation)
    rows = tablib.Dataset(["helper", ""], headers=["reference", "contact_points"])
    result = EntryResource(Organisation, by=make_user("Curator")).import_rows(rows, dry_run=dry_run)
    assert "still in use" in " ".join(words for _, words in import_problems(result))
    assert organisation.contact_points.exists()


def test_a_known_age_must_lie_within_its_ages_as_a_whole():
    contact = make_contact("talk", make_organisation(ages=(4, 18), **NUMBER))
    assert [code for code, ages in AGES.items() if contact.is_for(ages)] == [
        "5-7",
        "8-9",
        "10-12",
        "13-15",
        "16-17",
        "not_known",
    ]
    assert not contact.is_for(ANY_CHILD)


def test_an_age_that_is_not_known_never_leads_to_a_line_for_adults():
    for first in (16, 18):
        assert not make_contact("talk", make_organisation(ages=(first, 25), **NUMBER)).is_for(AGES["not_known"])
    assert make_contact("talk", make_organisation(ages=(13, 25), **NUMBER)).is_for(AGES["not_known"])


def test_a_contact_never_reaches_beyond_what_its_entry_comes_to_serve():
    organisation = make_organisation(ages=(0, 18), **NUMBER)
    contact = make_contact("talk", organisation, youngest=5, oldest=17)
    Organisation.objects.filter(pk=organisation.pk).update(age_min=13)
    contact = Contact.objects.get(pk=contact.pk)
    assert contact.ages == (13, 17)
    assert not contact.is_for(AGES["8-9"])


@pytest.mark.parametrize(
    ("values", "field"),
    [({"youngest": 5}, "youngest"), ({"oldest": 19}, "oldest"), ({"youngest": 15, "oldest": 14}, "oldest")],
)
def test_ages_of_a_contact_must_lie_within_those_of_its_entry(values, field):
    contact = make_contact("talk", make_organisation(ages=(13, 18), **NUMBER), **values)
    with pytest.raises(ValidationError) as refused:
        contact.full_clean()
    assert list(refused.value.message_dict) == [field]


def test_a_number_for_adults_cannot_be_given_to_children():
    points = [{"channel": "phone", "value": "0300 000 0001", "age_from": 18}]
    contact = make_contact("talk", make_organisation(ages=(10, 25), contact_points=points))
    assert contact.ages == (18, 25)
    contact.youngest = 10
    with pytest.raises(ValidationError):
        contact.full_clean()


def test_a_number_for_parents_or_staff_never_stands_where_children_call():
    points = [{"channel": "phone", "value": "0300 000 0001", "audience": "parents"}]
    organisation = make_organisation("For parents", contact_points=points)
    for need in ("talk", "young_people"):
        with pytest.raises(ValidationError, match="for parents or staff only"):
            make_contact(need, organisation).full_clean()
        assert shown(need) == []
    make_contact("front_door", organisation).full_clean()
    assert shown("front_door") == ["For parents"]


def test_a_contact_is_for_those_who_live_where_its_entry_serves():
    local = make_contact("talk", make_organisation(districts=["tamworth"], **NUMBER))
    national = make_contact("talk", make_organisation(districts=["national"], **NUMBER))
    assert [contact.serves({"tamworth"}) for contact in (local, national)] == [True, True]
    assert [contact.serves({"lichfield"}) for contact in (local, national)] == [False, True]
    assert [contact.serves(set()) for contact in (local, national)] == [False, True]
    national.districts.set(District.objects.filter(code="tamworth"))
    assert not national.serves({"lichfield"})


def test_a_contact_is_a_number_or_a_page_to_open():
    organisation = make_organisation(**NUMBER)
    both = {"contact_point": organisation.contact_points.get(), "tool": Entry.objects.get(pk=organisation.pk)}
    need = Need.objects.create(code="talk")
    for named in ({}, both):
        with pytest.raises(ValidationError, match="one of the two"):
            Contact(need=need, **named).full_clean()
        with transaction.atomic(), pytest.raises(IntegrityError):
            Contact.objects.create(need=need, **named)


def test_a_tool_needs_a_page_to_open():
    contact = make_contact("remove_image", make_resource(url="https://www.example.org/report/now"))
    assert (contact.number.shown, contact.number.link) == ("example.org", "https://www.example.org/report/now")
    with pytest.raises(ValidationError, match="no web address"):
        make_contact("remove_image", make_resource(url="")).full_clean()


def test_a_contact_stands_in_a_need_once():
    contact = make_contact("talk", make_organisation(**NUMBER))
    with pytest.raises(ValidationError, match="already there"):
        Contact(need=contact.need, contact_point=contact.contact_point).full_clean()
