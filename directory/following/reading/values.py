"""One value of a published record, looked at: what ours can hold, or `UnreadableError`.

Terms become [code, label] and other entries [identifier, title], so that what we do not have can be named. All else
is as in a record of ours.
"""

import re
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

from django.db import models

from directory.catalogue.models import Entry
from directory.catalogue.plain_text import UNSEEN, with_plain_line_ends
from directory.catalogue.records.reading import is_text
from directory.catalogue.records.rows import row_model
from directory.privacy.long_texts import LongText

MOST_IN_LIST = 100
MOST_NUMBER = 32_767
LONGEST_LABEL = 200
# Signs that turn the order of letters around: a number would be read backwards.
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class UnreadableError(Exception):
    """What another bank sent cannot be used. Its text says why."""


def value_of(field, value):
    """What `field` of ours would hold, from the value of the public field of its name."""
    if field.is_relation:
        return related_of(field, value)
    if field.choices:
        return choice_of(field, value)
    if is_text(field):
        return text_of(field, value)
    return PLAIN[type(field)](value)


def related_of(field, value):
    read = entry_named if issubclass(field.related_model, Entry) else term_named
    if field.many_to_many:
        return sorted(map(read, list_of(value)))
    return None if value is None else read(value)


def list_of(value):
    if not isinstance(value, list) or len(value) > MOST_IN_LIST:
        raise UnreadableError("a list is none, or too long")
    return value


def term_named(value):
    said = mapping_of(value)
    return [short_text(said.get("code")), short_text(said.get("label"))]


def entry_named(value):
    said = mapping_of(value)
    return [str(identifier_of(said.get("uuid"))), short_text(said.get("title"))]


def mapping_of(value):
    if not isinstance(value, dict):
        raise UnreadableError("a term or entry is none")
    return value


def identifier_of(value):
    try:
        return UUID(value)
    except (ValueError, TypeError, AttributeError):
        raise UnreadableError("an identifier is none") from None


def choice_of(field, value):
    """One of our own words; nothing said is what ours begin with."""
    code = field.get_default() if value is None else mapping_of(value).get("code")
    if not isinstance(code, str) or code not in dict(field.flatchoices):
        raise UnreadableError(f"we do not know what it says of “{field.verbose_name}”")
    return str(code)


def text_of(field, value):
    text = seen_text("" if value is None else value)
    longest = field.longest if isinstance(field, LongText) else field.max_length
    if len(text) > longest:
        raise UnreadableError(f"“{field.verbose_name}” has more than {longest:,} characters")
    return web_address(text) if isinstance(field, models.URLField) else text


def seen_text(value):
    """Text that people see as it stands."""
    if not isinstance(value, str):
        raise UnreadableError("a text is none")
    text = with_plain_line_ends(value)
    if UNSEEN.search(text) or TURNING.search(text):
        raise UnreadableError("a text has hidden characters")
    return text


def short_text(value):
    text = seen_text(value)
    if not 0 < len(text) <= LONGEST_LABEL:
        raise UnreadableError("a name is empty or too long")
    return text


def web_address(text):
    """An address that may be linked to; an empty one is none."""
    try:
        parts = urlsplit(text)
    except ValueError:
        raise UnreadableError("a web address is none") from None
    if text and (parts.scheme not in ("http", "https") or not parts.netloc or "@" in parts.netloc or " " in text):
        raise UnreadableError("a web address is none, or holds a password")
    return text


def number_of(value):
    if value is not None and (type(value) is not int or not 0 <= value <= MOST_NUMBER):
        raise UnreadableError("a number is none, or too large")
    return value


def truth_of(value):
    if not isinstance(value, bool | None):
        raise UnreadableError("yes or no is neither")
    return bool(value)


def day_of(value):
    try:
        return None if value is None else date.fromisoformat(value).isoformat()
    except (ValueError, TypeError):
        raise UnreadableError("a date is none") from None


PLAIN = {
    models.PositiveSmallIntegerField: number_of,
    models.BooleanField: truth_of,
    models.DateField: day_of,
}


def rows_of(model, name, value):
    """The rows of a name, each in our own names."""
    row = row_model(model, name)
    fields = [row._meta.get_field(one) for one in model.ROWS[name]]
    return [
        {field.name: value_of(field, mapping_of(one).get(field.name)) for field in fields} for one in list_of(value)
    ]
