"""Making a backup: all of the database at one moment, in one file that appears when it is whole."""

from pathlib import Path

from django.utils import timezone

from directory.backups.backup_file import write_backup
from directory.backups.databases.kind import database
from directory.backups.errors import BackupError
from directory.backups.folders import keep_as, refuse_full, scratch_file
from directory.backups.keeping import next_number
from directory.backups.manifest import manifest_of


def make_backup(*, folder, key="", now=None):
    """Write a backup into `folder`, encrypted if there is a `key`, while others write. Returns its path."""
    if not folder:
        raise BackupError("Say where to: --to FOLDER, or set BACKUP_FOLDER.")
    folder, now = Path(folder), now or timezone.now()
    if not folder.is_dir():
        raise BackupError(f"There is no folder {folder}.")
    refuse_full(folder, database().size())
    number = next_number(folder)
    path = folder / f"resourcebank-{number:06}-{now:%Y-%m-%dT%H%M%SZ}.backup"
    try:
        with scratch_file(folder) as (file, scratch), database().snapshot() as snapshot:
            manifest = manifest_of(snapshot, number=number, now=now, encrypted=bool(key))
            write_backup(file, manifest, snapshot.pieces(), key)
            keep_as(file, scratch, path)
    except OSError as problem:  # such as a disk that became full
        raise BackupError(f"The backup could not be written: {problem.strerror}.") from None
    return path
