"""What came of the last backup and the last rehearsal, kept where the desk looks for what has stopped."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.utils import timezone

from directory.freshness.models import JobRun

logger = logging.getLogger(__name__)

BACKUP, REHEARSAL = "backup", "rehearse_restore"
WORDS = {BACKUP: "Backups", REHEARSAL: "Rehearsing a restore"}
# The desk says so an hour after 1.2 times as long: of a nightly backup after 48 hours, of a rehearsal after 40 days.
EVERY = {BACKUP: timedelta(hours=39), REHEARSAL: timedelta(days=33)}


@dataclass(frozen=True)
class Done:
    at: datetime | None  # when it last succeeded
    failed: bool  # whether it has failed since
    outcome: str


def last_backup():
    """What came of the last backup; None if this site has never made one by this command."""
    return last(BACKUP)


def last_rehearsal():
    return last(REHEARSAL)


def last(name):
    run = JobRun.objects.filter(name=name).first()
    return run and Done(run.ran_at, run.failed, run.outcome)


def note_success(name, outcome):
    note(name, outcome, failed=False, ran_at=timezone.now())


def note_failure(name, problem):
    note(name, f"failed: {problem}", failed=True)


def note(name, outcome, **said):
    """A database that is away or locked for long makes no backup a failure."""
    said |= {"words": WORDS[name], "every": EVERY[name], "outcome": outcome[:300]}
    try:
        JobRun.objects.update_or_create(name=name, defaults=said)
    except DatabaseError as problem:
        logger.warning("What came of %s could not be noted: %s", name, type(problem).__name__)
