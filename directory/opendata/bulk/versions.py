"""The versions that are kept, each a folder of `DATA_DIR`: "2026-11-29.2" is the second writing of that of a day.

A folder appears whole under its name, and nothing in it changes after that.
"""

import hashlib
import json
import os
import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp
from time import time

from django.conf import settings

from directory.opendata.bulk.datapackage import package_of
from directory.opendata.bulk.tables import FILES, PACKAGE, SUMS

DAYS = 14  # whoever fetches them once a week finds the last one they had, to compare
MONTHS = 12  # a year of firsts of the month shows how the bank has grown; more would keep old facts for nobody
NAME = re.compile(r"(\d{4}-\d\d-\d\d)\.([1-9]\d*)")
UNFINISHED = ".unfinished-"
LEFT_BEHIND = 3600  # seconds
FACTS, HOLDS = "facts.json", "holds.json"  # for us: neither is given out
FORM = 2  # of what `holds` notes: a version that notes less is written anew before anybody gets it


@dataclass(frozen=True)
class Version:
    folder: Path
    day: date
    edition: int

    @cached_property
    def facts(self):
        """ "begun_at" and "written_at", moments; "entries", table -> how many; "files", name -> size and sha256."""
        return json.loads((self.folder / FACTS).read_text(encoding="utf-8"))

    @cached_property
    def holds(self):
        """ "entries", uuid -> the revision that it says; "ways", uuid -> to which numbers and addresses it leads."""
        return json.loads((self.folder / HOLDS).read_text(encoding="utf-8"))

    @property
    def begun_at(self):
        return datetime.fromisoformat(self.facts["begun_at"])

    @property
    def written_at(self):
        return datetime.fromisoformat(self.facts["written_at"])


def editions():
    """Every writing of every version, the newest day first, and of a day the last writing first."""
    root = Path(settings.DATA_DIR)
    names = [(path, NAME.fullmatch(path.name)) for path in root.iterdir()] if root.is_dir() else []
    found = [Version(path, date.fromisoformat(name[1]), int(name[2])) for path, name in names if name]
    return sorted(found, key=lambda version: (version.day, version.edition), reverse=True)


def kept_versions():
    """The last writing of each version, the newest first."""
    found = {}
    for version in editions():
        found.setdefault(version.day, version)
    return list(found.values())


@contextmanager
def new_edition(day, *, begun_at, written_at):
    """A folder to write in: (its path, a dict of facts). When all is written it is the last writing of that day."""
    root = Path(settings.DATA_DIR)
    root.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix=UNFINISHED, dir=root))
    facts = {"begun_at": begun_at.isoformat(), "written_at": written_at.isoformat()}
    try:
        yield folder, facts
        facts["files"] = sealed(folder, day, written_at)
        (folder / FACTS).write_text(json.dumps(facts), encoding="utf-8")
        folder.chmod(0o755)
        last = max((version.edition for version in editions() if version.day == day), default=0)
        folder.rename(root / f"{day}.{last + 1}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sealed(folder, day, written_at):
    """Name -> size and checksum of each file, which is on the disk by then; the checksums are files as well."""
    found = {name: facts_of(folder / name) for name in FILES if name not in (PACKAGE, SUMS)}
    package = json.dumps(package_of(day, written_at, found), indent=2)
    (folder / PACKAGE).write_text(f"{package}\n", encoding="utf-8")
    found[PACKAGE] = facts_of(folder / PACKAGE)
    lines = [f"{facts['sha256']}  {name}\n" for name, facts in found.items()]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
    return found | {SUMS: facts_of(folder / SUMS)}


def facts_of(path):
    with path.open("rb") as file:
        os.fsync(file.fileno())
        return {"size": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def clear_away():
    """What a process that was killed left unfinished, earlier writings, and versions that are kept no longer."""
    for path in Path(settings.DATA_DIR).glob(f"{UNFINISHED}*"):
        if is_left_behind(path):
            shutil.rmtree(path, ignore_errors=True)
    last = kept_versions()
    wanted = days_to_keep([version.day for version in last])
    stay = {version.folder for version in last if version.day in wanted}
    for version in editions():
        if version.folder not in stay:
            shutil.rmtree(version.folder, ignore_errors=True)


def is_left_behind(path):
    """Whether nobody has written there for so long that nobody will."""
    try:
        return time() - path.stat().st_mtime > LEFT_BEHIND
    except FileNotFoundError:  # whoever wrote it has just finished
        return False


def days_to_keep(days):
    """The last `DAYS` of these days, and the first of each of the last `MONTHS` months."""
    firsts = {}
    for day in sorted(days):
        firsts.setdefault((day.year, day.month), day)
    return {*sorted(days)[-DAYS:], *list(firsts.values())[-MONTHS:]}
