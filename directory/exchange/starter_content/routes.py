"""Who stands in each need of "Who do I call": checked, and loaded once for each need.

A contact is {"organisation": "childline", "channel": "phone", "position": 1}, the first number of Childline,
or {"tool": "resource:report-remove"}, a page to open.
"""

from django.core.exceptions import ValidationError

from directory.catalogue.models import OLDEST_AGE, Entry
from directory.exchange.models import StarterRecord
from directory.exchange.starter_content.reading import ContentError
from directory.organisations.models import ContactPoint
from directory.taxonomy.models import District
from directory.who_to_call.models import Contact, Need
from directory.who_to_call.needs import NEEDS

PLAIN = ("youngest", "oldest", "needs_no_name", "note")


def problems_of_routes(routes, codes):
    """What is wrong with the routes, a sentence each. An entry may be missing: its contact is left out."""
    for route in routes:
        if route.get("need") not in NEEDS:
            yield f"routes.json, {route.get('need')!r}: there is no such need."
        for contact in route.get("contacts", []):
            yield from (
                f"routes.json, {route.get('need')}: {reason}" for reason in problems_of_contact(contact, codes)
            )


def problems_of_contact(contact, codes):
    if bool(contact.get("organisation")) == bool(contact.get("tool")):
        yield "a contact names an organisation, or a tool: one of the two."
    if contact.get("organisation") and not (contact.get("channel") and contact.get("position")):
        yield f"{contact['organisation']}: a channel and a position are missing."
    known = {"organisation", "channel", "position", "tool", "districts", *PLAIN}
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
