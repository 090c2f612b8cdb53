"""The folders that the site writes to."""

import errno
import shutil
import tempfile
from pathlib import Path

from django.conf import settings

NAMES = ("DATA_DIR", "PDF_FOLDER")  # settings, and variables of the environment
LEAST_FREE = 200_000_000  # bytes
FULL = (errno.ENOSPC, errno.EDQUOT)


def unusable_folders():
    """The names of settings whose folder cannot be made or written. A full disk is no reason not to serve readers."""
    return [name for name in NAMES if not can_be_written(Path(getattr(settings, name)))]


def can_be_written(folder):
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError as problem:
        return problem.errno in FULL


def nearly_full():
    """The names of settings whose folder is on a disk that is."""
    return [name for name in NAMES if free_bytes(Path(getattr(settings, name))) < LEAST_FREE]


def free_bytes(folder):
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0
