from contextlib import contextmanager

from django.core.management import CommandError
from django.db import DatabaseError


class BackupError(Exception):
    """Why a backup cannot be made, read or restored, in a line for whoever runs the site. Nothing was changed."""


@contextmanager
def told_in_a_line():
    """What goes wrong in a command is one line, and not a traceback."""
    try:
        yield
    except (BackupError, DatabaseError, OSError) as problem:
        raise CommandError(first_line(problem)) from None


def first_line(problem):
    return (str(problem).strip().splitlines() or [type(problem).__name__])[0]
