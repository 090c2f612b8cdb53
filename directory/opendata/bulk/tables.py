"""Which tables there are, and what they are made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from directory.catalogue.kinds import Kind
from directory.opendata.public_fields.field import PublicField, record_of
from directory.opendata.public_fields.kinds import FIELDS, all_public_records
from directory.opendata.public_fields.vocabularies import TERM_FIELDS, TOPIC_FIELDS, public_terms, public_topics


@dataclass(frozen=True)
class Table:
    name: str  # of its files, and of the table in SQLite
    title: str
    fields: tuple[PublicField, ...]
    key: tuple[str, ...]
    records: Callable[[], Iterable[dict]]
    kind: Kind | None = None  # of the entries that it holds, if it does

    @property
    def csv(self):
        return f"{self.name}.csv"

    @property
    def csvw(self):
        return f"{self.name}.csv-metadata.json"

    @property
    def jsonl(self):
        return f"{self.name}.jsonl"


def table_of(kind):
    name = kind.path.replace("-", "_")
    return Table(name, kind.plural, FIELDS[kind], ("uuid",), partial(all_public_records, kind), kind)


def records_of(things, fields):
    return (record_of(thing, fields) for thing in things())


TABLES = (
    *(table_of(kind) for kind in Kind),
    Table(
        "vocabularies",
        "Vocabularies",
        TERM_FIELDS,
        ("vocabulary", "code"),
        partial(records_of, public_terms, TERM_FIELDS),
    ),
    Table("topics", "Topics", TOPIC_FIELDS, ("code",), partial(records_of, public_topics, TOPIC_FIELDS)),
)

SQLITE = "resource_bank.sqlite3"
SUMS = "SHA256SUMS"
PACKAGE = "datapackage.json"
TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "csvw": "application/csvm+json",
    "jsonl": "application/x-ndjson; charset=utf-8",
}
# All that is ever given out: the name of a file -> its content type.
FILES = {
    **{getattr(table, form): content_type for table in TABLES for form, content_type in TYPES.items()},
    SQLITE: "application/vnd.sqlite3",
    PACKAGE: "application/json",
    SUMS: "text/plain; charset=utf-8",
}
