"""Calendars of training and of changes in guidance."""

from datetime import date, timedelta

import icalendar
import pytest
from django.utils import timezone

from directory.catalogue.actions.editing import save_entry
from directory.training.models import Course
from tests.factories import make_course, make_guidance

pytestmark = pytest.mark.django_db


def test_guidance_calendar_has_the_days_for_a_setting(client):
    make_guidance("For primary", sectors=["primary"], effective_from=date(2026, 9, 1))
    make_guidance("For colleges", sectors=["fe_skills"], effective_from=date(2026, 9, 1))
    make_guidance("No day", sectors=["primary"])
    answer = client.get("/guidance/calendar.ics?sector=primary")
    (found,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert found["summary"] == "In force: For primary"
    assert found["dtstart"].dt == date(2026, 9, 1)
    assert client.get("/guidance/calendar.ics?sector=zz").status_code == 400


def test_guidance_calendar_names_a_change_by_what_outlives_this_database(client):
    update = make_guidance("A change", effective_from=date(2026, 9, 1))
    (found,) = icalendar.Calendar.from_ical(client.get("/guidance/calendar.ics").content).walk("VEVENT")
    assert found["uid"] == str(update.uuid)


def test_guidance_that_comes_into_force_on_another_day_is_the_same_event_and_counts_one_change(client):
    update = make_guidance("A change", effective_from=date(2026, 9, 1))
    for field, value, number in (("note", "Ring them.", 0), ("effective_from", date(2026, 10, 1), 1)):
        setattr(update, field, value)
        save_entry(entry=update)
        (found,) = icalendar.Calendar.from_ical(client.get("/guidance/calendar.ics").content).walk("VEVENT")
        assert (found["uid"], found["sequence"]) == (str(update.uuid), number)


@pytest.fixture
def dates():
    """A free course with a date soon, one cancelled lately and one long ago, and a course that costs."""
    now = timezone.now()
    free, paid = make_course("Free", cost="free"), make_course("Paid", cost="paid")
    for course, days, status in [
        (free, 9, "scheduled"),
        (free, -9, "cancelled"),
        (free, -90, "scheduled"),
        (paid, 9, "full"),
    ]:
        starts = now + timedelta(days=days)
        course.sessions.create(starts_at=starts, ends_at=starts + timedelta(hours=2), status=status)
    return free


def test_training_calendar_shows_what_is_to_come_and_what_was_cancelled_lately(client, dates):
    events = icalendar.Calendar.from_ical(client.get("/training/calendar.ics").content).walk("VEVENT")
    assert sorted((event["summary"], event["status"]) for event in events) == [
        ("Free", "CANCELLED"),
        ("Free", "CONFIRMED"),
        ("Paid", "CONFIRMED"),
    ]


def test_training_calendar_keeps_filters_and_refuses_words(client, dates):
    events = icalendar.Calendar.from_ical(client.get("/training/calendar.ics?cost=free").content).walk("VEVENT")
    assert {event["summary"] for event in events} == {"Free"}
    assert client.get("/training/calendar.ics?q=consent").status_code == 400
    assert client.get("/training/calendar.ics?cost=zz").status_code == 400


def test_dates_that_were_to_come_when_their_course_ended_are_off(client, dates):
    (before,) = icalendar.Calendar.from_ical(client.get("/training/calendar.ics?cost=paid").content).walk("VEVENT")
    course = Course.objects.get(slug="paid")
    session, now = course.sessions.get(), timezone.now()
    course.sessions.create(starts_at=now - timedelta(days=2), ends_at=now - timedelta(days=1))
    course.status, course.successor = "superseded", dates
    save_entry(entry=course)
    for address in ("/training/calendar.ics?cost=paid", f"/training/paid/{session.pk}.ics"):
        (event,) = icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")
        assert (event["uid"], event["status"]) == (before["uid"], "CANCELLED"), address
        assert event["sequence"] > before["sequence"], address
        assert event["last-modified"].dt > before["last-modified"].dt - timedelta(seconds=1), address
    found = client.get("/api/v1/dates/training/").json()["results"]
    assert [one["status"]["code"] for one in found if one["title"] == "Paid"] == ["cancelled"]
    page = client.get("/training/paid/").text
    assert "This course has no more dates." in page
    assert f"/training/paid/{session.pk}.ics" not in page


def test_a_date_that_took_place_before_its_course_ended_was_never_off(client, dates):
    course = Course.objects.get(slug="paid")
    now = timezone.now()
    held = course.sessions.create(starts_at=now - timedelta(days=2), ends_at=now - timedelta(days=1))
    course.status = "withdrawn"
    save_entry(entry=course)
    (event,) = icalendar.Calendar.from_ical(client.get(f"/training/paid/{held.pk}.ics").content).walk("VEVENT")
    assert event["status"] == "CONFIRMED"


def test_one_date_can_be_put_in_a_calendar(client, dates):
    session = dates.sessions.upcoming().get()
    page = client.get(dates.get_absolute_url()).text
    address = f"/training/{dates.slug}/{session.pk}.ics"
    assert address in page
    (event,) = icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")
    assert event["summary"] == "Free"
    assert client.get(f"/training/another/{session.pk}.ics").status_code == 404


SETTING = "sector=primary&age=9&ability=mld&district=tamworth"  # what the pages give along


@pytest.mark.parametrize("what", ["training", "guidance", "networks"])
def test_a_calendar_refuses_a_parameter_that_it_does_not_have(client, what):
    address = f"/{what}/calendar.ics"
    answer = client.get(f"{address}?tpoic=consent")
    assert (answer.status_code, answer.text) == (400, "“tpoic” is not a parameter of this address.")
    assert client.get(f"{address}?{SETTING}&utm_source=mail").status_code == 200
