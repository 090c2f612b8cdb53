"""Whether this process can serve readers now, part by part.

What "fails" makes it unready: a page could be wrong or missing. What is "degraded" does not: readers are served, and
somebody should look. docs/adr/0042 says why each is what it is.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError
from django.utils import timezone

from directory.freshness.models import JobRun
from directory.health import built_files, database, folders
from directory.health.bounded import Bounded
from directory.jobs.jobs import JOBS
from directory.outages.replicas.watch import watch
from directory.search.documents.index_store import index_store

OK, DEGRADED, FAILS = "ok", "degraded", "fails"
SILENT_AFTER = timedelta(minutes=15)  # the worker has a job each minute, and cron one every five
FRESH_FOR, LONGEST = 2, 3  # seconds


@dataclass(frozen=True)
class Part:
    name: str
    state: str


def look():
    """Every part. What needs the database is asked in order, and after the first that fails nothing can be said."""
    parts = [Part("static_files", FAILS if built_files.missing_files() else OK), Part("disk", state_of_disk())]
    parts += [Part(replica.alias, OK if replica.is_level() else DEGRADED) for replica in watch.replicas]
    for name, state_of in OF_DATABASE.items():
        try:
            parts.append(Part(name, state_of()))
        except Exception as problem:  # noqa: BLE001 (whatever it is, it cannot serve)
            away = isinstance(problem, DatabaseError) and name == "migrations"  # the first that asks it anything
            return [*parts, Part("database" if away else name, FAILS)]
    return parts


def state_of_disk():
    return DEGRADED if folders.nearly_full() or folders.unusable_folders() else OK


def state_of_migrations():
    return FAILS if database.pending_migrations() else OK


def state_of_database():
    return DEGRADED if database.is_read_only() else OK


def state_of_index():
    """It answers from an index that is level with the database: this reads what has changed."""
    index_store.snapshot()
    return OK


def state_of_worker():
    lately = timezone.now() - SILENT_AFTER
    ran = JobRun.objects.filter(name__in=[job.name for job in JOBS], ran_at__gt=lately)
    return OK if ran.exists() else DEGRADED


OF_DATABASE = {
    "migrations": state_of_migrations,
    "database": state_of_database,
    "search_index": state_of_index,
    "worker": state_of_worker,
}

readiness = Bounded(look, otherwise=[Part("database", FAILS)], fresh_for=FRESH_FOR, longest=LONGEST)


def summary(parts):
    """The worst of them, in a word."""
    states = {part.state for part in parts}
    return "not ready" if FAILS in states else "ready, degraded" if DEGRADED in states else "ready"
