"""The columns of a list that people have - phone, text, email - read as contact points of an organisation."""

import re

from directory.catalogue.records.rows import checked_rows
from directory.organisations.contact_points import NUMBERS, Channel
from directory.organisations.telephone import read_telephones

POINTS = "contact_points"
CHANNELS = {
    "phone": Channel.PHONE,
    "telephone": Channel.PHONE,
    "text": Channel.TEXT,
    "email": Channel.EMAIL,
    "address": Channel.IN_PERSON,
}
LABELS = {
    "phone": "Telephone number",
    "text": "Number for text messages",
    "email": "Email",
    "address": "Place: a postal address or postcode",
}


def contact_columns(model):
    """Heading -> the channel that it is about, for a kind that has contact points."""
    return CHANNELS if POINTS in model.ROWS else {}


def contact_labels(model):
    """The same columns, each once, in words."""
    return LABELS if POINTS in model.ROWS else {}


def with_contacts(model, points, channel, text):
    """`points` with those of one channel as a cell says. What else is known of a number or address stays with it.

    An empty cell says nothing. Raises ValidationError for what cannot be read.
    """
    named = [{"channel": str(channel), **one} for one in contacts_in(channel, text)]
    return with_channel(points, channel, checked_rows(model, POINTS, named)) if named else points


def with_points(model, points, named):
    """`points` with those of a feed, which may be of several channels. What a feed does not have stays."""
    checked = checked_rows(model, POINTS, named)
    for channel in Channel.values:
        if of_channel := [one for one in checked if one["channel"] == channel]:
            points = with_channel(points, channel, of_channel)
    return points


def with_channel(points, channel, named):
    wanted = with_details(named, [one for one in points if one["channel"] == channel])
    others = [point for point in points if point["channel"] != channel]
    if len(wanted) + len(others) == len(points) and all(point in points for point in wanted):
        return points  # in the order that a curator gave them
    return wanted + others if channel == Channel.PHONE else others + wanted


def with_details(wanted, points):
    """What a curator said of a number stays with it, and goes to the one that takes its place in the order."""
    known = {identity(point): point for point in points}
    kept = {identity(one) for one in wanted} & known.keys()
    replaced = (point for point in points if identity(point) not in kept)
    detailed = []
    for one in wanted:
        before = known.get(identity(one)) or next(replaced, {})
        own = {name: one[name] for name in ("channel", "value", "extension")}
        detailed.append(one | before | own | {"note": one["note"] or before.get("note", "")})
    return detailed


def contacts_in(channel, text):
    if channel in NUMBERS:
        numbers = read_telephones(text)
        return [{"value": one.value, "extension": one.extension, "note": one.note} for one in numbers]
    if channel == Channel.IN_PERSON:
        return [{"value": ", ".join(line.strip(" ,") for line in text.splitlines())}] if text else []
    return [{"value": address} for address in re.split(r"[\s,;]+", text) if address]


def identity(point):
    return point["channel"], point["value"], point.get("extension", "")
