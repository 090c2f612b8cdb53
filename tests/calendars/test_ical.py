from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from django.test import RequestFactory
from django.utils import timezone

from directory.calendars.ical import Event, calendar_file, calendar_response
from tests.factories import make_course
from tests.hostile import hostile_strings

UID = "8a0cd0b4-58c7-4f0f-9b0a-3f4f6f0e8a51"
START = datetime(2026, 9, 15, 14, 30, tzinfo=UTC)


def event(**values):
    common = {"uid": UID, "title": "Leads", "starts": START, "ends": START + timedelta(hours=2)}
    return Event(**{**common, "changed_at": START, "url": "https://testserver/networks/leads/", **values})


def request(**headers):
    return RequestFactory().get("/", headers=headers)


def events_in(content):
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def test_calendar_says_what_calendars_need():
    calendar = icalendar.Calendar.from_ical(calendar_file("Meetings", [event(place="Town hall")]))
    assert calendar["version"] == "2.0"
    assert calendar["method"] == "PUBLISH"
    assert calendar["x-wr-calname"] == "Meetings"
    (found,) = calendar.walk("VEVENT")
    assert found["uid"] == UID
    assert found["dtstart"].dt == START
    assert found["status"] == "CONFIRMED"
    assert found["url"] == "https://testserver/networks/leads/"
    assert found["location"] == "Town hall"


def test_an_event_has_the_name_that_it_was_given_and_says_when_it_was_made():
    (found,) = events_in(calendar_file("Plan", [event(created_at=START)]))
    assert (found["uid"], found["created"].dt) == (UID, START)


def test_whole_days_end_the_day_after():
    (found,) = events_in(calendar_file("Days", [event(starts=date(2026, 9, 1), ends=date(2026, 9, 1))]))
    assert (found["dtstart"].dt, found["dtend"].dt) == (date(2026, 9, 1), date(2026, 9, 2))


@pytest.mark.once
def test_no_text_adds_a_line_or_breaks_one():
    for text in [*hostile_strings(), "a\r\nBEGIN:VEVENT\r\nSUMMARY:b", "é" * 300]:
        content = calendar_file("Meetings", [event(title=text, description=text, place=text)])
        assert len(events_in(content)) == 1, ascii(text)
        assert all(len(line) <= 75 for line in content.split(b"\r\n")), ascii(text)
        assert b"\n" not in content.replace(b"\r\n", b""), ascii(text)


def test_calendar_that_has_not_changed_is_not_sent_again():
    first = calendar_response(request(), "Meetings", [event()])
    again = calendar_response(request(**{"If-None-Match": first.headers["ETag"]}), "Meetings", [event()])
    changed = calendar_response(
        request(**{"If-None-Match": first.headers["ETag"]}), "Meetings", [event(title="Changed")]
    )
    assert (first.status_code, again.status_code, changed.status_code) == (200, 304, 200)


def test_a_calendar_without_dates_still_has_something_in_it_as_the_standard_asks():
    (zone,) = icalendar.Calendar.from_ical(calendar_file("Meetings", [])).subcomponents
    london = zone.to_tz()
    summer, winter = (datetime(2027, month, 1, 12, tzinfo=london) for month in (7, 1))
    assert zone["tzid"] == "Europe/London"
    assert (summer.utcoffset(), winter.utcoffset()) == (timedelta(hours=1), timedelta())


def test_a_calendar_goes_by_its_mark_alone_as_a_date_that_left_it_has_no_date_in_it():
    first = calendar_response(request(), "Meetings", [event()])
    assert "Last-Modified" not in first.headers
    late = calendar_response(request(**{"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}), "Meetings", [])
    assert late.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "number"),
    [({"place": "Stafford"}, 1), ({"status": "cancelled"}, 1), ({"booking_url": "https://example.org/"}, 0), ({}, 0)],
)
def test_sequence_counts_changes_of_time_place_and_status(change, number):
    starts = timezone.now() + timedelta(days=9)
    session = make_course().sessions.create(starts_at=starts, ends_at=starts + timedelta(hours=1))
    for name, value in change.items():
        setattr(session, name, value)
    session.save()
    session.refresh_from_db()
    assert session.sequence == number
