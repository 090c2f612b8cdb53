"""Working through what is to be done with an import: in short transactions, each of which also says how far it is.

A process that is killed has lost one part at most, and whoever comes next goes on after the last. Two processes at
one import do no harm: each part begins by counting on from where its process thinks that the import is.
"""

import logging
from time import monotonic, sleep

from django.db import OperationalError, connection, transaction
from django.db.models import F

from directory.exchange.batches.entry_steps import archive, submit
from directory.exchange.batches.taking_back import finish_taking_back, take_back
from directory.exchange.batches.writing import finish_writing, write_rows
from directory.exchange.models import ImportBatch
from directory.exchange.uploads import rows_of
from directory.search.documents.index_writer import batched_updates

GOAL = 0.35  # seconds for one part: a colleague who saves waits no longer than that
FEWEST, MOST = 5, 250  # rows or entries of one part
FIRST = 40
SLICE = 60  # seconds, after which other jobs have their turn
PAUSE = 0.11  # seconds: on SQLite whoever waits for the database looks once in a tenth of a second
ADVANCE = {"import": write_rows, "take_back": take_back, "submit": submit, "archive": archive}
FINISH = {"import": finish_writing, "take_back": finish_taking_back}

logger = logging.getLogger(__name__)


class LostError(Exception):
    """Another process has gone on with this import, or somebody has cancelled it."""


def is_waiting():
    """Whether there is anything to do."""
    return ImportBatch.objects.under_way().exists()


def run_imports(*, now):
    """Go on with what people have asked for, for a minute at most. Returns how far it is, in words."""
    end = monotonic() + SLICE
    waiting = list(ImportBatch.objects.under_way().values_list("pk", flat=True))
    return "; ".join(work_on(pk, end) for pk in waiting if monotonic() < end) or "nothing was waiting"


def work_on(pk, end=None, progress=lambda done, total: None):
    """Go on with one import until its task is over, or the moment `end` has come."""
    batch, size = read(pk), FIRST
    while batch.is_under_way and (end is None or monotonic() < end):
        begun = monotonic()
        try:
            advance(batch, size)
        except LostError:
            batch = read(pk)
        except OperationalError:
            raise  # the database was too busy, or away: the same part is tried again later
        except Exception:
            logger.exception("The import %s failed", pk)
            ImportBatch.objects.filter(pk=pk).update(failed=True)
            return "1 import failed"
        else:
            progress(batch.done, batch.total)
        size = next_size(size, monotonic() - begun)
        sleep(PAUSE if connection.vendor == "sqlite" else 0)
    return f"{batch.get_task_display().lower()}: {batch.done} of {batch.total}" if batch.task else "1 import done"


def read(pk):
    """The import as it stands, with its file if that is needed."""
    batch = ImportBatch.objects.select_related("by", "task_by", "upload").get(pk=pk)
    batch.table = None
    return batch


def next_size(size, seconds):
    return max(FEWEST, min(MOST, 2 * size, int(size * GOAL / max(seconds, 0.001))))


def run_at_once(batch):
    """All of it in one transaction, that of the caller."""
    batch.table = None
    advance(batch, max(batch.total, 1))


def advance(batch, size):
    """Do the next part of what is to be done, or LostError."""
    table_of(batch)
    some = batch.todo[batch.done : batch.done + size]
    with transaction.atomic(), batched_updates():
        count_on(batch, len(some))
        left = ADVANCE[batch.task](batch, some) if some else []
        if batch.done == batch.total:
            finish(batch, left)
        elif left:
            keep_left(batch, left)
            batch.save(update_fields=["problems", "left"])


def count_on(batch, number):
    """Say how far the import is, and keep others from it until the transaction ends."""
    running = {"state": batch.State.RUNNING} if batch.state == batch.State.WAITING else {}
    here = ImportBatch.objects.filter(pk=batch.pk, task=batch.task, done=batch.done, total=batch.total)
    if not here.update(done=F("done") + number, **running):
        raise LostError
    batch.done += number
    batch.state = running.get("state", batch.state)


def keep_left(batch, left):
    kept = batch.problems if batch.task == batch.Task.IMPORT else batch.left
    kept += left


def finish(batch, left):
    keep_left(batch, left)
    FINISH.get(batch.task, lambda batch: None)(batch)
    batch.task, batch.todo = "", []
    batch.save()
    if batch.upload and not batch.problems:
        batch.upload.delete()
        batch.upload = None


def table_of(batch):
    """The rows of the file, read once by each process that works on it."""
    if batch.task == batch.Task.IMPORT and batch.table is None:
        batch.table = rows_of(batch.upload)
