"""What organisations said before they had contact points (until release 0.2.0), read as contact points.

Histories keep what was said as it was said. So the way from then to now stays: for the migration, for whoever
compares two versions, and for restoring one.
"""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from directory.organisations.opening_times import OpeningTimes
from directory.organisations.telephone import read_telephones

ALWAYS = {"", "24hours", "24hoursaday", "24hourseveryday", "24hours7daysaweek", "247", "dayandnight"}
OLD = {"phone": "", "phone_note": "", "text_number": "", "email": "", "hours": "", "open_all_hours": False}
EMPTY = {
    "channel": "phone",
    "value": "",
    "extension": "",
    "name": "",
    "audience": "everyone",
    "age_from": None,
    "always_open": False,
    "opening_times": "",
    "bank_holidays": "",
    "hours_note": "",
    "note": "",
}


def contact_points(said):
    """(rows, [(what, text) that cannot be read]) of what the old fields said."""
    rows, unread = [], []
    hours = hours_of(said)
    for channel, name in (("phone", "phone"), ("text", "text_number")):
        try:
            numbers = read_telephones(said[name])
        except ValidationError:
            numbers = []
            unread.append((name.replace("_number", ""), said[name]))
        for number in numbers:
            row = {"channel": channel, "value": number.value, "extension": number.extension}
            rows.append(row | {"note": note_of(said, channel, number)})
    if rows:
        rows[0] |= hours
    elif any(hours.values()):
        unread.append(("hours", said["hours"] or "day and night"))
    if said["phone_note"] and not (rows and rows[0]["channel"] == "phone"):
        unread.append(("who the number is for", said["phone_note"]))
    if said["email"]:
        try:
            validate_email(said["email"])
            rows.append({"channel": "email", "value": said["email"]})
        except ValidationError:
            unread.append(("e-mail", said["email"]))
    return unique(rows), unread


def note_of(said, channel, number):
    who = said["phone_note"].strip(". ") if channel == "phone" else ""
    return ". ".join(filter(None, [who, number.note]))[:200]


def hours_of(said):
    if said["open_all_hours"]:
        same = re.sub(r"\W", "", said["hours"].lower()) in ALWAYS
        return {"always_open": True} if same else {"always_open": True, "hours_note": said["hours"]}
    try:
        return {"opening_times": str(OpeningTimes.read(said["hours"]))} if said["hours"] else {}
    except ValidationError:
        return {"hours_note": said["hours"]}


def unique(rows):
    """Without what is there twice, such as one number for calls and again for calls."""
    found = {(row["channel"], row["value"], row.get("extension", "")): row for row in reversed(rows)}
    return list(reversed(found.values()))


def with_contact_points(record):
    """A record of today's fields; what cannot be read stays in the note for curators."""
    if "contact_points" in record or not OLD.keys() & record.keys():
        return record
    rows, unread = contact_points({name: record.get(name) or blank for name, blank in OLD.items()})
    kept = {name: value for name, value in record.items() if name not in OLD}
    kept["contact_points"] = [EMPTY | row for row in rows]
    return kept | {"note": with_unread(record.get("note", ""), unread)} if unread else kept


def with_unread(note, unread):
    listed = "; ".join(f"{words}: {text}" for words, text in unread)
    return "\n".join(filter(None, [note, f"From before contact points. {listed}"]))
