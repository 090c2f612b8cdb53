"""Keeping every version of an entry, and going back to one. `by` is a user; None is the bank itself."""

from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from directory.catalogue.actions.editing import remember_address, save_entry
from directory.catalogue.models import Entry, Revision, WorkingCopy, WorkingCopyStep
from directory.catalogue.records.comparing import is_same
from directory.catalogue.records.reading import model_of, record_of, with_record_relations
from directory.catalogue.records.texts import personal_findings
from directory.catalogue.records.writing import apply_record
from directory.catalogue.signals import revisions_recorded, versions_forgotten
from directory.catalogue.states import Action
from directory.catalogue.workflow import REVIEW, may_edit


@transaction.atomic
def record_revision(*, entry, action, mark_holds=False, **said):
    """Keep what `entry` says now as its next version. Returns the revision; None where an edit changed nothing.

    With `mark_holds` somebody says that its quality review holds for what it says now.
    """
    return record_locked(entry=locked_with_relations(entry), action=action, mark_holds=mark_holds, **said)


def record_locked(*, entry, action, by=None, why="", override=False, batch=None, mark_holds=False, not_personal=""):
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
        not_personal=not_personal,
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
    return last is not None and is_same(last.record, record)


@transaction.atomic
def restore_revision(*, change, by, why="", not_personal=""):
    """Make the entry say again what it said at the revision `change`. Its state stays, and so do later revisions.

    Raises ValidationError if that cannot be: a term or an entry that it names has gone, readers would see it
    incomplete, or a text that comes back looks personal and `not_personal`, what somebody ticked, is not about it.
    """
    entry = locked(change.entry).specific
    if not may_edit(by, entry):
        raise PermissionDenied
    personal = findings_coming_back(change, entry)
    if problems := personal.problems(not_personal):
        raise ValidationError(problems)
    address = entry.slug
    apply_record(entry, change.record_today)
    save_entry(entry=entry)
    remember_address(entry, address)
    return record_revision(
        entry=entry,
        action=Action.RESTORED,
        by=by,
        why=why or f"Restored from version {change.number}.",
        not_personal=personal.digest,
    )


def findings_coming_back(change, entry):
    """What looks personal in what the revision `change` says and `entry` does not say now."""
    return personal_findings(type(entry.specific), change.record_today, before=record_of(entry))


@transaction.atomic
def forget_versions(*, entry):
    """Blank what `entry` said, and why, in every version but the last. Returns how many. Only for personal data.

    So are working copies that are done with. One that is open is edited, or discarded first.
    """
    entry = locked(entry)
    done = entry.working_copies.exclude(state__in=WorkingCopy.OPEN)
    done.update(record={})
    WorkingCopyStep.objects.filter(copy__in=done).update(why="")
    last = entry.version
    versions_forgotten.send(type(entry), entry=entry, up_to=last - 1)
    return entry.revisions.filter(number__lt=last).update(record={}, why="")


def locked(entry):
    """`entry` as it stands now, and nobody else's until the transaction ends."""
    return Entry.objects.select_for_update(no_key=True).get(pk=entry.pk)


def lock_in_order(ids):
    """Lock many entries before anything else is locked that belongs to them; by primary key, as everything does.

    Whoever only names an entry, as in a list of sources, does not wait for it (`no_key`).
    """
    list(Entry.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))


def locked_with_relations(entry):
    """The same as its own kind, read with all that its record is made of."""
    (own,) = locked_all(model_of(entry.kind), [entry.pk])
    return own


def locked_all(model, ids):
    """The same for many entries of one kind.

    What was waited for is read afterwards: a query that waits itself would show what has changed beside what has not.
    """
    lock_in_order(ids)
    return list(with_record_relations(model).filter(pk__in=ids))


@transaction.atomic
def record_check(*, entry, on, by=None, action=Action.CHECKED, batch=None):
    """Somebody checked the facts at their source on the day `on`, or is the source and confirmed them.

    Those of one `batch` can be taken back together.
    """
    entry.checked_on = on
    entry.review_due_on = on + relativedelta(months=entry.specific.review_months)
    entry.save(
        update_fields=["checked_on", "review_due_on", "updated_at"]
    )  # what else it says may have changed since
    record_revision(entry=entry, action=action, by=by, batch=batch)
    return entry


@transaction.atomic
def undo_check(*, check, by):
    """Take back the revision `check`, at which somebody checked the facts. What else has changed since stays.

    Raises ValidationError, a sentence, where the facts have been checked again since, or were taken back already.
    """
    if not by.has_perm(REVIEW):
        raise PermissionDenied
    entry = locked(check.entry)
    before = entry.revisions.filter(number=check.number - 1).first()
    is_last = entry.revisions.filter(action=Action.CHECKED).first() == check
    if not (is_last and before and entry.checked_on and entry.checked_on.isoformat() == check.record["checked_on"]):
        raise ValidationError(f"{entry}: this check cannot be taken back any more.")
    if entry.revisions.filter(number__gt=check.number, why=undone_words(check)).exists():
        raise ValidationError(f"{entry}: this check has already been taken back.")
    dates = ("checked_on", "review_due_on")
    for name in dates:
        setattr(entry, name, Entry._meta.get_field(name).to_python(before.record_today.get(name)))
    entry.save(update_fields=[*dates, "updated_at"])
    record_revision(entry=entry, action=Action.EDITED, by=by, why=undone_words(check))
    return entry


def undone_words(check):
    return f"The check was a mistake, and was taken back (version {check.number})."
