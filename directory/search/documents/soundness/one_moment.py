"""Reading for long as if nothing changed meanwhile, and without anybody who writes having to wait."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment():
    """What is read inside is as it stood at the first query, whatever is saved meanwhile. Nothing can be written."""
    if connection.in_atomic_block:  # then it is one moment already
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")  # by hand: Django's own begins by locking out whoever writes
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
