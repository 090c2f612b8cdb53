"""One base for all processes of a machine, where the bank is so large that each having its own would cost much.

Whichever comes first lays it down; the others wait for that, or read for themselves if it takes too long. Whatever
is wrong with the folder or the file costs the sharing and nothing else.
"""

import fcntl
import hashlib
import inspect
import logging
import sys
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.db import DatabaseError, connection

from directory.catalogue.models import Entry
from directory.search.documents import document_builder, document_reader
from directory.search.documents.base import files, reading
from directory.search.documents.base.reading import Base, give_back_memory, read_base_of_one_moment
from directory.search.documents.soundness import editions, words
from directory.search.engine import lexicon, postings, segment, sorted_arrays

SHARED_FROM = 20_000  # entries: what fewer take is not worth a file
LONGEST_WAIT = 180  # seconds, for another process that reads all documents
LOOK_EVERY = 0.2  # seconds
FOLDER = "index"  # in that of the copy for outages
CANNOT_BE_READ = (OSError, KeyError, TypeError, ValueError, signing.BadSignature, files.DamagedError)

log = logging.getLogger(__name__)


def shared_base(besides=None):
    """A base of an edition that the database has been at, newer than `besides`; None where there is none to share."""
    if not is_large() or editions.is_older():
        return None
    try:
        return found(besides) or made(besides)
    except OSError as problem:
        log.warning("The index cannot be shared between processes: %s", type(problem).__name__)
        return None


def is_large():
    return Entry.objects.published().order_by()[SHARED_FROM - 1 : SHARED_FROM].exists()


def found(besides):
    """What is on the disk, if it is whole, ours, of this code, and of the past of this database."""
    try:
        said = files.manifest_in(folder())
        if said and said["version"] == version() and is_of_use(said["born"], said["revision"], besides):
            return Base.of(said["born"], said["revision"], files.take_up(folder(), said))
    except CANNOT_BE_READ as problem:
        log.warning("The shared index is not used: %s", type(problem).__name__)
    return None


def is_of_use(born, revision, besides):
    now = editions.current_edition()
    if now is None or born != now[0]:
        return False
    if besides and born == besides.born and revision <= besides.revision:
        return False
    return revision == now[1] or editions.is_past(revision)


def made(besides):
    """Read everything and lay it down, unless another process has. What is not committed is laid down by nobody."""
    if connection.in_atomic_block:
        return None
    with alone() as first:
        if not first:
            return None
        base = found(besides)
        if base is None and (base := read_base_of_one_moment()):
            base = laid_down(base)
            give_back_memory()
        return base


def laid_down(base):
    """The same from the file, or as it is where the disk takes none."""
    facts = {"version": version(), "born": base.born, "revision": base.revision}
    try:
        files.lay_down(folder(), base.arrays(), facts)
    except OSError as problem:
        log.warning("The index cannot be laid down for other processes: %s", type(problem).__name__)
        return base
    try:
        editions.remember(base.revision)
    except DatabaseError as problem:
        log.warning("The shared index is of use for the next changes only: %s", type(problem).__name__)
    return found(None) or base


def folder():
    return Path(settings.SNAPSHOT_FOLDER) / FOLDER


@contextmanager
def alone():
    """Of all processes of this machine. Says whether that was so in time."""
    for one in (folder().parent, folder()):
        one.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder() / "lock").open("w") as file:
        yield is_locked(file)


def is_locked(file):
    end = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < end:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(LOOK_EVERY)
        else:
            return True
    return False


def version():
    """Changes with what a document holds, and with how arrays are made of documents."""
    return f"{document_builder.analysis_version()} {code()}"


@cache
def code():
    modules = (segment, postings, sorted_arrays, lexicon, document_reader, words, reading, files)
    sources = [inspect.getsource(module) for module in modules]
    return hashlib.blake2b("".join([*sources, sys.byteorder]).encode(), digest_size=16).hexdigest()
