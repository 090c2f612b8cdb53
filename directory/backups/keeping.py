"""Which backups of a folder are kept. They go by their numbers, so that a clock that jumps deletes none."""

from pathlib import Path

from directory.backups.backup_file import open_backup
from directory.backups.errors import BackupError
from directory.backups.manifest import APPLICATION, made_at


def backups_in(folder):
    """(path, manifest) of each of our backups in `folder`, the newest first. What cannot be read is left alone."""
    found = [(path, manifest) for path in Path(folder).glob("*.backup") if (manifest := readable(path))]
    return sorted(found, key=lambda one: one[1]["number"], reverse=True)


def readable(path):
    try:
        with open_backup(path) as backup:
            manifest = backup.manifest
        made_at(manifest)
    except BackupError:
        return None
    return manifest if manifest.get("application") == APPLICATION else None


def next_number(folder):
    return max((manifest["number"] for _, manifest in backups_in(folder)), default=0) + 1


def forget_old(*, folder, keep, keep_monthly):
    """Delete all but the newest `keep`, and the newest of each of the last `keep_monthly` months. Returns how many.

    Months are those that have a backup: however long there was none, the last ones stay.
    """
    backups = backups_in(folder)
    kept = {path for path, _ in backups[: max(keep, 1)]} | set(newest_of_months(backups)[:keep_monthly])
    old = [path for path, _ in backups if path not in kept]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def newest_of_months(backups):
    months = {}
    for path, manifest in backups:
        months.setdefault(f"{made_at(manifest):%Y-%m}", path)
    return list(months.values())


def newest(folder):
    if not folder or not (backups := backups_in(folder)):
        raise BackupError(f"There is no backup in {folder or 'BACKUP_FOLDER'}.")
    return backups[0][0]
