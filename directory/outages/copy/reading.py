"""The copy that is on the disk now, if it is whole, ours and of this release."""

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core import signing

from directory.outages.copy.tables import shape
from directory.outages.copy.writing import DATA, MANIFEST, digest_of, signer

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Copy:
    path: Path
    edition: str
    at: datetime


class CannotBeReadError(Exception):
    """Says why, for the log."""


class CopyOnDisk:
    """Looked at anew whenever its manifest is another one."""

    def __init__(self):
        self._seen = self._copy = None

    def get(self):
        manifest = Path(settings.SNAPSHOT_FOLDER) / MANIFEST
        try:
            seen = (manifest, manifest.stat().st_mtime_ns, manifest.stat().st_ino)
        except OSError:
            return None
        if seen != self._seen:
            self._copy, self._seen = read(manifest), seen
        return self._copy


copy_on_disk = CopyOnDisk()


def read(manifest):
    """A copy that is damaged, not ours or of another release is not used, and the log says so once."""
    try:
        return checked(manifest)
    except (OSError, KeyError, TypeError, ValueError, signing.BadSignature, CannotBeReadError) as problem:
        log.error("The copy for outages is not used: %s", problem if str(problem) else type(problem).__name__)
        return None


def checked(manifest):
    said = signer.unsign_object(manifest.read_text())
    if said["shape"] != shape():
        raise CannotBeReadError("it is of another release")
    path = manifest.parent / DATA.format(digest=said["digest"])
    if digest_of(path) != said["digest"]:
        raise CannotBeReadError("it is damaged")
    return Copy(path, said["edition"], datetime.fromisoformat(said["at"]))
