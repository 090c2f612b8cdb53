"""Imports, as tests begin them."""

import tablib

from directory.catalogue.records.reading import model_of
from directory.exchange.batches.beginning import begin_import
from directory.exchange.batches.planning import plan_of
from directory.exchange.batches.working import work_on
from directory.exchange.entry_resource import EntryResource
from directory.exchange.files import spreadsheets
from directory.exchange.models import Upload
from directory.exchange.uploads import rows_of

HEADERS = ("reference", "title", "summary", "age_min", "age_max", "sectors", "topics")


def new_rows(number, start=0):
    return [
        [f"r{row}", f"Title {row}", "A summary.", "5", "11", "primary", "consent"]
        for row in range(start, start + number)
    ]


def checked_upload(rows, by, headers=HEADERS, extension="csv", kind="resource"):
    """A file that somebody has sent, and looked at what it would do."""
    content = spreadsheets.write(tablib.Dataset(*rows, headers=headers), extension)
    return looked_at(Upload(by=by, kind=kind, name=f"list.{extension}", content=content))


def uploaded(text, by, kind="organisation", name="list.csv", **values):
    """The same, of a file as it came from elsewhere."""
    return looked_at(Upload(by=by, kind=kind, name=name, content=text.encode(), **values))


def looked_at(upload):
    table = rows_of(upload)
    resource = EntryResource(model_of(upload.kind), by=upload.by)
    upload.plan = plan_of(resource, resource.import_rows(table, dry_run=True), table)
    upload.save()
    return upload


def waiting(rows, by, leave_out_wrong=False, **options):
    """An import that waits for the worker, however small. What it asks about has been looked at."""
    upload = checked_upload(rows, by, **options)
    return begin_import(upload=upload, by=by, leave_out_wrong=leave_out_wrong, ticked=all_ticks(upload), at_once=0)


def all_ticks(upload):
    return {tick for tick, _, _ in upload.plan["asked"].values()}


def imported(rows, by, **options):
    """An import that is over."""
    batch = waiting(rows, by, **options)
    work_on(batch.pk)
    batch.refresh_from_db()
    return batch
