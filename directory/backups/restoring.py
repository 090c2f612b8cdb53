"""Making the database again what a backup says. All is checked first, then all is replaced or nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.models import OuterRef, Subquery

from directory.backups.after_care import AfterCare
from directory.backups.backup_file import NOT_OURS
from directory.backups.databases.kind import database
from directory.backups.errors import BackupError
from directory.backups.manifest import born, made_at, refuse_foreign, rows
from directory.catalogue.actions.history import record_revision
from directory.catalogue.models import Entry, Revision
from directory.catalogue.states import Action, State
from directory.search.documents import consistency

# Table -> when a row of it was written: what people did, which goes with a restore.
WORK = {
    "catalogue_revision": "at",
    "catalogue_version": "at",
    "inbox_message": "received_at",
    "owners_proposedchange": "received_at",
    "subscriptions_subscription": "created_at",
}
RESTORED_ONLY = "The database is restored. What follows failed: run migrate, then search_index --rebuild."
STAYS_HIDDEN = "It was taken from readers after the backup that was restored."


@dataclass(frozen=True)
class Today:
    """The database that would be replaced: table -> how many rows, and how many were written since the backup."""

    rows: dict
    since: dict
    born: str


def today(moment):
    """What would be replaced. None if the database is damaged or cannot be asked."""
    try:
        tables = connection.introspection.table_names()
        rows = {table: count(table) for table in tables}
        since = {table: count(table, f"{field} > %s", moment) for table, field in WORK.items() if table in tables}
        return Today(rows, since, born())
    except DatabaseError:
        return None


def count(table, condition="1 = 1", moment: datetime | None = None):
    values = [connection.ops.adapt_datetimefield_value(moment)] if moment else []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)} WHERE {condition}", values)  # noqa: S608
        return cursor.fetchone()[0]


def checked_manifest(backup, key):
    """The manifest of a BackupFile that can be restored here. Raises BackupError if it cannot."""
    backup.check_digest()
    try:
        refuse_foreign(backup.manifest)
        rows(backup.manifest)
    except (AttributeError, KeyError, TypeError, ValueError):  # nothing of ours wrote it
        raise BackupError(NOT_OURS) from None
    backup.check_content(key)
    return backup.manifest


def restore(backup, *, key, replaced, bring_all_back=False):
    """Replace the database by the `backup`, which was checked. `replaced` is what `today` said of it.

    Migrations that are newer than the backup are applied afterwards. Returns how many entries stay hidden.
    """
    manifest = backup.manifest
    database().replace(backup.pieces(key), care_for(manifest, replaced, bring_all_back))
    connection.close()  # whatever it knew of the tables of before
    try:
        call_command("migrate", verbosity=0)
        consistency.rebuild()
        return note_what_stays_hidden()
    except Exception as problem:
        raise BackupError(f"{RESTORED_ONLY} ({type(problem).__name__}: {problem})") from problem


def care_for(manifest, replaced, bring_all_back):
    same_site = replaced is not None and replaced.born == manifest["born"]
    before = frozenset(replaced.rows) if same_site and not bring_all_back else frozenset()
    return AfterCare(frozenset(manifest["tables"]), before, made_at(manifest).isoformat(" "))


def note_what_stays_hidden():
    """Say in the history of each entry why it is hidden now, though it was published when the backup was made."""
    last = Revision.objects.filter(entry=OuterRef("pk")).order_by("-number").values("state")[:1]
    hidden = list(Entry.objects.filter(state=State.DRAFT).annotate(was=Subquery(last)).filter(was=State.PUBLISHED))
    for entry in hidden:
        record_revision(entry=entry, action=Action.UNPUBLISHED, why=STAYS_HIDDEN)
    return len(hidden)
