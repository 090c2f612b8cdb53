"""What the database says of the bank's work: what waits, what ran, what could not be sent."""

import math
from datetime import timedelta

from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily

from directory.catalogue.models import Entry
from directory.correspondence.models import Email
from directory.curation.desk.queues import (
    bank_queues,
    entry_queues,
    harm_queue,
    message_queues,
    need_queues,
    owner_queues,
)
from directory.exchange.models import ImportBatch
from directory.following.models import Bank
from directory.freshness.models import JobRun
from directory.health.bounded import Bounded
from directory.outages.replicas.watch import watch
from directory.search.documents.index_store import current_edition, index_store

FRESH_FOR, LONGEST = 10, 5  # seconds
LATELY = timedelta(days=7)
ANSWERS = "Whether the database answers what is asked for these figures"


def look():
    """Every family, or only that the database does not answer."""
    try:
        return [*replicas(), *index(), *queues(), *jobs(), banks(), emails(), one("database_up", ANSWERS, 1)]
    except Exception:  # noqa: BLE001 (whatever it is, there is nothing to say)
        return [*replicas(), *AWAY]


def replicas():
    """As the process that answers has measured it."""
    lags = {replica.alias: replica.lag if replica.answers else math.inf for replica in watch.replicas}
    if lags:
        yield family("replica_lag_seconds", "How far each replica is behind at the most", "replica", lags)


def index():
    """How far this process is behind the database, before it is brought level."""
    _, revision, _ = current_edition()
    yield one("search_index_revision", "How often what searches depend on has changed", revision)
    segments = index_store.snapshot().index
    documents = segments.base.size + segments.delta.size - len(segments.replaced)
    yield one("search_index_documents", "Entries that searches find", documents)


def queues():
    waiting = [harm_queue(), *need_queues(), *bank_queues(), *message_queues(), *owner_queues()]
    waiting += entry_queues(Entry.objects.all())
    lengths = {queue.name: queue.count for queue in waiting} | {"imports": ImportBatch.objects.under_way().count()}
    yield family("queue_length", "What waits for somebody, as the desk counts it", "queue", lengths)


def jobs():
    now, runs = timezone.now(), list(JobRun.objects.exclude(words=""))
    ran = {run.name: run.ran_at.timestamp() for run in runs if run.ran_at}
    yield family("job_last_run_timestamp_seconds", "When each job last ran", "job", ran)
    yield family("job_failed", "Whether it failed then", "job", {run.name: run.failed for run in runs})
    yield family("job_late", "Whether it should have run since", "job", {run.name: run.is_late(now) for run in runs})


def banks():
    return one(
        "followed_banks_failing", "Banks that could not be read when last tried", Bank.objects.failing().count()
    )


def emails():
    failed = Email.objects.filter(state=Email.State.FAILED, ended_at__gte=timezone.now() - LATELY)
    numbers = {
        "waiting": Email.objects.waiting().count(),
        "stuck": Email.objects.stuck().count(),
        "failed": failed.count(),
    }
    return family("emails", "Emails that wait, that were broken off, and that failed this week", "state", numbers)


def family(name, words, label, values):
    found = GaugeMetricFamily(f"resourcebank_{name}", words, labels=[label])
    for value, number in values.items():
        found.add_metric([value], number)
    return found


def one(name, words, value):
    return GaugeMetricFamily(f"resourcebank_{name}", words, value=value)


AWAY = [one("database_up", ANSWERS, 0)]
bank = Bounded(look, otherwise=AWAY, fresh_for=FRESH_FOR, longest=LONGEST)


class BankCollector:
    def collect(self):
        return bank.answer()
