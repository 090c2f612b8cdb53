"""What a public field is: its name, what it means, and how it is read from an entry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import Choices
from django.utils import timezone

from directory.correspondence.rendering import site_address


class Datatype(StrEnum):
    """Those of XML Schema, by their names there, and five of our own."""

    STRING = "string"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "dateTime"
    ANY_URI = "anyURI"
    TERM = "term"  # {"code", "label"} or nothing
    TERMS = "terms"  # a list of them
    ENTRY = "entry"  # another entry that readers can see: {"uuid", "title", "page"}, or nothing
    ENTRIES = "entries"  # a list of them
    ROWS = "rows"  # a list of {column: value}


LISTS = frozenset({Datatype.TERMS, Datatype.ENTRIES, Datatype.ROWS})


@dataclass(frozen=True)
class PublicField:
    name: str
    label: str
    datatype: Datatype
    description: str
    read: Callable[[Any], Any] | None = None  # without one, the attribute of its name
    tells: tuple[str, ...] | None = None  # the fields of the model that it tells of; without any, that of its name
    columns: tuple["PublicField", ...] = ()  # of rows
    required: bool = False  # whether every entry has it
    told_by: str = ""  # the field that names the other entry whose words it says

    @property
    def told(self):
        return (self.name,) if self.tells is None else self.tells

    @property
    def is_list(self):
        return self.datatype in LISTS

    def value(self, thing):
        """What it says of `thing`, as a plain value: None, or an empty list, where there is nothing to say."""
        found = self.read(thing) if self.read else getattr(thing, self.name)
        if self.datatype == Datatype.ROWS:
            return [record_of(row, self.columns) for row in found]
        return [plain(item) for item in found] if self.is_list else plain(found)


def record_of(thing, fields):
    """All that `fields` say of `thing`: name -> plain value."""
    return {field.name: field.value(thing) for field in fields}


def plain(value):
    """One value as JSON can hold it. An empty text says nothing."""
    match value:
        case None | "":
            return None
        case Choices():
            return {"code": value.value, "label": str(value.label)} if value.value else None
        case bool() | int() | str():
            return value
        case datetime():
            return timezone.localtime(value).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
    return named(value)


def universal(moment):
    """A moment that is no date of a calendar: by UTC, and without a sign that would need to be encoded."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def named(thing):
    """A term of a vocabulary, or another entry."""
    if hasattr(thing, "code"):
        return {"code": thing.code, "label": str(thing)}
    return {"uuid": str(thing.uuid), "title": thing.title, "page": page_of(thing)}


def page_of(thing):
    """The absolute address of our page about it."""
    return site_address(thing.get_absolute_url())


def choice(name, choices):
    """How to read a field of code words: as the choice that it is, with its label."""
    return lambda thing: choices(getattr(thing, name)) if getattr(thing, name) else None


def terms(name):
    """How to read the terms of a vocabulary, all of them, from what is prefetched."""
    return lambda thing: getattr(thing, name).all()
