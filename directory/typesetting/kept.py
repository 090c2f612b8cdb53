"""Files that were made, for whoever asks next: in a folder of this machine that nobody else reads.

A file is named after a digest of all that it says, never after whose it is. The time of its last change is when it is
to be forgotten.
"""

import os
import tempfile
from pathlib import Path

from django.conf import settings

MOST_BYTES = 50_000_000


def folder():
    """Only ours: in the folder for what is temporary, anybody may have put one of the same name."""
    path = Path(settings.PDF_FOLDER)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.stat().st_uid != os.getuid():
        raise PermissionError(f"{path} belongs to somebody else.")
    return path


def find(key, now):
    """The file as bytes, or None."""
    try:
        file = folder() / f"{key}.pdf"
        return file.read_bytes() if file.stat().st_mtime > now.timestamp() else None
    except OSError:
        return None


def keep(key, content, *, now, until):
    """Whole or not at all. What is past its time goes, and where there is too much, what would go next."""
    with tempfile.NamedTemporaryFile(dir=folder(), suffix=".part", delete=False) as part:
        part.write(content)
    os.utime(part.name, (until.timestamp(), until.timestamp()))
    os.replace(part.name, folder() / f"{key}.pdf")
    forget(now)


def forget(now):
    """How many files were forgotten."""
    files, number, left = sorted(folder().glob("*.p*"), key=changed, reverse=True), 0, MOST_BYTES
    for file in files:
        left -= size(file)
        if left < 0 or changed(file) <= now.timestamp():
            file.unlink(missing_ok=True)
            number += 1
    return number


def changed(file):
    return stat(file).st_mtime


def size(file):
    return stat(file).st_size


def stat(file):
    """Another process may have forgotten it just now."""
    try:
        return file.stat()
    except FileNotFoundError:
        return os.stat_result([0] * 10)
