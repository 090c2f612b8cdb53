"""The file of a backup, written and read a piece at a time:

"resource bank backup", and the end of the line
the length of the manifest in four bytes, and the manifest as JSON
the dump: compressed with zlib, and encrypted where the manifest has a salt
the SHA-256 of everything before it
"""

import json
import zlib
from contextlib import contextmanager
from hashlib import sha256
from itertools import chain

from directory.backups.errors import BackupError
from directory.backups.sealing import sealed, unsealed

MAGIC = b"resource bank backup\n"
LENGTH = 4
LONGEST_MANIFEST = 1024 * 1024
PIECE = 64 * 1024
NOT_OURS = "This is not a backup of the resource bank."
BROKEN = "This backup is broken: it is cut off, or some of it is not as it was written."
NO_KEY = "This backup is encrypted: set BACKUP_KEY or BACKUP_KEY_FILE to the key that it was made with."


def write_backup(file, manifest, pieces, key):
    """Write a backup with `manifest`, plain values, and the `pieces` of a dump; encrypted if there is a `key`."""
    head, digest = json.dumps(manifest).encode(), sha256()
    content = compressed(pieces)
    if key:
        content = sealed(content, key=key, salt=bytes.fromhex(manifest["salt"]), manifest=head)
    for piece in chain([MAGIC, len(head).to_bytes(LENGTH, "big"), head], content):
        digest.update(piece)
        file.write(piece)
    file.write(digest.digest())


@contextmanager
def open_backup(path):
    """The backup at `path`, as a BackupFile."""
    try:
        file = open(path, "rb")  # noqa: SIM115 (closed two lines on)
    except OSError as problem:
        raise BackupError(f"{path} cannot be read: {problem.strerror}.") from None
    with file:
        yield BackupFile(file)


class BackupFile:
    """A backup that is read. Nothing it says is believed before `check_digest` has been through all of it."""

    def __init__(self, file):
        self._file = file
        self._head = self._read_head()

    def _read_head(self):
        if self._file.read(len(MAGIC)) != MAGIC:
            raise BackupError(NOT_OURS)
        length = int.from_bytes(self._file.read(LENGTH), "big")
        return self._file.read(length) if length <= LONGEST_MANIFEST else b""

    @property
    def manifest(self):
        try:
            return json.loads(self._head)
        except ValueError:
            raise BackupError(BROKEN) from None

    def check_content(self, key):
        """Read the dump once. Raises BackupError if it was not written with this key."""
        for _ in self.pieces(key):
            pass

    def check_digest(self):
        """Read all of it once. Raises BackupError if a bit is not as it was written."""
        digest, end = sha256(), self._size() - sha256().digest_size
        for piece in self._read(0, end):
            digest.update(piece)
        if self._file.read() != digest.digest():
            raise BackupError(BROKEN)

    def pieces(self, key):
        """The dump, a piece at a time."""
        start, end = len(MAGIC) + LENGTH + len(self._head), self._size() - sha256().digest_size
        content = self._read(start, end)
        if salt := self.manifest.get("salt"):
            if not key:
                raise BackupError(NO_KEY)
            content = unsealed(content, key=key, salt=bytes.fromhex(salt), manifest=self._head)
        return decompressed(content)

    def _size(self):
        return self._file.seek(0, 2)

    def _read(self, start, end):
        self._file.seek(start)
        while (left := end - self._file.tell()) > 0 and (piece := self._file.read(min(PIECE, left))):
            yield piece


def compressed(pieces):
    packer = zlib.compressobj()
    for piece in pieces:
        yield packer.compress(piece)
    yield packer.flush()


def decompressed(pieces):
    packer = zlib.decompressobj()
    try:
        for piece in pieces:
            while piece:
                yield packer.decompress(piece, PIECE)
                piece = packer.unconsumed_tail
        yield packer.flush()
    except zlib.error:
        raise BackupError(BROKEN) from None
    if not packer.eof:
        raise BackupError(BROKEN)
