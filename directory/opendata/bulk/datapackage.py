"""The files of a version in the words of a Data Package: what a program reads first, to see if anything changed."""

from directory.correspondence.rendering import site_address
from directory.opendata.bulk.csvw import LICENCE
from directory.opendata.bulk.tables import FILES

# Of the files. It counts on when whoever reads them must learn something anew: a field that comes is no such thing.
FORMAT = 1


def package_of(day, written_at, files):
    """`files` maps names to their size and checksum."""
    return {
        "profile": "data-package",
        "name": "resource-bank",
        "title": "Resource bank",
        "homepage": site_address("/"),
        "version": day.isoformat(),
        "created": written_at.isoformat(timespec="seconds"),
        "format": FORMAT,
        "licenses": [{"name": "OGL-UK-3.0", "title": "Open Government Licence v3.0", "path": LICENCE}],
        "resources": [resource_of(name, **facts) for name, facts in files.items()],
    }


def resource_of(name, size, sha256):
    mediatype, *_ = FILES[name].split(";")
    return {"name": name.lower(), "path": name, "mediatype": mediatype, "bytes": size, "hash": f"sha256:{sha256}"}
