"""Taking a bulk edit back, wherever nobody has changed the same since: what cannot be is named with its reason."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from directory.catalogue.actions.facets import CHOICES
from directory.catalogue.actions.history import locked_all
from directory.catalogue.actions.many_steps import in_steps, let_others_write
from directory.catalogue.models import Revision
from directory.catalogue.records.comparing import record_without
from directory.catalogue.records.reading import record_of
from directory.catalogue.states import Action
from directory.curation.bulk.edits import BULK, Planned, reasons_against, write
from directory.curation.models import BulkEdit
from directory.search.documents.index_writer import batched_updates


@dataclass
class UndoResult:
    done: int = 0
    left: list = field(default_factory=list)  # [(entry, reasons)] of what could not be undone


def undo(*, edit, by):
    """Take back what can be, in short steps; one that was stopped goes on. Returns what was done."""
    if not by.has_perm(BULK):
        raise PermissionDenied
    edit.refresh_from_db()
    if edit.undone_at:
        raise ValidationError("This change has already been undone.")
    changes = Revision.objects.filter(batch=edit.pk, action=Action.BULK_EDITED).order_by()
    result = UndoResult()
    for model, ids in in_steps(list(changes.values_list("entry", flat=True))):
        undo_some(edit, model, ids, by, result)
        let_others_write()
    BulkEdit.objects.filter(pk=edit.pk, undone_at=None).update(undone_at=timezone.now())
    return result


@transaction.atomic
def undo_some(edit, model, ids, by, result):
    entries, ready = locked_all(model, ids), []
    sides = before_and_after(edit, ids)
    for entry in entries:
        item, touched = without(entry, *sides[entry.pk], by)
        reasons = [*(f"{label.capitalize()}: changed again since." for label in touched), *item.reasons]
        if reasons:
            result.left.append((entry, reasons))
        if item.before != item.after and not item.reasons:
            ready.append(item)
    with batched_updates():
        write(model, ready, action=Action.UNDONE, by=by, edit=edit)
    result.done += len(ready)


def before_and_after(edit, ids):
    """Entry id -> (the record before the bulk edit, that after it)."""
    after = Revision.objects.filter(batch=edit.pk, action=Action.BULK_EDITED, entry__in=ids).order_by()
    before = Revision.objects.filter(
        entry__in=ids,
        entry__revisions__batch=edit.pk,
        entry__revisions__action=Action.BULK_EDITED,
        entry__revisions__number=F("number") + 1,
    ).order_by()
    earlier = dict(before.values_list("entry", "record"))
    return {pk: (earlier.get(pk, {}), record) for pk, record in after.values_list("entry", "record")}


def without(entry, before, after, by):
    """(what `entry` says without the bulk edit, the labels of what cannot be taken back)."""
    now = record_of(entry)
    known = [name for name in CHOICES if name in before]  # a version that was blanked says nothing
    then, touched = record_without(type(entry), now, before, after, known)
    return Planned(entry, now, then, list(reasons_against(entry, then, by)) if then != now else []), touched
