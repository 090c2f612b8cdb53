"""Whether readers in every district are told whom to call here. Without that no bank is loaded."""

from directory.catalogue.kinds import Kind
from directory.catalogue.states import Confidence, Status
from directory.exchange.starter_content.checking import by_name
from directory.exchange.starter_content.shapes import as_list, contacts_of
from directory.organisations.contact_points import Channel
from directory.organisations.models import TAKES_CONCERNS
from directory.taxonomy.models import District
from directory.who_to_call.answers import ANY_ADULT, ANY_CHILD
from directory.who_to_call.needs import NEEDS
from directory.who_to_call.nobody_near import NOBODY_NEAR, by_day_and_at_night

BY_PHONE = ("front_door", "out_of_hours")  # one for each district
ALLEGATION = "allegation"
WHOSE = {"child": ANY_CHILD, "adult": ANY_ADULT}
OWN = f"The council's own is what has “{TAKES_CONCERNS}” among its help_kinds."
FIX = (
    "Name one in routes.json, for children of every age, and say what it is in organisations.json, with its "
    f"telephone number and without the confidence “low”. {OWN}"
)
SEEN = "“Who do I call?” says so there, and where to find it."
SEEN_BY_SCHOOLS = "“Who do I call?” shows schools there the one of another district."
PAGE_ONLY = (
    f"routes.json, {ALLEGATION}: a web page and no telephone number ({NEEDS[ALLEGATION].title}). “Who do I call?” "
    "says so. Name a number if there is one."
)


def problems_of_local_help(content, county):
    """Social care by day and by night for every district, by telephone, and the LADO. The police are 999 and 101
    everywhere.
    """
    contacts, records = contacts_of_needs(content), by_name(content.records)
    for need in BY_PHONE:
        numbers = (one for one in contacts.get(need, []) if one.get("organisation"))
        for district in without_help(numbers, records, ANY_CHILD, county):
            title = NEEDS[need].title
            yield f"routes.json, {need}: nobody of {county.in_sentences} for {district} ({title}). {FIX}"
    if not districts_served(contacts.get(ALLEGATION, []), records, ANY_CHILD, by_phone=False):
        yield f"routes.json, {ALLEGATION}: nobody of {county.in_sentences} ({NEEDS[ALLEGATION].title}). {FIX}"


def notes_of_local_help(content, county):
    """Districts without what else every council has, by day or at night, and a LADO whom nobody can call. A bank is
    loaded all the same.
    """
    contacts, records = contacts_of_needs(content), by_name(content.records)
    for need in (one for one in NOBODY_NEAR if one not in BY_PHONE):
        rule = NEEDS[need]
        named = (contacts.get(one, []) for one in (need, rule.nights))
        day, night = by_day_and_at_night(*named, lambda contact: is_always_open(contact, records))
        times = ((need, "by day ", day), (rule.nights, "at night ", night)) if rule.nights else ((need, "", day),)
        for named_in, when, named in times:
            by_phone = not rule.for_school
            if districts := without_help(named, records, WHOSE[rule.whose], county, by_phone=by_phone):
                seen = SEEN_BY_SCHOOLS if rule.for_school else f"{SEEN} {OWN}"
                yield f"routes.json, {named_in}: nobody {when}for {', '.join(districts)} ({rule.title}). {seen}"
    if not districts_served(contacts.get(ALLEGATION, []), records, ANY_CHILD):
        yield PAGE_ONLY


def contacts_of_needs(content):
    return {route.get("need"): contacts_of(route) for route in content.routes}


def without_help(contacts, records, ages, county, *, by_phone=True):
    served = districts_served(contacts, records, ages, by_phone=by_phone)
    return [district.short for district in county.districts if district.code not in served]


def districts_served(contacts, records, ages, *, by_phone=True):
    """By contacts of councils that readers will see. Those that are not reached `by_phone` have a page to open."""
    found = set()
    for contact in contacts:
        record = record_of(contact, records)
        reached = number_of(contact, record) or (not by_phone and contact.get("tool"))
        if reached and is_of_council(record) and is_for(contact, record, ages):
            own = set(districts_of(record))
            found |= own & set(contact.get("districts") or own)
    return found


def record_of(contact, records):
    return records.get(str(contact.get("tool") or f"{Kind.ORGANISATION}:{contact.get('organisation')}"), {})


def is_of_council(record):
    """As `Contact.is_of_council` says it, but for what is national, which serves none of the districts here."""
    return TAKES_CONCERNS in as_list(record.get("help_kinds"))


def is_for(contact, record, ages):
    """Whether it is for all of these ages."""
    spans = [
        (age_of(one, first), age_of(one, last))
        for one, first, last in ((contact, "youngest", "oldest"), (record, "age_min", "age_max"))
    ]
    return all(
        (youngest or 0) <= ages.first and (oldest is None or oldest >= ages.last) for youngest, oldest in spans
    )


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
