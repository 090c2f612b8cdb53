"""Faults of a database, as tests make them."""

from contextlib import contextmanager

from django.db import OperationalError, connection

from directory.outages.failures import Kind
from directory.outages.writes import CHANGE


@contextmanager
def failing(kind=Kind.AWAY, *, only=lambda sql: True):
    """Every statement that `only` says so of fails, as in an outage of this kind. Yields those that did."""
    refused = []

    def fail(execute, sql, params, many, context):
        if not only(sql):
            return execute(sql, params, many, context)
        refused.append(sql)
        problem = OperationalError(f"the database {kind}")
        problem.kind = kind
        raise problem

    with connection.execute_wrapper(fail):
        yield refused


def reading_only():
    """Nothing can be written, as on a standby or a full disk."""
    return failing(Kind.READ_ONLY, only=CHANGE.match)
