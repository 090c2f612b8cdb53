"""What the page of the files says."""

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.functional import cached_property

from directory.opendata.bulk.csvw import LICENCE
from directory.opendata.bulk.safety import may_be_given
from directory.opendata.bulk.tables import PACKAGE, SQLITE, SUMS, TABLES
from directory.opendata.bulk.versions import DAYS, MONTHS


class DataPage:
    licence, package, sqlite, sums, tables = LICENCE, PACKAGE, SQLITE, SUMS, TABLES
    days, months = DAYS, MONTHS

    def __init__(self, version, versions):
        self.version, self.versions = version, versions

    @property
    def is_latest(self):
        return self.version == self.versions[0]

    @property
    def is_old(self):
        """Whether it says what was said on another day, and may be wrong by now."""
        return (timezone.localdate() - self.version.day).days > 1

    @cached_property
    def is_there(self):
        return may_be_given(self.version)

    def entries(self, table):
        return self.version.facts["entries"][table.name]

    @property
    def entries_in_words(self):
        number = sum(self.entries(table) for table in TABLES if table.kind)
        return f"{number:,} {'entry' if number == 1 else 'entries'}"

    def has(self, name):
        """A version from before there was such a file has none."""
        return name in self.version.facts["files"]

    def size(self, name):
        return filesizeformat(self.version.facts["files"][name]["size"])

    @property
    def checksums(self):
        return [(name, facts["sha256"]) for name, facts in self.version.facts["files"].items() if name != SUMS]
