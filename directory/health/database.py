"""What the database is asked about itself."""

import os
from functools import cache
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from directory.county.current import county
from directory.taxonomy.models import District


@cache
def newest_migrations():
    """The last migration of each app in this code, as (app, name)."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def pending_migrations():
    """The newest that this database has not had. One that has had more, of a newer release, lacks none."""
    recorder = MigrationRecorder(connection)
    return sorted(newest_migrations() - set(recorder.applied_migrations()))


def missing_districts():
    """Districts of the county that nobody has loaded: readers can choose them, and nothing is there."""
    known = set(District.objects.values_list("code", flat=True))
    return [district.short for district in county.districts if district.code not in known]


def is_read_only():
    """Whether it answers and takes nothing: a standby, or a file that may not be written."""
    if connection.vendor == "sqlite":
        return not all(os.access(path, os.W_OK) for path in (file(), file().parent))
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        return cursor.fetchone()[0] == "on"


def is_missing():
    """Whether there is no file, where it should be one."""
    return connection.vendor == "sqlite" and not file().exists()


def file():
    return Path(connection.settings_dict["NAME"])
