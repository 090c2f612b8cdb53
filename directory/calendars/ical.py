"""Calendar files (iCalendar, RFC 5545) that people subscribe to or open once: training, meetings, guidance."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.http import quote_etag
from icalendar import Calendar, Timezone
from icalendar import Event as Component

from directory.county.current import county

PRODUCT = f"-//{county.name} safeguarding resource bank//EN"
REFRESHED_AFTER = timedelta(hours=12)
CANCELLED_SHOWN = timedelta(days=30)  # how long after its day a cancelled event stays in a calendar

# A calendar must have something in it (RFC 5545, 3.4), and of many there is no date yet.
LONDON = Timezone.from_ical("""\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
""")


@dataclass(frozen=True)
class Event:
    """One date in a calendar.

    `uid` is for ever, whatever site is asked: the UUID of what it is. `starts` and `ends` are aware moments, or dates
    for whole days, both included. `url` is a whole web address. `changed_at` and `sequence` (how often its time,
    place or status has changed) tell calendars which of two copies is the newer.
    """

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | date
    changed_at: datetime
    url: str
    description: str = ""
    place: str = ""
    sequence: int = 0
    cancelled: bool = False
    created_at: datetime | None = None
    categories: tuple[str, ...] = ()


def calendar_file(name, events):
    """A calendar of `events` as bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESHED_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add_component(LONDON)
    for event in events:
        calendar.add_component(ical_component(event))
    return calendar.to_ical()


def ical_component(event):
    found = Component()
    found.add("uid", event.uid)
    found.add("dtstamp", event.changed_at.astimezone(UTC))
    if event.created_at:
        found.add("created", event.created_at.astimezone(UTC))
    found.add("last-modified", event.changed_at.astimezone(UTC))
    found.add("dtstart", ical_moment(event.starts))
    found.add("dtend", ical_moment(event.ends, last=True))
    found.add("summary", event.title)
    if event.description:
        found.add("description", event.description)
    if event.place:
        found.add("location", event.place)
    found.add("url", event.url)
    found.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    found.add("sequence", event.sequence)
    if event.categories:
        found.add("categories", list(event.categories))
    return found


def ical_moment(moment, *, last=False):
    """Moments in UTC; of a whole day the end is the day after."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return moment + timedelta(days=1) if last else moment


def calendar_response(request, name, events):
    """The calendar, or 304 if whoever subscribes has it already. No date says so: what has left it has none."""
    content = calendar_file(name, events)
    etag = quote_etag(salted_hmac("directory.catalogue.calendars", content).hexdigest())
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        content, content_type="text/calendar; charset=utf-8"
    )
    response.headers["ETag"] = etag
    return response
