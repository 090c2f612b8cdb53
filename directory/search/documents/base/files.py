"""Arrays in one file, which processes map into their memory, and a signed manifest that says what is in it.

The file is whole or not there, and nobody writes into it once it has its name. A digest of sums tells a disk that has
failed; the signature tells what is not ours, since whoever cannot sign cannot say what the digest should be.
"""

import hashlib
import mmap
import os
import tempfile
from pathlib import Path

import numpy as np
from django.core import signing

MANIFEST, DATA = "index.json", "index-{digest}.arrays"
UNFINISHED = "unfinished-"
ALIGNED = 64  # bytes
BLOCK = 1 << 22  # bytes summed up together

signer = signing.Signer(salt="directory.search.documents.base")


class DamagedError(Exception):
    """The file is not as its manifest says."""


def lay_down(folder, arrays, facts):
    """Write `arrays` (name -> array) in the place of those before, with what else the manifest is to say."""
    for left in folder.glob(f"{UNFINISHED}*"):  # by a process that was killed: only one writes at a time
        left.unlink(missing_ok=True)
    unfinished = new_file(folder)
    try:
        said = facts | {"arrays": fill(unfinished, arrays)}
        said["digest"] = digest_of(mapped(unfinished))
        os.replace(unfinished, folder / DATA.format(digest=said["digest"]))
        replace_text(folder / MANIFEST, signer.sign_object(said))
    finally:
        unfinished.unlink(missing_ok=True)
    for path in folder.glob(DATA.format(digest="*")):  # who has one open goes on reading it
        if path.name != DATA.format(digest=said["digest"]):
            path.unlink(missing_ok=True)


def fill(path, arrays):
    """Write them one after the other. Returns name -> (kind, shape, where it begins)."""
    places = {}
    with path.open("wb") as file:
        for name, array in arrays.items():
            places[name] = (array.dtype.str, array.shape, file.tell())
            file.write(np.ascontiguousarray(array).data)
            file.write(bytes(-file.tell() % ALIGNED))
        file.flush()
        os.fsync(file.fileno())
    return places


def manifest_in(folder):
    """What it says, or None where there is none. Raises BadSignature for one that is not ours."""
    try:
        return signer.unsign_object((folder / MANIFEST).read_text())
    except FileNotFoundError:
        return None


def take_up(folder, said):
    """Name -> array, of which nobody can change anything, as a manifest says. Its memory is that of all processes."""
    whole = mapped(folder / DATA.format(digest=said["digest"]))
    if digest_of(whole) != said["digest"]:
        raise DamagedError
    return {name: array_in(whole, *place) for name, place in said["arrays"].items()}


def mapped(path):
    with path.open("rb") as file:
        return np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), dtype=np.uint8)


def array_in(whole, kind, shape, start):
    size = np.dtype(kind).itemsize * int(np.prod(shape))
    return whole[start : start + size].view(kind).reshape(shape)


def digest_of(whole):
    """Of sums, as they take a tenth of the time that a digest of a gigabyte takes at each start of a process."""
    numbers = whole.view(np.uint64)
    sums = np.add.reduceat(numbers, np.arange(0, len(numbers), BLOCK // 8))
    return hashlib.blake2b(sums.tobytes() + len(numbers).to_bytes(8), digest_size=16).hexdigest()


def new_file(folder):
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=folder)  # only this account can read it
    os.close(handle)
    return Path(name)


def replace_text(path, text):
    unfinished = new_file(path.parent)
    unfinished.write_text(text)
    os.replace(unfinished, path)
