"""Arrays come back from their file as they were, or not at all."""

import numpy as np
import pytest
from django.core import signing

from directory.search.documents.base.files import DamagedError, lay_down, manifest_in, take_up

ARRAYS = {
    "numbers": np.arange(10_000, dtype=np.uint32),
    "rows": np.arange(60, dtype=np.int8).reshape(6, 10),
    "none": np.zeros((0, 3), dtype=np.int64),
    "flags": np.array([True, False, True]),
}


def data_in(folder):
    return next(folder.glob("*.arrays"))


def test_arrays_come_back_as_they_were_and_cannot_be_changed(tmp_path):
    assert manifest_in(tmp_path) is None
    lay_down(tmp_path, {"before": np.zeros(3)}, {"revision": 1})
    before = take_up(tmp_path, manifest_in(tmp_path))
    lay_down(tmp_path, ARRAYS, {"revision": 7})
    said = manifest_in(tmp_path)
    found = take_up(tmp_path, said)
    assert said["revision"] == 7
    assert found.keys() == ARRAYS.keys()
    for name, array in ARRAYS.items():
        assert (found[name].dtype, found[name].shape) == (array.dtype, array.shape)
        assert np.array_equal(found[name], array)
        assert not found[name].flags.writeable
    assert before["before"].tolist() == [0, 0, 0], "whoever has the former file open goes on reading it"
    assert len(list(tmp_path.iterdir())) == 2, "and nothing of it or of unfinished ones stays on the disk"


def test_only_this_account_can_read_them(tmp_path):
    lay_down(tmp_path, ARRAYS, {})
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def cut(path):
    path.write_bytes(path.read_bytes()[:-64])


def cut_within_a_number(path):
    path.write_bytes(path.read_bytes()[:-3])


def empty(path):
    path.write_bytes(b"")


def turn_a_bit(path):
    data = bytearray(path.read_bytes())
    data[20_000] ^= 4
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [cut, cut_within_a_number, empty, turn_a_bit])
def test_a_damaged_file_is_not_taken_up(tmp_path, damage):
    lay_down(tmp_path, ARRAYS, {})
    damage(data_in(tmp_path))
    with pytest.raises((DamagedError, ValueError)):
        take_up(tmp_path, manifest_in(tmp_path))


def test_a_manifest_that_is_not_ours_is_not_believed(tmp_path):
    lay_down(tmp_path, ARRAYS, {})
    manifest = tmp_path / "index.json"
    manifest.write_text(signing.Signer(salt="of something else").sign_object({"digest": "", "arrays": {}}))
    with pytest.raises(signing.BadSignature):
        manifest_in(tmp_path)
