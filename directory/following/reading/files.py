"""Fetching what a bank publishes: its list of files and then, if anything is new, the files, held to their checksums.

All of it is read before anything is done with it, and within bounds of bytes and time.
"""

import hashlib
import json
import re
import time
from functools import partial

from directory.catalogue.kinds import Kind
from directory.fetching.fetch_outcome import Limits
from directory.fetching.fetching import fetch
from directory.following.reading.records import contents_of
from directory.following.reading.values import UnreadableError, mapping_of

PACKAGE = "datapackage.json"
FORMAT = 1  # of the files, as `opendata.bulk.datapackage` counts it
LICENCE = "OGL-UK-3.0"
SECONDS = 120  # for all files of a bank
LARGEST_PACKAGE, LARGEST = 262_144, 32 * 1024 * 1024  # bytes, of the list and of all files together
DAY = re.compile(r"\d{4}-\d\d-\d\d")
CHECKSUM = re.compile(r"sha256:[0-9a-f]{64}")
NOT_FOUND, BEING_MADE, OK = 404, 503, 200
NO_FILES = "It has no data files that we can read yet: an older release makes no list of them (datapackage.json)."
DAMAGED = "Its file {} is damaged, or was made again while we read it."

fetch_whole = partial(fetch, whole=True)


class Files:
    """What a bank offers now. `checksums` maps the kinds that are wanted to those of their files."""

    def __init__(self, bank, ask=fetch_whole):
        self.ask, self.base, self.kinds = ask, f"{bank.address}/data", [Kind(kind) for kind in bank.kinds]
        self.end, self.left = time.monotonic() + SECONDS, LARGEST
        package = package_in(self.fetched(f"{self.base}/latest/{PACKAGE}", LARGEST_PACKAGE))
        self.day, offered = day_of(package), offered_by(package)
        self.checksums = {kind.value: self.checksum(offered, kind) for kind in self.kinds}

    def checksum(self, offered, kind):
        found = offered.get(file_of(kind))
        if not isinstance(found, str) or not CHECKSUM.fullmatch(found):
            raise UnreadableError(f"Its list of files does not name {file_of(kind)} with a checksum.")
        return found

    def contents(self):
        """Kind -> what its file holds. Raises UnreadableError, and then nothing of any of them is to be used."""
        return {kind: contents_of(kind, self.body(kind)) for kind in self.kinds}

    def body(self, kind):
        name = file_of(kind)
        body = self.fetched(f"{self.base}/{self.day}/{name}", self.left)
        self.left -= len(body)
        if f"sha256:{hashlib.sha256(body).hexdigest()}" != self.checksums[kind.value]:
            raise UnreadableError(DAMAGED.format(name))
        return body

    def fetched(self, address, largest):
        seconds = self.end - time.monotonic()
        if seconds <= 0:
            raise UnreadableError(f"Its files could not be read within {SECONDS} seconds.")
        limits = Limits(timeout=min(20, seconds), total=seconds, body=largest, encrypted=True)
        found = self.ask(address, limits=limits)
        if found.problem or found.status != OK:
            raise UnreadableError(found.problem or refused(found.status))
        return found.body


def refused(status):
    said = {
        NOT_FOUND: NO_FILES,
        BEING_MADE: "Its files are being made again just now, without something taken from readers.",
    }
    return said.get(status, f"It answers with the error {status}.")


def file_of(kind):
    return f"{kind.path.replace('-', '_')}.jsonl"


def package_in(body):
    """The list of files, if it is of the format and under the licence that we know."""
    try:
        package = mapping_of(json.loads(body))
    except (ValueError, RecursionError, UnreadableError):
        raise UnreadableError("Its list of files cannot be read.") from None
    if package.get("format") != FORMAT:
        raise UnreadableError(
            f"Its files are of the format {str(package.get('format'))[:20]}, and this release reads {FORMAT}. "
            "Whichever of the two banks is older needs a newer release."
        )
    if LICENCE not in [one.get("name") for one in mappings_of(package.get("licenses"))]:
        raise UnreadableError("Its files are not under the Open Government Licence v3.0, so we may not publish them.")
    return package


def day_of(package):
    day = package.get("version")
    if not isinstance(day, str) or not DAY.fullmatch(day):
        raise UnreadableError("Its list of files does not say of which day they are.")
    return day


def offered_by(package):
    """The name of each file -> its checksum, as they say it."""
    files = mappings_of(package.get("resources"))
    return {one["path"]: one.get("hash") for one in files if isinstance(one.get("path"), str)}


def mappings_of(value):
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
