"""Made entries written straight into the tables, as fast as the database takes them."""

from contextlib import contextmanager
from functools import cache, partial

from django.core.management.color import no_style
from django.db import connection, models
from psycopg2.extras import execute_values

from directory.catalogue.models import Entry, TopicTagging
from directory.organisations.models import Organisation
from directory.resources.models import Resource
from directory.search.documents.models import SearchDocument
from directory.training.models import Course
from tests.benchmarks.made_entries import MADE

TERMS = [
    *((getattr(Entry, name).through, name) for name in ("sectors", "abilities", "audiences", "districts")),
    (TopicTagging, "topics"),
    (Resource.resource_kinds.through, "resource_kinds"),
    (Organisation.help_kinds.through, "help_kinds"),
    (Course.delivery_modes.through, "delivery_modes"),
]
TABLES = [*(model for model, _ in TERMS), Entry, *MADE, SearchDocument]
PREPARED = (models.DateTimeField, models.DateField, models.UUIDField, models.BinaryField)  # the rest goes as it is

HASTE = (
    "synchronous=OFF",
    "foreign_keys=OFF",
    "cache_size=-200000",
    "wal_autocheckpoint=50000",
    "busy_timeout=600000",
)


def write(entries):
    """With their terms first: a published entry that lists no sector is refused."""
    for model, name in TERMS:
        insert(model, names_of_pair(model), [(one.pk, term.pk) for one in entries for term in getattr(one, name, ())])
    for model, rows in [(Entry, entries), *((model, of_kind(model, entries)) for model in MADE)]:
        insert(model, *rows_of(model, rows))


def names_of_pair(model):
    """The columns of an entry and of its term, in a table that holds nothing else."""
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    return [field.attname for field in sorted(fields, key=lambda field: not issubclass(field.related_model, Entry))]


def of_kind(model, entries):
    return [one for one in entries if one.kind == model.KIND]


def rows_of(model, objects):
    """(the names of its columns, a row for each of the objects)"""
    prepare = prepared(model)
    return [name for name, _ in prepare], [[to(getattr(one, name)) for name, to in prepare] for one in objects]


@cache
def prepared(model):
    """(name of a column, what makes of its values what the database takes)"""
    return [
        (field.attname, partial(field.get_db_prep_save, connection=connection) if isinstance(field, PREPARED) else it)
        for field in model._meta.local_concrete_fields
    ]


def it(value):
    return value


def insert(model, names, rows):
    quote, fields = connection.ops.quote_name, model._meta
    columns = ", ".join(quote(fields.get_field(name).column) for name in names)
    into = f"INSERT INTO {quote(fields.db_table)} ({columns}) VALUES"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            execute_values(cursor.cursor, f"{into} %s", rows, page_size=1_000)
        else:
            cursor.cursor.executemany(f"{into} ({', '.join(['%s'] * len(names))})", rows)


def in_haste(make):
    """Begun in a process of its own. A bank that is not whole is thrown away, so nothing need be safe or checked."""

    def begin(*arguments):
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                for haste in HASTE:
                    cursor.execute(f"PRAGMA {haste}")
        make(*arguments)

    return begin


@contextmanager
def without_indexes(tables):
    """To make them from all rows at the end takes a fraction of the time, where the database is a file."""
    if connection.vendor != "sqlite":
        yield
        return
    names = [model._meta.db_table for model in tables]
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')")
        found = [row for row in cursor.fetchall() if row[2] in names and row[3]]  # a key's own index says nothing
        for kind, name, _, _ in found:
            cursor.execute(f'DROP {kind} "{name}"')
    yield
    with connection.cursor() as cursor:
        for _, _, _, statement in found:
            cursor.execute(statement)


def reset_sequence(model):
    """The database counts on from the last of the ids that it was given."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
