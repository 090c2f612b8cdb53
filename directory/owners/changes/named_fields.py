"""What an organisation is shown and asked of its entry: a part of its record, as it stood when they looked."""

from datetime import datetime

from django.core import signing
from django.utils import timezone

from directory.catalogue.records.reading import record_of

CHANGEABLE = ("summary", "url", "age_min", "age_max", "districts", "cost", "expires_on")
SHOWN = ("title", *CHANGEABLE, "sectors")
# Rows of an entry -> by which of their values one is known, where the others changed.
ROW_KEYS = {"contact_points": ("channel", "value"), "sessions": ("starts_at",)}
SALT = "directory.owners.said"


def said_by(entry, now=None):
    """What the entry says now. Dates of a course that are past are no longer asked about."""
    record = record_of(entry)
    rows = {name: record[name] for name in ROW_KEYS if name in record}
    if "sessions" in rows:
        rows["sessions"] = [row for row in rows["sessions"] if is_to_come(row, now or timezone.now())]
    return {name: record[name] for name in SHOWN} | rows


def is_to_come(row, now):
    return datetime.fromisoformat(row["starts_at"]) >= now


def packed(said):
    """As a form carries it, so that nobody but this site can have written it."""
    return signing.dumps(said, salt=SALT, compress=True)


def unpacked(text):
    """What `packed` wrote, or None."""
    try:
        return signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
