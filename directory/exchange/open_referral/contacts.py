"""How a service is reached: its telephone numbers, emails and places, with when it answers, as contact points."""

from django.core.exceptions import ValidationError

from directory.exchange.open_referral.reading import all_of, one_of, text_at
from directory.organisations.contact_points import Channel
from directory.organisations.opening_times import OpeningTimes

DAYS = {"MO": "Mon", "TU": "Tue", "WE": "Wed", "TH": "Thu", "FR": "Fri", "SA": "Sat", "SU": "Sun"}
WEEKLY = ("WEEKLY", "DAILY", "")
TEXTS = ("sms", "text", "textphone sms")
MOST_WORDS = 200
LAST_MINUTE = "23:59"  # the standard's midnight


def contacts_of(service):
    """[{field of a contact point: value}]. What a service lacks is its organisation's.

    Where a feed says when a number answers, no other number has those hours.
    """
    organisation = one_of(service, "organization")
    numbers = numbers_of(service) or numbers_of(organisation)
    hours = {} if any(hours_of(phone) for phone in numbers) else hours_of(service)
    found = [phone_point(phone) | (hours_of(phone) or hours) for phone in numbers]
    emails = emails_of(service) or emails_of(organisation)
    found += [{"channel": Channel.EMAIL, "value": email} for email in emails]
    places = places_of(service) or places_of(organisation)
    found += [{"channel": Channel.IN_PERSON, "value": place} | ({} if numbers else hours) for place in places]
    return without_repeated(found)


def numbers_of(item):
    phones = [
        *all_of(item, "phones"),
        *(phone for one in all_of(item, "contacts") for phone in all_of(one, "phones")),
    ]
    if not phones:
        phones = [phone for location in locations_of(item) for phone in all_of(location, "phones")]
    alone = [{"number": number} for name in ("phone", "telephone") if (number := text_at(item, name))]
    return [phone for phone in phones or alone if text_at(phone, "number") and not is_fax(phone)]


def is_fax(phone):
    return text_at(phone, "type").lower() == "fax"


def phone_point(phone):
    texts = text_at(phone, "type").lower() in TEXTS
    number, extension = text_at(phone, "number"), text_at(phone, "extension")
    return {
        "channel": Channel.TEXT if texts else Channel.PHONE,
        "value": f"{number} ext {extension}" if extension else number,
        "note": text_at(phone, "description").replace("|", "/")[:MOST_WORDS],
    }


def emails_of(item):
    """Its own, or those of its contacts."""
    own = text_at(item, "email")
    return [own] if own else [email for one in all_of(item, "contacts") if (email := text_at(one, "email"))]


def locations_of(item):
    at = [one_of(one, "location") for one in all_of(item, "service_at_locations")]
    return [location for location in (*all_of(item, "locations"), *at) if location]


def places_of(item):
    addresses = [
        address
        for location in locations_of(item)
        if text_at(location, "location_type") in ("", "physical")
        for address in all_of(location, "addresses") or all_of(location, "physical_addresses")
        if text_at(address, "address_type") in ("", "physical")
    ]
    parts = ("address_1", "address_2", "city", "postal_code")
    lines = [", ".join(part for name in parts if (part := text_at(address, name))) for address in addresses]
    return [" ".join(line.replace("|", "/").split()) for line in lines if line]


def without_repeated(points):
    found = {}
    for point in points:
        found.setdefault((point["channel"], point["value"]), point)
    return list(found.values())


# When it answers


def hours_of(service):
    """The fields of a contact point that say when it answers."""
    schedules = all_of(service, "schedules") or all_of(service, "regular_schedules")
    words = " ".join(dict.fromkeys(text_at(one, "description") for one in schedules)).strip()
    times = "; ".join(filter(None, map(times_of, schedules)))
    note = {"hours_note": words.replace("|", "/")[:MOST_WORDS]} if words else {}
    if not times:
        return note
    if is_always(schedules):
        return {"always_open": True} | note
    try:
        return {"opening_times": str(OpeningTimes.read(times))} | note
    except ValidationError:
        return {"hours_note": (words or times).replace("|", "/")[:MOST_WORDS]}


def times_of(schedule):
    days = [DAYS[day] for day in days_of(schedule)]
    opens, closes = (text_at(schedule, name)[:5] for name in ("opens_at", "closes_at"))
    closes = "24:00" if closes == LAST_MINUTE else closes
    regular = text_at(schedule, "freq").upper() in WEEKLY and text_at(schedule, "interval") in ("", "1")
    return f"{', '.join(days)} {opens}-{closes}" if days and opens and closes and regular else ""


def days_of(schedule):
    if text_at(schedule, "freq").upper() == "DAILY":
        return list(DAYS)
    named = text_at(schedule, "byday", "weekday").upper().replace(" ", "").split(",")
    return [day[:2] for day in named if day[:2] in DAYS and day.isalpha()]


def is_always(schedules):
    return any(len(days_of(one)) == len(DAYS) and spans_the_day(one) for one in schedules)


def spans_the_day(schedule):
    opens, closes = text_at(schedule, "opens_at")[:5], text_at(schedule, "closes_at")[:5]
    return opens == "00:00" and closes in (LAST_MINUTE, "24:00", "00:00")
