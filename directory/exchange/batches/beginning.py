"""Beginning what is done with a whole import. Each asks who may, and none begins while another is at work."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from directory.exchange.batches.working import run_at_once
from directory.exchange.models import ImportBatch, Upload

IMPORT = "catalogue.import_entry"
AT_ONCE = 200  # rows or entries that are done while somebody waits, whole or not at all
Task = ImportBatch.Task


@transaction.atomic
def begin_import(*, upload, by, leave_out_wrong=False, ticked=frozenset(), at_once=AT_ONCE):
    """Import `upload` as its preview said: a small file now, a large one by the worker. Returns the batch.

    What its preview asked about is left out unless it is `ticked`. Raises ValidationError if there is nothing to
    import, or if rows are wrong and nobody said to leave them out.
    """
    refuse_unless_allowed(by)
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if known := ImportBatch.objects.filter(upload=upload).first():
        return known  # somebody pressed twice
    plan = upload.plan
    if not plan.get("todo") or (plan["problems"] and not leave_out_wrong):
        raise ValidationError("Nothing was imported. Check the file again.")
    unticked = {int(place): asked for place, asked in plan["asked"].items() if asked[0] not in ticked}
    todo = [item for item in plan["todo"] if item[0] not in unticked]
    if not todo:
        raise ValidationError("Nothing was imported. Tick the rows that you have looked at and want to import.")
    batch = ImportBatch.objects.create(
        by=by,
        kind=upload.kind,
        name=upload.name,
        source=upload.source,
        upload=upload,
        rows=plan["rows"],
        unchanged=plan["unchanged"],
        problems=sorted([*plan["problems"], *map(left_out_as, unticked.values())]),
        **task_fields(Task.IMPORT, by, todo),
    )
    if batch.total <= at_once:
        import_at_once(batch, leave_out_wrong)
    return batch


def left_out_as(asked):
    """[number of the row, why it is left out], for one that somebody was asked about and did not tick."""
    _, line, reasons = asked
    return [line, f"Nobody ticked that it had been checked. {'. '.join(reasons)}."]


def import_at_once(batch, leave_out_wrong):
    before = len(batch.problems)
    run_at_once(batch)
    if len(batch.problems) > before and not leave_out_wrong:
        raise ValidationError([words for _, words in batch.problems[before:]][:1])


def begin_task(*, batch, task, by, why="", also_incomplete=False):
    """Do `task` with all that an import added or changed; while the import is under way, taking back cancels it."""
    refuse_unless_allowed(by)
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        refuse_if_impossible(batch, task, why)
        for name, value in task_fields(task, by, entries_for(batch, task)).items():
            setattr(batch, name, value)
        batch.why, batch.also_incomplete, batch.failed, batch.left = why, also_incomplete, False, []
        batch.save()
        if batch.total <= AT_ONCE:
            run_at_once(batch)
    return batch


def resume(*, batch, by):
    """Go on with what an error has stopped."""
    refuse_unless_allowed(by)
    ImportBatch.objects.filter(pk=batch.pk).update(failed=False)


def refuse_unless_allowed(by):
    if not by.has_perm(IMPORT):
        raise PermissionDenied


def refuse_if_impossible(batch, task, why):
    if task not in tasks_open(batch):
        raise ValidationError(f"You cannot do this now. The import is: {batch.state_in_words.lower()}.")
    if task == Task.ARCHIVE and not why.strip():
        raise ValidationError("Say why in a few words.")


def tasks_open(batch):
    """What can be done with the whole of it as it stands."""
    if batch.task == Task.TAKE_BACK:
        return []
    if batch.task and (batch.failed or batch.task == Task.IMPORT):
        return [Task.TAKE_BACK]
    if batch.task or batch.state != batch.State.COMPLETE:
        return []
    return [Task.SUBMIT, Task.ARCHIVE, Task.TAKE_BACK]


def task_fields(task, by, todo):
    return {"task": task, "task_by": by, "todo": todo, "total": len(todo), "done": 0}


def entries_for(batch, task):
    """Ids of entries, those first that readers may see: all of the import's, or those that it added."""
    revisions = batch.revisions().order_by("-number", "pk")
    if task != Task.TAKE_BACK:
        revisions = revisions.filter(number=1)
    return list(revisions.values_list("entry", flat=True))
