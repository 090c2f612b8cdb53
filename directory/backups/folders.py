"""Folders that backups are written in: files that appear whole, and are readable by this account alone."""

import fcntl
import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

from directory.backups.errors import BackupError

PREFIX, SUFFIX = ".resourcebank-", ".part"
SPARE = 32 * 1024 * 1024  # bytes


@contextmanager
def scratch_file(folder):
    """(an open file of our own that nobody else can read, its path). It is taken away, unless it was renamed."""
    forget_left_behind(folder)
    try:
        number, name = tempfile.mkstemp(SUFFIX, PREFIX, folder)
    except OSError as problem:
        raise BackupError(f"Nothing can be written in {folder}: {problem.strerror}.") from None
    with open(number, "w+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield file, Path(name)
        finally:
            for path in (name, f"{name}-wal", f"{name}-shm", f"{name}-journal"):
                Path(path).unlink(missing_ok=True)


def forget_left_behind(folder):
    """Take away what a process that was killed left: nobody holds it."""
    for path in Path(folder).glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(OSError), open(path, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


def keep_as(file, scratch, path):
    """Give a scratch file its name, once all of it is on the disk."""
    file.flush()
    os.fsync(file.fileno())
    if path.exists():
        raise BackupError(f"{path} is there already.")
    scratch.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def refuse_full(folder, needed):
    free = shutil.disk_usage(folder).free
    if free < needed + SPARE:
        raise BackupError(
            f"There is not enough room in {folder}: up to {needed + SPARE:,} bytes are needed, and {free:,} are free."
        )
