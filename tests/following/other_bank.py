"""A bank elsewhere: its files are made by the code that makes ours, and given to whoever asks, without a network."""

import hashlib
import json
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from django.test import override_settings
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.fetching.fetch_outcome import Fetched
from directory.following.jobs import read_bank
from directory.following.models import Bank, Origin, Proposal
from directory.opendata.bulk.making import make_version
from directory.opendata.bulk.versions import kept_versions

ADDRESS = "https://other.example"


class OtherBank:
    """`publish` makes entries that are there for as long as it takes to write their files, and never here."""

    def __init__(self, folder, address=ADDRESS, name="Derbyshire"):
        self.folder, self.address, self.name = Path(folder), address, name
        self.asked, self.instead = [], {}

    def publish(self, *makers):
        with transaction.atomic():
            QuerySet.update(Entry.objects.all(), state="draft")  # what is ours is not there
            for make in makers:
                make()
            self.publish_what_is_here()
            transaction.set_rollback(True)

    def publish_what_is_here(self):
        with override_settings(DATA_DIR=self.folder):
            make_version(now=timezone.now())
            self.version = kept_versions()[0].folder

    def followed(self, **values):
        return Bank.objects.create(name=self.name, address=self.address, **values)

    def ask(self, address, limits):
        """As `fetch` does with the whole of an answer. `instead` has other answers, by the name of the file."""
        self.asked.append(address)
        name = address.rpartition("/")[2]
        if name in self.instead:
            return self.instead[name]
        return Fetched(200, address, body=(self.version / name).read_bytes()[: limits.body])

    def rewrite(self, name, change):
        """Have a file say something else, with the checksum that goes with it."""
        file, package = self.version / name, self.version / "datapackage.json"
        file.write_bytes(change(file.read_bytes()))
        said = json.loads(package.read_text())
        for one in said["resources"]:
            if one["path"] == name:
                one["hash"] = f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
        package.write_text(json.dumps(said))

    def say(self, **values):
        """Have its list of files say something else."""
        package = self.version / "datapackage.json"
        package.write_text(json.dumps(json.loads(package.read_text()) | values))


def read(bank, other, now=None):
    """Read a bank as the job does. Returns what came, in words."""
    bank.refresh_from_db()
    read_bank(bank=bank, now=now or timezone.now(), ask=other.ask)
    bank.refresh_from_db()
    return bank.outcome


def waiting():
    """[(what, title)] of what waits, in its order."""
    return [(one.what, one.title) for one in Proposal.objects.waiting()]


def derived(make, *origins):
    """Makes an entry that says where it came from."""

    def made():
        entry = make()
        for uuid, bank, address in origins:
            Origin.objects.create(entry_id=entry.pk, uuid=uuid, bank=bank, address=address)

    return made
