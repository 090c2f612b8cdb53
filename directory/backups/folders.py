"""Folders that backups are written in: files that appear whole, and are readable by this account alone."""

import fcntl
import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

from directory.backups.errors import BackupError

PREFIX, SUFFIX = ".resourcebank-", ".part"
TRIES = 10
SPARE = 32 * 1024 * 1024  # bytes


@contextmanager
def scratch_file(folder):
    """(an open file of our own that nobody else can read, its path). It is taken away, unless it was renamed."""
    forget_left_behind(folder)
    file, path = locked_file(folder)
    with file:
        try:
            yield file, path
        finally:
            forget(path)


def locked_file(folder):
    for _ in range(TRIES):
        try:
            number, name = tempfile.mkstemp(SUFFIX, PREFIX, folder)
        except OSError as problem:
            raise BackupError(f"Nothing can be written in {folder}: {problem.strerror}.") from None
        file = open(number, "w+b")  # noqa: SIM115 (whoever asked closes it)
        fcntl.flock(file, fcntl.LOCK_EX)
        if Path(name).exists():
            return file, Path(name)
        file.close()  # another process took it for left behind, before it was locked
    raise BackupError(f"Other processes take away what is written in {folder}.")


def forget_left_behind(folder):
    """Take away what a process that was killed left: nobody holds it."""
    for path in Path(folder).glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(OSError), open(path, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            forget(path)


def forget(path):
    """With what SQLite writes beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{ending}").unlink(missing_ok=True)


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
