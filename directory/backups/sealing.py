"""Encryption in chunks: AES-256-GCM in the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, 2015).

The nonce of a chunk is its number and whether it is the last, so none can be changed, moved, left out or cut off.
Each file has a key of its own, derived from the site's and a salt. Its manifest is authenticated with every chunk.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from directory.backups.errors import BackupError

CHUNK = 64 * 1024
TAG = 16  # bytes that a chunk grows by
WRONG_KEY = "The key is not the one that this backup was made with, or somebody has altered the file."


def sealed(pieces, *, key, salt, manifest):
    """`pieces` of bytes, encrypted."""
    cipher = AESGCM(key_of_file(key, salt))
    for number, chunk, last in chunks_of(pieces, CHUNK):
        yield cipher.encrypt(nonce(number, last), chunk, manifest)


def unsealed(pieces, *, key, salt, manifest):
    """What was encrypted. Raises BackupError at the first chunk that is not what was sealed with this key."""
    cipher = AESGCM(key_of_file(key, salt))
    for number, chunk, last in chunks_of(pieces, CHUNK + TAG):
        try:
            yield cipher.decrypt(nonce(number, last), chunk, manifest)
        except InvalidTag:
            raise BackupError(WRONG_KEY) from None


def key_of_file(key, salt):
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"resource bank backup").derive(key.encode())


def nonce(number, last):
    return number.to_bytes(11, "big") + bytes([last])


def chunks_of(pieces, size):
    """(number, bytes, whether it is the last) of each chunk: `size` bytes, the last one fewer or as many."""
    number, waiting = 0, bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) > size:
            yield number, bytes(waiting[:size]), False
            del waiting[:size]
            number += 1
    yield number, bytes(waiting), True
