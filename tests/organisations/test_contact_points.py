"""The ways to reach an organisation: checked, shown with whom they are for and when they answer, open or not."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.actions import history
from directory.catalogue.records.reading import record_of
from directory.catalogue.records.rows import checked_rows, replace_rows
from directory.catalogue.states import Action
from directory.organisations.contact_points import ContactPoint
from directory.organisations.models import Organisation
from directory.organisations.older_records import with_contact_points
from directory.search.pages import views
from tests.catalogue.test_admin import form_of
from tests.factories import make_organisation
from tests.organisations.test_opening_times import DAY, at
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

ALL_WEEK = "every day all day"


def line(**values):
    return {"channel": "phone", "value": "01785 222000", **values}


def problems(*rows):
    with pytest.raises(ValidationError) as error:
        checked_rows(Organisation, "contact_points", rows)
    return " ".join(error.value.messages)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (line(value="n/a"), "not a telephone number"),
        (line(value=""), "cannot be blank"),
        (line(channel="pigeon"), "not a valid choice"),
        (line(channel="email", value="nobody"), "valid email"),
        (line(channel="form", value="javascript:alert(1)"), "valid URL"),
        (line(opening_times="when we can"), "must be days and times"),
        (line(opening_times=DAY, always_open=True), "day and night"),
        (line(age_from=99), "Enter an age"),
        (line(channel="email", value="help@example.org", extension="1"), "Only a telephone number"),
        (line(note="Ask about NHS number 943 476 5919"), "looks like"),
        (line(note="Before | after"), "Leave out"),
        (line(name="x" * 101), "at most 100"),
    ],
)
def test_a_contact_point_that_cannot_be_is_refused_in_words(row, words):
    assert words in problems(row)


def test_the_same_number_twice_is_refused_however_it_is_written():
    assert "already has that number" in problems(line(), line(value="+44 1785 222000"))


def test_a_web_address_is_taken_without_its_scheme():
    (row,) = checked_rows(Organisation, "contact_points", [line(channel="form", value="www.example.org/help")])
    assert row["value"] == "https://www.example.org/help"


def test_contact_points_keep_their_order_and_a_changed_number_stays_the_same_row():
    mail = line(channel="email", value="a@b.org")
    helper = make_organisation(
        contact_points=[line(), line(value="0800 1111"), line(channel="email", value="a@b.org")]
    )
    first, second, address = helper.contact_points.all()
    wanted = [mail, line(value="01785 222999"), line(value="0800 1111")]
    replace_rows(helper, "contact_points", wanted)
    now = list(helper.contact_points.all())
    assert [(point.pk, point.value) for point in now] == [
        (address.pk, "a@b.org"),
        (first.pk, "+441785222999"),
        (second.pk, "+448001111"),
    ]


def test_contact_points_are_kept_in_versions_compared_and_restored():
    helper = make_organisation(contact_points=[line(opening_times=DAY)])
    before = record_of(Organisation.objects.get())
    replace_rows(helper, "contact_points", [line(value="0800 1111")])
    history.record_revision(entry=helper, action=Action.EDITED)
    first = helper.revisions.earliest("number")
    history.restore_revision(change=first, by=make_user("Curator"))
    assert record_of(Organisation.objects.get()) == before


def test_what_was_said_before_contact_points_is_read_as_contact_points():
    old = {"phone": "01785 222000 ext 5", "phone_note": "Parents only.", "hours": DAY, "email": "a@b.org", "note": ""}
    now = with_contact_points({"title": "Old", **old})
    phone, mail = now["contact_points"]
    assert (phone["value"], phone["extension"], phone["note"]) == ("+441785222000", "5", "Parents only")
    assert phone["opening_times"] == "Mon-Thu 08:00-17:30; Fri 08:00-16:30"
    assert mail["value"] == "a@b.org"
    assert now.keys() == {"title", "note", "contact_points"}


def test_what_cannot_be_read_from_before_is_kept_for_curators():
    now = with_contact_points({"phone": "ask at reception", "note": "Be quick."})
    assert now["contact_points"] == []
    assert now["note"] == "Be quick.\nFrom before contact points. phone: ask at reception"


def test_an_organisation_with_a_number_is_checked_twice_a_year():
    helper = make_organisation(checked_on=date(2026, 1, 31))
    assert helper.review_due_on == date(2027, 1, 31)
    replace_rows(helper, "contact_points", [line()])
    helper.refresh_from_db()
    assert helper.review_due_on == date(2026, 7, 31)


@pytest.mark.parametrize("page", ["/organisations/helper/", "/organisations/"])
def test_pages_show_the_hours_and_whether_it_is_open_now_but_not_in_print(client, page):
    always = line(opening_times=ALL_WEEK, bank_holidays="as_usual", extension="12")  # whatever day it is today
    make_organisation("Helper", slug="helper", contact_points=[always])
    text = client.get(page).text
    assert 'href="tel:+441785222000">01785 222000 extension 12</a>' in text
    assert "Every day all day" in text
    assert '<span class="open-now no-print">Open now' in text


@pytest.mark.parametrize("page", ["/organisations/helper/", "/organisations/"])
def test_pages_say_so_where_there_is_no_number(client, page):
    make_organisation("Helper", slug="helper", url="https://www.example.org/")
    text = client.get(page).text
    assert "example.org" in text
    assert "o telephone number" in text


def test_a_kept_card_says_no_longer_that_a_service_is_open_once_it_has_closed(client, monkeypatch):
    make_organisation("Helper", contact_points=[line(opening_times=DAY)])
    for moment, words in (
        (at(2026, 11, 26, 17, 29), "Open now, until 5.30pm"),
        (at(2026, 11, 26, 17, 30), "Opens tomorrow"),
    ):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        monkeypatch.setattr("time.time", moment.timestamp)
        assert words in client.get("/organisations/").text


def test_a_search_page_that_was_kept_holds_no_longer_once_a_service_may_have_opened(monkeypatch):
    class Snapshot:
        version = "1"

        class index:  # noqa: N801
            sessions_begun = staticmethod(lambda second: 0)

    class Nobody:
        tag = ""

    def etag(moment):
        monkeypatch.setattr(views, "index_moment", lambda: (1, int(moment.timestamp())))
        return views.etag_of(Snapshot, False, Nobody)

    eight = at(2026, 11, 30, 8)
    assert etag(eight - timedelta(seconds=1)) != etag(eight) == etag(eight + timedelta(minutes=4))


def test_two_rows_of_a_form_that_say_one_number_are_refused_in_words(client):
    helper = make_organisation()
    sign_in(client, make_user("Curator"))
    page = reverse("admin:organisations_organisation_change", args=[helper.pk])
    data = form_of(client, page) | {"contact_points-TOTAL_FORMS": "2"}
    for row, number in enumerate(["01785 222009", "+44 1785 222009"]):
        values = {"order": row, "channel": "phone", "value": number, "audience": "everyone"}
        data |= {f"contact_points-{row}-{name}": value for name, value in values.items()}
    answer = client.post(page, data)
    assert answer.status_code == 200
    assert "duplicate" in answer.text
    assert not helper.contact_points.exists()


@pytest.mark.parametrize("typed", ["TBC", "see website", "ring us", "—", ""])
def test_what_is_no_number_is_shown_as_it_was_typed(typed):
    assert ContactPoint(channel="phone", value=typed).shown == typed
