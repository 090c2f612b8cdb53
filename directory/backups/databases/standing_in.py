"""Another database in the place of the site's, for a while and for this thread: Django's code works in that then."""

from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connection, connections


@contextmanager
def standing_in(other):
    usual = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield
    finally:
        other.close()
        connections[DEFAULT_DB_ALIAS] = usual


def copy_called(name):
    """A connection like the site's, to the database with that name."""
    other = connection.copy()
    other.settings_dict["NAME"] = name
    return other
