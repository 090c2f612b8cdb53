"""Writing the rows of an import. New drafts arrive: nobody sees them until the last part is written."""

from django.db import OperationalError, models
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.catalogue.records.reading import model_of
from directory.catalogue.states import State
from directory.exchange.batches.planning import rows_at, rows_in_words
from directory.exchange.entry_resource import EntryResource


def write_rows(batch, some):
    """Write some rows of the plan. Returns [number in the spreadsheet, why] for each that must be left out by now."""
    left, some = [], list(some)
    while some:
        rows = rows_at(batch.table, [place for place, _ in some])
        wrong = try_rows(batch, rows, [version for _, version in some])
        if not wrong:
            break
        left += [[rows.lines[number - 1], words] for number, words in wrong.items()]
        some = [item for number, item in enumerate(some, start=1) if number not in wrong]
    return left


def try_rows(batch, rows, planned):
    """Write these rows or, if any is wrong, none. Returns what is wrong: number of the row, from 1 -> words."""
    resource = EntryResource(model_of(batch.kind), by=batch.by, batch=batch.pk, state=State.ARRIVING, planned=planned)
    result = resource.import_rows(rows, dry_run=False)
    for error in [*result.base_errors, *(error for _, errors in result.row_errors() for error in errors)]:
        if result.base_errors or isinstance(error.error, OperationalError):
            raise error.error
    return rows_in_words(result)


def finish_writing(batch):
    """Let all drafts be seen, in one go; the history says from the start what they are from now on."""
    revisions = batch.revisions()
    new = revisions.filter(number=1)
    plainly(Entry.objects.filter(pk__in=new.values("entry")), state=State.DRAFT)
    plainly(new.filter(state=State.ARRIVING), state=State.DRAFT)
    batch.added, batch.changed = new.count(), revisions.exclude(number=1).count()
    batch.state, batch.completed_at = batch.State.COMPLETE, timezone.now()


def plainly(rows, **values):
    """Changes many rows without telling the search, which knows no drafts."""
    models.QuerySet.update(rows, **values)
