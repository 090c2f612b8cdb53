"""Whether readers in every district are told whom to call here. Without that no bank is loaded."""

from directory.catalogue.kinds import Kind
from directory.catalogue.states import Confidence, Status
from directory.exchange.starter_content.checking import by_name
from directory.exchange.starter_content.shapes import as_list, contacts_of
from directory.organisations.contact_points import Channel
from directory.taxonomy.models import District
from directory.who_to_call.answers import ANY_ADULT, ANY_CHILD
from directory.who_to_call.needs import NEEDS
from directory.who_to_call.nobody_near import NOBODY_NEAR, by_day_and_at_night

BY_PHONE = ("front_door", "out_of_hours")  # one for each district
ALLEGATION = "allegation"
WHOSE = {"child": ANY_CHILD, "adult": ANY_ADULT}
FIX = (
    "Name one in routes.json, for children of every age, and say what it is in organisations.json, with its "
    "telephone number and without the confidence “low”."
)
SEEN = "“Who do I call?” says so there, and where to find it."
SEEN_BY_SCHOOLS = "“Who do I call?” shows schools there the one of another district."


def problems_of_local_help(content, county):
    """Social care by day and by night for every district, and the LADO. The police are 999 and 101 everywhere."""
    contacts, records = contacts_of_needs(content), by_name(content.records)
    for need in BY_PHONE:
        numbers = (one for one in contacts.get(need, []) if one.get("organisation"))
        for district in without_help(numbers, records, ANY_CHILD, county):
            title = NEEDS[need].title
            yield f"routes.json, {need}: nobody of {county.in_sentences} for {district} ({title}). {FIX}"
    if not districts_served(contacts.get(ALLEGATION, []), records, ANY_CHILD):
        yield f"routes.json, {ALLEGATION}: nobody of {county.in_sentences} ({NEEDS[ALLEGATION].title}). {FIX}"


def notes_of_local_help(content, county):
    """Districts without what else every council has, by day or at night. A bank is loaded all the same."""
    contacts, records = contacts_of_needs(content), by_name(content.records)
    for need in (one for one in NOBODY_NEAR if one not in BY_PHONE):
        rule = NEEDS[need]
        named = (contacts.get(one, []) for one in (need, rule.nights))
        day, night = by_day_and_at_night(*named, lambda contact: is_always_open(contact, records))
        times = ((need, "by day ", day), (rule.nights, "at night ", night)) if rule.nights else ((need, "", day),)
        for named_in, when, named in times:
            if districts := without_help(named, records, WHOSE[rule.whose], county):
                seen = SEEN_BY_SCHOOLS if rule.for_school else SEEN
                yield f"routes.json, {named_in}: nobody {when}for {', '.join(districts)} ({rule.title}). {seen}"


def contacts_of_needs(content):
    return {route.get("need"): contacts_of(route) for route in content.routes}


def without_help(contacts, records, ages, county):
    served = districts_served(contacts, records, ages)
    return [district.short for district in county.districts if district.code not in served]


def districts_served(contacts, records, ages):
    """By contacts that readers will see, without what is for the whole nation."""
    found = set()
    for contact in contacts:
        record = record_of(contact, records)
        if contact.get("tool") or can_be_called(contact, record, ages):
            own = set(districts_of(record))
            found |= own & set(contact.get("districts") or own)
    return found


def record_of(contact, records):
    return records.get(str(contact.get("tool") or f"{Kind.ORGANISATION}:{contact.get('organisation')}"), {})


def can_be_called(contact, record, ages):
    """Whether the contact point that it names is a telephone, and is for all of these ages."""
    spans = [
        (age_of(one, first), age_of(one, last))
        for one, first, last in ((contact, "youngest", "oldest"), (record, "age_min", "age_max"))
    ]
    is_for = all(
        (youngest or 0) <= ages.first and (oldest is None or oldest >= ages.last) for youngest, oldest in spans
    )
    return is_for and bool(number_of(contact, record))


def age_of(record, key):
    """None where nobody has said it, or as what is no number, which is a problem of its own."""
    return record.get(key) if type(record.get(key)) is int else None


def number_of(contact, record):
    """The record of the telephone that a contact names, if there is one."""
    points = [point for point in as_list(record.get("contact_points")) if isinstance(point, dict)]
    numbers = [point for point in points if point.get("channel") == Channel.PHONE and point.get("value")]
    place = contact.get("position")
    is_there = contact.get("channel") == Channel.PHONE and place in range(1, len(numbers) + 1)
    return numbers[place - 1] if is_there else {}


def is_always_open(contact, records):
    return bool(number_of(contact, record_of(contact, records)).get("always_open"))


def districts_of(record):
    shown = record.get("confidence") != Confidence.LOW and record.get("status", Status.ACTIVE) == Status.ACTIVE
    districts = as_list(record.get("districts")) if shown else []
    return [] if District.NATIONAL in districts else districts
