"""Whether readers in every district are told whom to call here. Without that no bank is loaded."""

from directory.catalogue.kinds import Kind
from directory.catalogue.states import Confidence, Status
from directory.organisations.contact_points import Channel
from directory.taxonomy.models import District
from directory.who_to_call.answers import ANY_CHILD
from directory.who_to_call.needs import NEEDS

BY_PHONE = ("front_door", "out_of_hours")  # one for each district
ALLEGATION = "allegation"
OLDEST_CHILD = ANY_CHILD.last
FIX = (
    "Name one in routes.json, for children of every age, and say what it is in organisations.json, with its "
    "telephone number and without the confidence “low”."
)


def problems_of_local_help(content, county):
    """Social care by day and by night for every district, and the LADO. The police are 999 and 101 everywhere."""
    routes = {route.get("need"): route.get("contacts", []) for route in content.routes}
    records = {f"{shape.model.KIND}:{one.get('id')}": one for shape, own in content.records.items() for one in own}
    for need in BY_PHONE:
        served = districts_served((one for one in routes.get(need, []) if one.get("organisation")), records)
        for district in county.districts:
            if district.code not in served:
                title = NEEDS[need].title
                yield f"routes.json, {need}: nobody of {county.in_sentences} for {district.short} ({title}). {FIX}"
    if not districts_served(routes.get(ALLEGATION, []), records):
        yield f"routes.json, {ALLEGATION}: nobody of {county.in_sentences} ({NEEDS[ALLEGATION].title}). {FIX}"


def districts_served(contacts, records):
    """By contacts that readers will see, without what is for the whole nation."""
    found = set()
    for contact in contacts:
        named = contact.get("tool") or f"{Kind.ORGANISATION}:{contact.get('organisation')}"
        record = records.get(named, {})
        if contact.get("tool") or can_be_called(contact, record):
            own = set(districts_of(record))
            found |= own & set(contact.get("districts") or own)
    return found


def can_be_called(contact, record):
    """Whether the contact point that it names is a telephone, and is for children of every age."""
    points = record.get("contact_points") or []
    numbers = [point for point in points if point.get("channel") == Channel.PHONE and point.get("value")]
    is_there = contact.get("channel") == Channel.PHONE and contact.get("position") in range(1, len(numbers) + 1)
    ages = [
        (one.get(first) or 0, one.get(last))
        for one, first, last in ((contact, "youngest", "oldest"), (record, "age_min", "age_max"))
    ]
    return is_there and all(youngest == 0 and (oldest is None or oldest >= OLDEST_CHILD) for youngest, oldest in ages)


def districts_of(record):
    shown = record.get("confidence") != Confidence.LOW and record.get("status", Status.ACTIVE) == Status.ACTIVE
    districts = record.get("districts", []) if shown else []
    return [] if District.NATIONAL in districts else districts
