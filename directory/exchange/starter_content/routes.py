"""Who stands in each need of "Who do I call": checked, and loaded once for each need.

A contact is {"organisation": "childline", "channel": "phone", "position": 1}, the first number of Childline,
or {"tool": "resource:report-remove"}, a page to open.
"""

from django.core.exceptions import ValidationError

from directory.catalogue.kinds import Kind
from directory.catalogue.models import OLDEST_AGE, Entry
from directory.exchange.models import StarterRecord
from directory.exchange.starter_content.checking import by_name
from directory.exchange.starter_content.reading import ContentError
from directory.exchange.starter_content.shapes import as_list, contacts_of
from directory.organisations.models import ContactPoint
from directory.taxonomy.models import District
from directory.who_to_call.models import Contact, Need
from directory.who_to_call.needs import NEEDS

PLAIN = ("youngest", "oldest", "needs_no_name", "note")
NAMING = ("tool", "organisation", "channel", "position")  # what of a contact says which it is
NAME_ONE = "Write the id of a record of the county's files or of the bank's, or take the contact away."


def problems_of_routes(routes, codes, records):
    """What is wrong with the routes, a sentence each. What they name must be in the files. That it is not published,
    or that curators have taken it away, leaves it out when they are loaded.
    """
    known = by_name(records)
    for route in routes:
        if route.get("need") not in NEEDS:
            yield f"routes.json, {route.get('need')!r}: there is no such need. Write one of {', '.join(NEEDS)}."
        yield from (
            f"routes.json, {route.get('need')}: {reason}" for reason in problems_of_route(route, codes, known)
        )


def problems_of_route(route, codes, known):
    contacts = contacts_of(route)
    if "contacts" not in route:
        yield "contacts is missing. Write [] where there are none."
    named = [tuple(map(contact.get, NAMING)) for contact in contacts]
    for place, contact in enumerate(contacts):
        yield from problems_of_contact(contact, codes)
        yield from problems_of_what_it_names(contact, known)
        if named[place] in named[:place]:
            yield f"{contact.get('tool') or contact.get('organisation')} is there twice. Take one away."


def problems_of_what_it_names(contact, known):
    """A number, or a page to open, that is nowhere would be left out and nobody would be told."""
    tool, organisation, channel, position = map(contact.get, NAMING)
    record = known.get(str(tool or f"{Kind.ORGANISATION}:{organisation}"))
    if record is None and tool:
        yield f"there is no entry {tool!r}. {NAME_ONE}"
    elif record is None and organisation:
        yield f"there is no organisation with the id {organisation!r}. {NAME_ONE}"
    elif tool and not record.get("url"):
        yield f"{tool} has no web address to open. Write its url, or name a number of it."
    elif organisation and channel and position and not has_point(record, channel, position):
        yield f"{organisation} has no {channel} {position}. Write a channel of its contact_points, counted from 1."


def has_point(record, channel, position):
    points = [point for point in as_list(record.get("contact_points")) if isinstance(point, dict)]
    count = sum(point.get("channel") == channel for point in points)
    return type(position) is int and 1 <= position <= count


def problems_of_contact(contact, codes):
    if bool(contact.get("organisation")) == bool(contact.get("tool")):
        yield "a contact names an organisation, or a tool: one of the two."
    if contact.get("organisation") and not (contact.get("channel") and contact.get("position")):
        yield f"{contact['organisation']}: a channel and a position are missing."
    known = {*NAMING, "districts", *PLAIN}
    yield from (f"{key} is not a field we know." for key in contact.keys() - known)
    for code in contact.get("districts", []):
        if code not in codes["districts"]:
            yield f"districts: {code!r} is not a code of districts."
    for key in ("youngest", "oldest"):
        age = contact.get(key)
        if age is not None and not (type(age) is int and 0 <= age <= OLDEST_AGE):
            yield f"{key}: {age!r} is not a whole number of years from 0 to {OLDEST_AGE}."


def load_routes(routes):
    """(how many needs were added, how many were there). What curators made of a need is left alone, also when it is
    empty.
    """
    there = set(Need.objects.values_list("code", flat=True))
    new = [route for route in routes if route["need"] not in there]
    ids = {
        f"{kind}:{name}": pk for kind, name, pk in StarterRecord.objects.values_list("kind", "reference", "entry_id")
    }
    for route in new:
        need = Need.objects.create(code=route["need"])
        for order, wanted in enumerate(route["contacts"]):
            add_contact(need, order, wanted, what_it_names(wanted, ids))
    return len(new), len(routes) - len(new)


def what_it_names(wanted, ids):
    """The contact point or the tool, as fields of a contact; nothing if it is not there, or not published."""
    published = Entry.objects.published()
    if wanted.get("tool"):
        tool = published.filter(pk=ids.get(wanted["tool"])).first()
        return {"tool": tool} if tool else {}
    organisation = published.filter(pk=ids.get(f"organisation:{wanted['organisation']}"))
    points = ContactPoint.objects.filter(organisation__in=organisation, channel=wanted["channel"])
    point = points[wanted["position"] - 1 :].first()
    return {"contact_point": point} if point else {}


def add_contact(need, order, wanted, named):
    if not named:
        return
    contact = Contact(need=need, order=order, **named, **{name: wanted[name] for name in PLAIN if name in wanted})
    try:
        contact.full_clean()
    except ValidationError as error:
        raise ContentError([f"routes.json, {need.code}, {contact}: {words}" for words in error.messages]) from None
    contact.save()
    contact.districts.set(District.objects.filter(code__in=wanted.get("districts", [])))
