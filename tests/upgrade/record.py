"""Records the database of a release, so that tests can upgrade it later: python -m tests.upgrade.record

Run it once for each release, when its version stands in pyproject.toml, and commit what it writes. A release that is
out is never recorded again: its file must stay what people have.
"""

import io
import sys
import tempfile
import tomllib
from pathlib import Path

from tests.machine import ROOT
from tests.upgrade.start import start_django

# Tables that hold no rows on any site: nothing of ours writes them.
EMPTY = {"taggit_tag", "taggit_taggeditem", "auth_user_user_permissions"}
# Failed sign-ins name people's addresses, and are forgotten after a day.
EMPTY |= {"axes_accessattempt", "axes_accessattemptexpiration", "axes_accessfailurelog", "axes_accesslog"}
EMPTY |= {"staff_triedname"}


def main():
    with tempfile.TemporaryDirectory() as folder:
        start_django(f"sqlite:///{Path(folder) / 'release.sqlite3'}")
        record(version())


def version():
    """The version that pyproject.toml names: the last release, or the one that is being made."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def record(release):
    from tests.upgrade import release_file

    content = {"release": release, **made_database()}
    bare = [table for table, found in content["tables"].items() if not found["rows"] and table not in EMPTY]
    if bare:
        sys.exit(f"Nothing would be tested of {', '.join(bare)}: let tests/upgrade/made_by_people.py write to it.")
    release_file.write(content)
    path = release_file.path_of(release)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


def made_database():
    """What the file holds of a new database, with the starter content and what people make of it."""
    from django.apps import apps
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    from directory.catalogue import database_triggers
    from tests.upgrade import made_by_people, release_file

    call_command("migrate", verbosity=0)
    call_command("load_content", stdout=io.StringIO())
    made_by_people.make_everything()
    return {
        "migrations": sorted(MigrationRecorder(connection).applied_migrations()),
        "triggers": {"sqlite": database_triggers.SQLITE, "postgresql": database_triggers.POSTGRESQL},
        "tables": release_file.tables_of(apps),
    }


if __name__ == "__main__":
    main()
