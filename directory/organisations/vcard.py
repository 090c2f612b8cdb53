"""An organisation as a contact card, to save in a telephone or an address book.

vCard 3.0, which every telephone, Outlook and Google read; few read 4.0.
"""

import vobject

from directory.govuk.addresses import site_address
from directory.govuk.jinja2 import day
from directory.organisations.contact_points import Channel
from directory.organisations.telephone import dialled

TYPES = {Channel.PHONE: ["WORK", "VOICE"], Channel.TEXT: ["WORK", "MSG"]}
DANGER = "If a child is in danger now, call 999."


def card_of(organisation):
    """All ways to reach it, as a text. Its permanent identifier lets a telephone take a newer card for the same."""
    card = vobject.vCard()
    card.add("fn").value = one_line(organisation.title)
    card.add("n").value = vobject.vcard.Name()  # required, and empty: it is nobody's
    card.add("org").value = [one_line(organisation.title)]
    card.add("x-abshowas").value = "COMPANY"
    card.add("uid").value = organisation.uuid.urn
    card.add("url").value = organisation.url or site_address(organisation.get_absolute_url())
    for point in organisation.contact_points.all():
        add_point(card, point)
    card.add("note").value = note_of(organisation)
    return card.serialize()


def add_point(card, point):
    if point.is_number:
        number = card.add("tel")
        number.value, number.type_param = dialled(point.value), TYPES[point.channel]
    elif point.channel == Channel.EMAIL:
        email = card.add("email")
        email.value, email.type_param = point.value, ["INTERNET", "WORK"]
    elif point.channel == Channel.FORM:
        card.add("url").value = point.value


def note_of(organisation):
    """What a number alone does not say: whom it is for and when it answers. It says of when it is."""
    lines = [DANGER, *map(line_of, organisation.contact_points.all())]
    if organisation.details_being_checked:
        lines.append("We have not finished checking these details. Check them before you rely on them.")
    elif organisation.checked_on:
        lines.append(f"Last checked {day(organisation.checked_on)}.")
    lines.append(f"Today’s details: {site_address(organisation.get_absolute_url())}")
    return "\n".join(lines)


def line_of(point):
    said = ". ".join(filter(None, map(one_line, [point.name, point.for_whom, point.note, point.hours_in_words])))
    return f"{one_line(point.shown)}: {said}" if said else one_line(point.shown)


def one_line(text):
    return " ".join(text.split())
