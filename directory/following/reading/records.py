"""The lines of a file as entries: what each says in our own names, and whether it is for us.

A record of theirs is as one of ours (`catalogue.records`), but for terms and the entries that it names: see `values`.
"""

import json
from dataclasses import dataclass, field
from uuid import UUID

from directory.catalogue.kinds import Kind
from directory.catalogue.models import OLDEST_AGE
from directory.catalogue.records.reading import model_of
from directory.catalogue.states import Status
from directory.following.bank_addresses import LONGEST, tidy
from directory.following.reading.carried import ROWS, called_there, fields_of_kind
from directory.following.reading.values import (
    UnreadableError,
    identifier_of,
    list_of,
    mapping_of,
    rows_of,
    seen_text,
    short_text,
    value_of,
    web_address,
)
from directory.taxonomy.models import District

MOST_LINES = 50_000
LONGEST_LINE = 400_000  # bytes
LONGEST_ADDRESS = 500
MOST_ORIGINS = 10  # of an entry


@dataclass(frozen=True)
class Published:
    """One entry of another bank."""

    uuid: UUID
    kind: Kind
    record: dict
    page: str
    origins: list  # [identifier, bank, address] of each entry that it is based on
    is_national: bool

    @property
    def title(self):
        return self.record.get("title", "")

    @property
    def is_active(self):
        return self.record["status"] == Status.ACTIVE


@dataclass
class Contents:
    """What the file of a kind holds. What cannot be read is known by its identifier, if it has one, and left out."""

    entries: list = field(default_factory=list)
    known: set = field(default_factory=set)  # the identifiers of all, also of what is local or cannot be read
    unreadable: list = field(default_factory=list)  # why not, a few words each


def contents_of(kind, body):
    """All lines of a file. Raises UnreadableError where it is no such file at all."""
    lines = body.splitlines()
    if len(lines) > MOST_LINES:
        raise UnreadableError(f"It has more than {MOST_LINES:,} entries in one file.")
    contents = Contents()
    for line in lines:
        read_line(kind, line, contents)
    if lines and not contents.known:
        raise UnreadableError("Not one entry in its files can be read.")
    return contents


def read_line(kind, line, contents):
    uuid = None
    try:
        said = parsed(line)
        uuid = identifier_of(said.get("uuid"))
        if uuid in contents.known:
            raise UnreadableError("it is there twice")
        contents.known.add(uuid)
        contents.entries.append(published(kind, uuid, said))
    except UnreadableError as why:
        contents.unreadable.append(str(why))
    except (TypeError, ValueError, AttributeError, KeyError):  # of a shape that nobody has thought of
        contents.unreadable.append("it is not of the shape that it should be")


def parsed(line):
    if len(line) > LONGEST_LINE:
        raise UnreadableError("it is too long")
    try:
        return mapping_of(json.loads(line))
    except (ValueError, RecursionError):
        raise UnreadableError("it is no JSON") from None


def published(kind, uuid, said):
    model, fields = model_of(kind), fields_of_kind(kind)
    record = {one.name: value_of(one, said.get(called_there(one.name))) for one in fields}
    record |= {name: rows_of(model, name, said.get(name)) for name in ROWS.get(kind, ())}
    if not record["title"].strip() or mapping_of(said.get("kind")).get("code") != kind:
        raise UnreadableError("it has no title, or is of another kind than its file")
    refuse_ages(record["age_min"], record["age_max"])
    return Published(uuid, kind, record, page_of(said), origins_of(said), is_national(said))


def refuse_ages(youngest, oldest):
    """Nothing is for every child because it does not say for whom it is."""
    if youngest is None or oldest is None or not youngest <= oldest <= OLDEST_AGE:
        raise UnreadableError("it does not say for which ages it is")


def page_of(said):
    return bounded(web_address(seen_text(said.get("page"))), LONGEST_ADDRESS)


def origins_of(said):
    """Where theirs came from. A bank that has never taken anything over says nothing."""
    rows = list_of(said.get("origins") or [])[:MOST_ORIGINS]
    return [origin_of(mapping_of(row)) for row in rows]


def origin_of(row):
    """Its address is looked at again as it is kept: banks that follow ours read it too, and refuse one of nothing."""
    address = bounded(web_address(tidy(web_address(short_text(row.get("address"))))), LONGEST)
    return [str(identifier_of(row.get("uuid"))), bounded(short_text(row.get("bank")), 100), address]


def bounded(text, longest):
    if len(text) > longest:
        raise UnreadableError("an address or name is too long")
    return text


def is_national(said):
    """For the whole nation and nothing else: what names districts as well is theirs."""
    return [mapping_of(one).get("code") for one in list_of(said.get("districts"))] == [District.NATIONAL]
