"""Keeping every version of an entry, and going back to one. `by` is a user; None is the bank itself."""

from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from directory.catalogue.actions.editing import remember_address, save_entry
from directory.catalogue.models import Entry, Revision
from directory.catalogue.records.reading import model_of, record_of, with_record_relations
from directory.catalogue.records.writing import apply_record
from directory.catalogue.signals import revisions_recorded
from directory.catalogue.states import Action
from directory.catalogue.workflow import may_edit

LOCKED_ROWS = ("self", "entry_ptr")  # the kind's own row, and the entry's, which all else locks


@transaction.atomic
def record_revision(*, entry, action, mark_holds=False, **said):
    """Keep what `entry` says now as its next version. Returns the revision; None where an edit changed nothing.

    With `mark_holds` somebody says that its quality review holds for what it says now.
    """
    return record_locked(entry=locked_with_relations(entry), action=action, mark_holds=mark_holds, **said)


def record_locked(*, entry, action, by=None, why="", override=False, batch=None, mark_holds=False):
    """The same, for an `entry` that is locked and read already, with the state that it has taken since."""
    record = record_of(entry)
    if action == Action.EDITED and unchanged_since_last(entry, record):
        return None
    revision = Revision.objects.create(
        entry=entry,
        number=entry.version + 1,
        action=action,
        by=by,
        why=why,
        override=override,
        batch=batch,
        state=entry.state,
        record=record,
    )
    revisions_recorded.send(Revision, revisions=[revision], mark_holds=mark_holds)
    return revision


@transaction.atomic
def record_revisions(*, model, ids, action, by=None, why="", batch=None):
    """Keep what many entries of one kind say now, each as its next version, in a few queries for hundreds."""
    for some in in_batches(sorted(ids)):
        record_all_locked(entries=locked_all(model, some), action=action, by=by, why=why, batch=batch)


def record_all_locked(*, entries, action, by=None, why="", batch=None, override=False):
    """The same, for `entries` that are locked and read already, with the state that they have taken since."""
    last = Revision.objects.filter(entry__in=entries).order_by().values("entry").annotate(last=Max("number"))
    numbers = dict(last.values_list("entry", "last"))
    revisions = Revision.objects.bulk_create(
        Revision(
            entry=entry,
            number=numbers.get(entry.pk, 0) + 1,
            action=action,
            by=by,
            why=why,
            batch=batch,
            override=override,
            state=entry.state,
            record=record_of(entry),
        )
        for entry in entries
    )
    revisions_recorded.send(Revision, revisions=revisions)


def in_batches(ids, size=500):
    return (ids[start : start + size] for start in range(0, len(ids), size))


def unchanged_since_last(entry, record):
    last = entry.revisions.first()
    return last is not None and last.record == record


@transaction.atomic
def restore_revision(*, change, by, why=""):
    """Make the entry say again what it said at the revision `change`. Its state stays, and so do later revisions.

    Raises ValidationError if that cannot be: a term or an entry that it names has gone, or readers would see it
    incomplete.
    """
    entry = locked(change.entry).specific
    if not may_edit(by, entry):
        raise PermissionDenied
    address = entry.slug
    apply_record(entry, change.record_today)
    save_entry(entry=entry)
    remember_address(entry, address)
    return record_revision(
        entry=entry, action=Action.RESTORED, by=by, why=why or f"Restored from version {change.number}."
    )


@transaction.atomic
def forget_versions(*, entry):
    """Blank what `entry` said, and why, in every version but the last. Returns how many. Only for personal data."""
    entry = locked(entry)
    return entry.revisions.filter(number__lt=entry.version).update(record={}, why="")


def locked(entry):
    """`entry` as it stands now, and nobody else's until the transaction ends."""
    return Entry.objects.select_for_update().get(pk=entry.pk)


def locked_with_relations(entry):
    """The same as its own kind, read with all that its record is made of."""
    return with_record_relations(model_of(entry.kind)).select_for_update(of=LOCKED_ROWS).get(pk=entry.pk)


def locked_all(model, ids):
    """The same for many entries of one kind."""
    return list(with_record_relations(model).filter(pk__in=ids).select_for_update(of=LOCKED_ROWS))


@transaction.atomic
def record_check(*, entry, on, by=None):
    """Somebody checked the facts at their source on the day `on`."""
    entry.checked_on = on
    entry.review_due_on = on + relativedelta(months=entry.specific.review_months)
    entry.save(
        update_fields=["checked_on", "review_due_on", "updated_at"]
    )  # what else it says may have changed since
    record_revision(entry=entry, action=Action.CHECKED, by=by)
    return entry
