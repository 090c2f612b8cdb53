"""What a backup says of itself, in plain values: whose it is, of when, and all that a restore is checked against."""

import re
import secrets
import tomllib
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from directory.backups.backup_file import BROKEN, NOT_OURS
from directory.backups.databases.kind import WORDS
from directory.backups.errors import BackupError

APPLICATION, FORMAT = "resource bank", 1


def manifest_of(snapshot, *, number, now, encrypted):
    return {
        "application": APPLICATION,
        "format": FORMAT,
        "number": number,
        "made_at": now.isoformat(),
        "site": settings.SITE_ADDRESS,
        "born": born(),
        "release": release(),
        "database": connection.vendor,
        "migrations": snapshot.ask("SELECT app, name FROM django_migrations ORDER BY id"),
        "tables": snapshot.tables(),
        "salt": secrets.token_hex(16) if encrypted else "",
    }


def release():
    """The release that this code is, or will be."""
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]


def born():
    """When the first migration was applied, to the microsecond: it tells one site's database from another's."""
    recorder = MigrationRecorder(connection)
    first = recorder.has_table() and recorder.migration_qs.order_by("id").first()
    return first.applied.isoformat() if first else ""


def refuse_foreign(manifest):
    """Raise BackupError unless this code can restore a backup with this manifest into its database."""
    if manifest.get("application") != APPLICATION:
        raise BackupError(NOT_OURS)
    if manifest["format"] != FORMAT:
        raise BackupError(newer(manifest))
    if manifest["database"] != connection.vendor:
        theirs, ours = WORDS.get(manifest["database"], manifest["database"]), WORDS[connection.vendor]
        raise BackupError(f"This is a backup of a database in {theirs}, and this site's is in {ours}.")
    if numbers(manifest["release"]) > numbers(release()) or unknown_migrations(manifest):
        raise BackupError(newer(manifest))


def numbers(version):
    return [int(number) for number in re.findall(r"\d+", version)]


def newer(manifest):
    return (
        f"This backup was made by a newer release ({manifest['release']}) than this code ({release()}). "
        "Restore it with the code of then."
    )


def unknown_migrations(manifest):
    """Those of apps that we have: what an app did that we no longer have, its tables say."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    ours = loader.disk_migrations.keys()
    apps = {app for app, _ in ours}
    return {(app, name) for app, name in manifest["migrations"] if app in apps} - ours


def made_at(manifest):
    try:
        return datetime.fromisoformat(manifest["made_at"]).astimezone(UTC)
    except (KeyError, TypeError, ValueError):
        raise BackupError(BROKEN) from None


def rows(manifest):
    """Table -> how many rows it has."""
    return {table: number for table, (number, _) in manifest["tables"].items()}
