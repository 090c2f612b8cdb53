"""The terms of many entries at a time."""

from collections import defaultdict

from django.db.models import ManyToManyField


def term_rows(entry, name, terms):
    """The rows, not saved, by which `entry` gets these terms. It has none of them yet."""
    field = entry._meta.get_field(name)
    own = field.m2m_field_name() if isinstance(field, ManyToManyField) else "content_object"  # of topics, as taggit's
    other, through = field.m2m_reverse_field_name(), field.remote_field.through
    return [through(**{own: entry, other: term}) for term in terms]


def add_in_bulk(rows):
    """Save new rows of any tables, in a query for each table. Nobody hears of it: their entries are new as well."""
    tables = defaultdict(list)
    for row in rows:
        tables[type(row)].append(row)
    for model, some in tables.items():
        model._base_manager.bulk_create(some)
