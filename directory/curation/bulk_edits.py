"""One change to the facets of many entries: seen before it is made, made whole, and undone again.

A change is plain data, by the names of records: {"add": {"sectors": ["special"]}, "set": {"cost": "free"}}.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from directory.catalogue.actions.history import locked, record_revision
from directory.catalogue.models import Entry, Revision
from directory.catalogue.records.comparing import differences, record_without
from directory.catalogue.records.reading import record_of
from directory.catalogue.records.writing import apply_record
from directory.catalogue.states import Action
from directory.curation.models import BulkEdit
from directory.search.documents.index_writer import batched_updates

BULK = "catalogue.bulk_edit_entry"
FACETS = ("sectors", "abilities", "audiences", "topics", "districts")
MOST = 1000  # entries at once


@dataclass(frozen=True)
class Preview:
    entry: Entry
    differences: list
    problems: list  # why readers could not see it like that


def apply_change(record, change):
    """What a record says after a change; `record` itself stays."""
    after = {name: set(record[name]) for name in FACETS}
    for name, codes in change.get("add", {}).items():
        after[name] |= set(codes)
    for name, codes in change.get("remove", {}).items():
        after[name] -= set(codes)
    return record | {name: sorted(codes) for name, codes in after.items()} | change.get("set", {})


def preview(*, entries, change):
    """What would change, entry by entry; those that would stay as they are are left out."""
    for entry in entries:
        own = entry.specific
        before = record_of(own)
        found = differences(type(own), before, after := apply_change(before, change))
        if found:
            yield Preview(entry, found, problems_of(own, after))


def problems_of(own, after):
    """Why readers could not see `own` saying `after`; a list of codes is as good as one of terms to tell that."""
    return own.publication_problems({name: after[name] for name in (*FACETS, "cost")}) if own.is_published else []


@transaction.atomic
def bulk_edit(*, entries, change, by, what):
    """Change all of `entries` or, with a ValidationError that says why, none. Returns the bulk edit."""
    if not by.has_perm(BULK):
        raise PermissionDenied
    edit = BulkEdit.objects.create(by=by, what=what)
    with batched_updates():
        problems = [problem for entry in entries for problem in edit_one(entry, change, by, edit)]
        if problems:
            raise ValidationError(problems)
    return edit


def edit_one(entry, change, by, edit):
    own = locked(entry).specific
    before = record_of(own)
    after = apply_change(before, change)
    if after == before:
        return
    if not own.revisions.exists():
        record_revision(entry=own, action=Action.CREATED, why="The first version that is kept.")
    try:
        apply_record(own, after)
    except ValidationError as error:
        yield from (f"{own}: {message}" for message in error.messages)
    record_revision(entry=own, action=Action.BULK_EDITED, by=by, why=edit.what, batch=edit.pk)


@dataclass(frozen=True)
class UndoResult:
    done: int
    left: list  # what could not be undone, as somebody has changed it since: a line each


@transaction.atomic
def undo(*, edit, by):
    """Take back what a bulk edit changed, but for what somebody has changed again since. Returns what was done."""
    if not by.has_perm(BULK):
        raise PermissionDenied
    edit = BulkEdit.objects.select_for_update().get(pk=edit.pk)
    if edit.undone_at:
        raise ValidationError("This change has already been undone.")
    done, left = 0, []
    with batched_updates():
        for change in Revision.objects.filter(batch=edit.pk, action=Action.BULK_EDITED).select_related("entry"):
            own = locked(change.entry).specific
            wanted, touched = record_without(own, change)
            left += [f"{own}: {label} has been changed since." for label in touched]
            if wanted != record_of(own):
                apply_record(own, wanted)
                record_revision(entry=own, action=Action.UNDONE, by=by, why=edit.what, batch=edit.pk)
                done += 1
    edit.undone_at = timezone.now()
    edit.save()
    return UndoResult(done, left)
