"""The file of a backup: what was written is read, and nothing else ever is."""

import io
import secrets
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.backups.backup_file import BROKEN, NOT_OURS, open_backup, write_backup
from directory.backups.errors import BackupError
from directory.backups.sealing import CHUNK, WRONG_KEY

KEY, DUMP = "a key that was made up for these tests", secrets.token_bytes(3 * CHUNK + 100)  # bytes that do not shrink
MANIFEST = {"salt": "00" * 16}


def written(dump=DUMP, key=KEY):
    file = io.BytesIO()
    write_backup(file, MANIFEST if key else {"salt": ""}, [dump[:7], dump[7:]], key)
    return file.getvalue()


WHOLE = written()


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("backup") / "a.backup"


def read(path, content, key=KEY):
    path.write_bytes(content)
    with open_backup(path) as backup:
        backup.check_digest()
        return b"".join(backup.pieces(key))


@pytest.mark.parametrize("dump", [b"", b"short", b"z" * CHUNK * 20, DUMP])
@pytest.mark.parametrize("key", [KEY, ""])
def test_what_was_written_is_read(path, dump, key):
    assert read(path, written(dump, key), key) == dump


@given(place=st.integers(0, len(WHOLE) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_is_refused(path, place, bit):
    changed = bytearray(WHOLE)
    changed[place] ^= 1 << bit
    with pytest.raises(BackupError) as refused:
        read(path, bytes(changed))
    assert str(refused.value) in (BROKEN, NOT_OURS)


@given(length=st.integers(0, len(WHOLE) - 1))
def test_a_file_that_is_cut_off_is_refused(path, length):
    with pytest.raises(BackupError):
        read(path, WHOLE[:length])


def test_something_added_is_refused(path):
    with pytest.raises(BackupError, match=BROKEN):
        read(path, WHOLE + b"\0")


def test_a_wrong_key_is_told(path):
    with pytest.raises(BackupError, match=WRONG_KEY):
        read(path, WHOLE, "another key, also made up")
    with pytest.raises(BackupError, match="is encrypted: set BACKUP_KEY"):
        read(path, WHOLE, "")


@given(place=st.integers(0, len(WHOLE) - 33), bit=st.integers(0, 7))
def test_somebody_who_makes_the_digest_right_again_is_refused_too(path, place, bit):
    """Who has not the key cannot change the dump, the order of its chunks, or what the manifest says."""

    changed = bytearray(WHOLE[:-32])
    changed[place] ^= 1 << bit
    with pytest.raises((BackupError, ValueError)):
        read(path, bytes(changed) + sha256(changed).digest())


def test_no_word_of_the_dump_stands_in_an_encrypted_file(path):
    assert b"a secret" not in written(b"a secret" * 10)
