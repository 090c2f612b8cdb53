"""What is done to a working copy. Each action is whole or not at all, and its history says who did it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from directory.catalogue.actions.editing import remember_address, save_entry
from directory.catalogue.actions.history import locked, record_revision
from directory.catalogue.models import WorkingCopy
from directory.catalogue.records.merging import three_way
from directory.catalogue.records.reading import label_of, record_of
from directory.catalogue.records.texts import NOTHING_PERSONAL, personal_findings
from directory.catalogue.records.writing import apply_record
from directory.catalogue.states import Action, Status
from directory.catalogue.usage import reasons_to_stay
from directory.catalogue.working_copies.steps import (
    APPROVED,
    BEGUN,
    COPY_STEPS,
    IN_REVIEW,
    SAVED,
    SWAPPED,
    is_own_copy,
    may_edit_copy,
    may_prepare,
    may_take_copy_step,
)
from directory.catalogue.working_copies.trial import trial

MINE, THEIRS = "copy", "live"  # whose text stays in a field that both changed


@transaction.atomic
def begin(*, entry, record, by, based_on=None):
    """A working copy that says `record`. There is one at a time."""
    entry = locked(entry)
    if not may_prepare(by, entry):
        raise PermissionDenied
    if entry.working_copies.filter(state__in=WorkingCopy.OPEN).exists():
        raise ValidationError("There is a working copy of this entry already.")
    number = based_on or entry.version
    copy = WorkingCopy.objects.create(entry=entry, record=record, based_on=number, created_by=by)
    copy.steps.create(by=by, what=BEGUN)
    return copy


@transaction.atomic
def save(*, copy, record, by):
    """Change what the copy says. One that was approved is approved again."""
    copy = locked_copy(copy)
    if not may_edit_copy(by, copy):
        raise PermissionDenied
    if record == copy.record:
        return copy
    was_approved = copy.state == APPROVED
    copy.record, copy.version = record, copy.version + 1
    copy.state, copy.publish_at = (IN_REVIEW, None) if was_approved else (copy.state, copy.publish_at)
    copy.save()
    copy.steps.create(by=by, what=SAVED, why="After its approval: it needs approval again." if was_approved else "")
    return copy


@transaction.atomic
def take_copy_step(*, step, copy, by=None, why="", override=False, at=None, keep=None, not_personal=""):
    """Take one step with the copy. `keep` says, of each field that both changed, whose text stays; `not_personal` is
    what was ticked about texts that look personal.

    Raises PermissionDenied where `by` may not, and ValidationError, a sentence for each thing, where it cannot be.
    """
    step, entry = COPY_STEPS[step], locked(copy.entry)  # the entry first, as everything else locks
    copy = locked_copy(copy)
    if copy.state not in step.before:
        raise ValidationError(f"You cannot do this because the copy is now {copy.get_state_display().lower()}.")
    if by is not None and not may_take_copy_step(by, step, copy):
        raise PermissionDenied
    personal = personal_in(copy) if step.shows_it else NOTHING_PERSONAL
    ticked = not_personal if by is not None else copy.not_personal
    if problems := [*reasons_against(step, copy, by, why, override, at), *personal.problems(ticked)]:
        raise ValidationError(problems)
    if step.after == SWAPPED:
        swap_in(copy, entry.specific, by, why, override, keep or {})
    copy.state, copy.publish_at = step.after, at if step.name == "schedule" else None
    copy.not_personal = personal.digest if step.shows_it else copy.not_personal
    copy.save()
    copy.steps.create(by=by, what=step.done, why=why)
    return copy


def reasons_against(step, copy, by, why, override, at):
    """What the step asks for, a sentence each."""
    if step.asks_why and not why.strip():
        yield "Say why in a few words."
    if step.name == "schedule" and (at is None or at <= timezone.now()):
        yield "Enter a day and time in the future."
    if step.shows_it:
        yield from problems_of_copy(copy)
    if step.name == "schedule" and (conflicts := merged_with_live(copy)[1]):
        yield f"Corrected for readers meanwhile: {labels(copy, conflicts)}. First write in the copy which text stays."
    if step.shows_it and by is not None and is_own_copy(by, copy) and not (override and why.strip()):
        yield "This is your own work. Ask somebody else to approve it. If nobody else can, tick the box and say why."


def problems_of_copy(copy):
    """Why readers could not see the entry saying what the copy does, a sentence each."""
    if not copy.entry.is_published:
        return ["Readers cannot see the entry now. Publish it first, or discard the copy."]
    record, _ = merged_with_live(copy)
    to_stay = list(reasons_to_stay(copy.entry)) if record["status"] != Status.ACTIVE else []
    try:
        with trial(copy.entry, record) as tried:
            return to_stay + tried.publication_problems()
    except ValidationError as error:
        return error.messages


def personal_in(copy):
    """What looks personal in what readers would see anew."""
    own = type(copy.entry.specific)
    return personal_findings(own, merged_with_live(copy)[0], before=record_of(copy.entry))


def merged_with_live(copy):
    """(what the entry would say, the names of the fields that were corrected for readers meanwhile and differ)."""
    own = type(copy.entry.specific)
    begun = copy.entry.revisions.filter(number=copy.based_on).first()
    live = record_of(copy.entry)
    base = begun.record_today if begun and begun.record else live
    prepared = own.record_of_today(copy.record)
    record, conflicts = three_way(own, base, prepared, live)
    names = [name for conflict in conflicts for name in conflict.names]
    return record | {name: prepared[name] for name in names if name in prepared}, names


def swap_in(copy, entry, by, why, override, keep):
    """Readers see from now on what the copy says, with what was corrected for them meanwhile."""
    record, conflicts = merged_with_live(copy)
    if undecided := [name for name in conflicts if keep.get(name) not in (MINE, THEIRS)]:
        raise ValidationError(f"Corrected for readers meanwhile. Choose which text stays: {labels(copy, undecided)}.")
    live, address = record_of(entry), entry.slug
    apply_record(entry, record | {name: live[name] for name in conflicts if keep[name] == THEIRS})
    save_entry(entry=entry)
    remember_address(entry, address)
    overrides = override and by is not None and is_own_copy(by, copy)
    record_revision(entry=entry, action=Action.SWAPPED, by=by, why=in_history(copy, why), override=overrides)


def labels(copy, names):
    return ", ".join(str(label_of(type(copy.entry.specific), name)) for name in names)


def in_history(copy, why):
    approved = copy.steps.filter(what=COPY_STEPS["schedule"].done).select_related("by").last()
    said = [f"Prepared by {copy.created_by}."]
    if copy.state == APPROVED and approved:
        said.append(f"Approved by {approved.by} on {timezone.localtime(approved.at):%-d %B %Y}.")
    return " ".join(filter(None, [*said, why]))


def publish_due_copies(*, now=None):
    """Swap in what was approved for a day that has come. Returns (those, [(copy, problems)] that wait)."""
    swapped, waiting = [], []
    due = WorkingCopy.objects.filter(state=APPROVED, publish_at__lte=now or timezone.now())
    for copy in due.select_related("entry"):
        try:
            swapped.append(take_copy_step(step="publish", copy=copy))
        except WorkingCopy.DoesNotExist:
            continue
        except ValidationError as error:
            if due.filter(pk=copy.pk).exists():  # else another process, or somebody, has taken it on meanwhile
                waiting.append((copy, error.messages))
    return swapped, waiting


def locked_copy(copy):
    return WorkingCopy.objects.select_for_update(of=("self",)).select_related("entry").get(pk=copy.pk)
