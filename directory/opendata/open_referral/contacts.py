"""How an organisation is reached, as phones, contacts, schedules and places of its service.

Times are those of the clock in England, summer and winter. An offset from UTC would be wrong for half the year.
"""

import re

from directory.county.current import county
from directory.exchange.open_referral.identifiers import part_id, service_id
from directory.opendata.open_referral.plain_values import said
from directory.organisations.contact_points import Channel
from directory.organisations.opening_times import BankHolidays, OpeningTimes
from directory.organisations.telephone import written
from directory.organisations.times_of_the_week import MIDNIGHT, clock

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_ENDS = "23:59"  # what the standard has for midnight
TEXT_RELAY = "18000"
CLOCK = "By the clock in England"
ADDRESS = re.compile(r"(?P<address_1>.+?), *(?P<city>[^,]+?),? +(?P<postal_code>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})")


def identity(entry, point, what, *more):
    """What a contact point is known by: the number or address itself."""
    return part_id(entry.uuid, what, point.channel, point.value, point.extension, *more)


# Numbers


def phone_of(entry, point):
    return said(
        id=identity(entry, point, "phone"),
        service_id=service_id(entry.uuid),
        number=written(point.value),
        extension=point.extension,
        type=phone_type(point),
        description=about(point),
        schedules=schedules_of(entry, point),
    )


def phone_type(point):
    if point.channel == Channel.TEXT:
        return "text"
    return "textphone" if point.value == TEXT_RELAY else "voice"


def about(point):
    """What whoever calls needs to know, as the public page says it."""
    return ". ".join(part for part in (point.name, point.for_whom, point.note) if part)


def contact_of(entry, point):
    """One way to reach it: a contact has the name of the line or of the organisation, never that of a person."""
    number, mail, page = point.is_number, point.channel == Channel.EMAIL, point.channel == Channel.FORM
    return said(
        id=identity(entry, point, "contact"),
        service_id=service_id(entry.uuid),
        name=point.name or entry.title,
        email=(mail and point.value) or "",
        phones=[phone_of(entry, point)] if number else [],
        x_staffs_web_address=(page and point.value) or "",
        x_staffs_about="" if number else about(point),
        x_staffs_schedules=[] if number else schedules_of(entry, point),
    )


# When it answers


def schedules_of(entry, point):
    """Its times of the week; where nobody has given any, the words that stand in their place."""
    common = said(
        service_id=service_id(entry.uuid),
        description=point.hours_note,
        attending_type=point.get_channel_display(),
        notes=notes_of(point),
    )
    return [
        said(id=identity(entry, point, "schedule", *times.values()), **times, **common) for times in times_of(point)
    ]


def times_of(point):
    if point.always_open:
        yield weekly(range(7), 0, MIDNIGHT)
    elif point.opening_times:
        for days, times in OpeningTimes.read(point.opening_times).by_days():
            yield from (weekly(days, start, end) for start, end in times)
    elif point.hours_note:
        yield {}


def weekly(days, start, end):
    closes = DAY_ENDS if end == MIDNIGHT else clock(end)
    return {
        "freq": "WEEKLY",
        "byday": ",".join(DAYS[day] for day in days),
        "opens_at": clock(start),
        "closes_at": closes,
    }


def notes_of(point):
    """Whose times they are, and when they do not hold."""
    holidays = {
        BankHolidays.CLOSED: "Closed on bank holidays",
        BankHolidays.ALL_DAY: "Open day and night on bank holidays",
    }
    parts = [point.shown, CLOCK if point.opening_times else "", holidays.get(point.bank_holidays, "")]
    return ". ".join(part for part in parts if part)


def service_schedules(entry, points):
    """When the service answers: its numbers, or all else where it has none."""
    numbers = [point for point in points if point.is_number]
    return [schedule for point in numbers or points for schedule in schedules_of(entry, point)]


# Places


def place_of(entry, point):
    location = identity(entry, point, "location")
    return said(
        id=identity(entry, point, "service_at_location"),
        service_id=service_id(entry.uuid),
        location_id=location,
        location=said(
            id=location,
            location_type="physical",
            name=point.name or entry.title,
            description=point.value,
            addresses=list(addresses_of(entry, point, location)),
        ),
        schedules=schedules_of(entry, point),
    )


def addresses_of(entry, point, location):
    """A place in the county that can be read as an address; of any other the standard asks what we do not know."""
    found = ADDRESS.fullmatch(point.value)
    if found and entry.scope == entry.Scope.LOCAL:
        yield {
            "id": identity(entry, point, "address"),
            "location_id": location,
            **found.groupdict(),
            "state_province": county.name,
            "country": "GB",
            "address_type": "physical",
        }
