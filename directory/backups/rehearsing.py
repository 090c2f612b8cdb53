"""Rehearsing a restore: into a database of its own, compared with what the backup says, and taken away again."""

from pathlib import Path
from time import monotonic

from django.core.management import call_command

from directory.backups import status
from directory.backups.after_care import NOTHING
from directory.backups.backup_file import open_backup
from directory.backups.databases.kind import database
from directory.backups.databases.standing_in import standing_in
from directory.backups.errors import BackupError, first_line
from directory.backups.restoring import checked_manifest
from directory.freshness import job_locks
from directory.search.documents import consistency


def rehearse(backup, *, key):
    """Restore a `backup` that was checked beside the site's database. Raises BackupError if something differs."""
    with database().scratch() as other, standing_in(other):
        database().replace(backup.pieces(key), NOTHING)
        with database().snapshot() as snapshot:
            refuse_differing(snapshot.tables(), backup.manifest["tables"])
        call_command("migrate", verbosity=0)
        consistency.ensure_complete()  # an older release's documents are written anew
        if differences := consistency.find_differences():
            raise BackupError(f"The search documents of {len(differences):,} entries are not right in this backup.")


def refuse_differing(restored, said):
    wrong = sorted(table for table in restored | said if restored.get(table) != said.get(table))
    if wrong:
        raise BackupError(f"After a restore these tables are not what they were: {', '.join(wrong)}.")


def rehearse_file(path, *, key):
    """Rehearse restoring the backup at `path`, and note what came of it. Returns that, in words."""
    with job_locks.held(status.REHEARSAL):  # all machines rehearse in one place
        return rehearse_alone(path, key)


def rehearse_alone(path, key):
    begun = monotonic()
    try:
        with open_backup(path) as backup:
            checked_manifest(backup, key)
            rehearse(backup, key=key)
    except Exception as problem:
        status.note_failure(status.REHEARSAL, first_line(problem))
        raise
    outcome = f"{Path(path).name}, restored and compared in {monotonic() - begun:.1f} seconds"
    status.note_success(status.REHEARSAL, outcome)
    return f"{outcome}: every row is there."
