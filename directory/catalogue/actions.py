"""What is done to an entry, whatever its kind. Each action is whole or not at all, and says in the entry's history
who did it and why. `by` is a user; None is the bank itself: loading content, or work that was put off until now.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from directory.catalogue.choices import Action, State
from directory.catalogue.dates import months_after
from directory.catalogue.models import Change, Entry, FormerSlug
from directory.catalogue.records import apply, record_of, with_all
from directory.catalogue.workflow import STEPS, is_own_work, may_edit, may_take


@transaction.atomic
def save_entry(*, entry):
    """Save `entry` (one of the kinds), remember an address it leaves, and set when its facts are next checked.

    What it says beyond its own row, its terms above all, is saved after it; then `record` keeps the version.
    """
    before = Entry.objects.filter(pk=entry.pk).values_list("slug", flat=True).first() if entry.pk else None
    if entry.review_due_on is None:
        entry.review_due_on = next_review(entry)
    entry.save()
    if before and before != entry.slug:
        FormerSlug.objects.update_or_create(kind=entry.kind, slug=before, defaults={"entry": entry})
    FormerSlug.objects.filter(kind=entry.kind, slug=entry.slug).delete()
    return entry


def next_review(entry):
    return months_after(entry.checked_on or timezone.localdate(), entry.review_months)


# History


@transaction.atomic
def record(*, entry, action, by=None, why="", override=False, batch=None):
    """Keep what `entry` says now as its next version. Returns the change; None where an edit changed nothing."""
    entry = locked(entry)
    said = record_of(entry)
    if action == Action.EDITED and unchanged_since_last(entry, said):
        return None
    return Change.objects.create(
        entry=entry,
        number=entry.version + 1,
        action=action,
        by=by,
        why=why,
        override=override,
        batch=batch,
        state=entry.state,
        record=said,
    )


@transaction.atomic
def record_many(*, model, ids, action, by=None, why="", batch=None):
    """Keep what many entries of one kind say now, each as its next version, in a few queries for hundreds."""
    for some in in_batches(sorted(ids)):
        entries = list(with_all(model).filter(pk__in=some).select_for_update(of=("self",)))
        last = Change.objects.filter(entry__in=some).order_by().values("entry").annotate(last=Max("number"))
        numbers = dict(last.values_list("entry", "last"))
        Change.objects.bulk_create(
            Change(
                entry_id=entry.pk,
                number=numbers.get(entry.pk, 0) + 1,
                action=action,
                by=by,
                why=why,
                batch=batch,
                state=entry.state,
                record=record_of(entry),
            )
            for entry in entries
        )


def in_batches(ids, size=500):
    return (ids[start : start + size] for start in range(0, len(ids), size))


def unchanged_since_last(entry, said):
    last = entry.changes.first()
    return last is not None and last.record == said


@transaction.atomic
def restore(*, change, by, why=""):
    """Make the entry say again what it said at `change`. Its state stays, and so does what it said until now.

    Raises ValidationError if that cannot be: a term or an entry that it names has gone, or readers would see it
    incomplete.
    """
    entry = locked(change.entry).specific
    if not may_edit(by, entry):
        raise PermissionDenied
    apply(entry, change.record)
    save_entry(entry=entry)
    return record(entry=entry, action=Action.RESTORED, by=by, why=why or f"As in version {change.number}.")


@transaction.atomic
def forget_versions(*, entry):
    """Blank what `entry` said, and why, in every version but the last. Returns how many. Only for personal data."""
    entry = locked(entry)
    return entry.changes.filter(number__lt=entry.version).update(record={}, why="")


def locked(entry):
    """`entry` as it stands now, and nobody else's until the transaction ends."""
    return Entry.objects.select_for_update().get(pk=entry.pk)


@transaction.atomic
def record_check(*, entry, on, by=None):
    """Somebody checked the facts at their source on the day `on`."""
    entry.checked_on = on
    entry.review_due_on = months_after(on, entry.specific.review_months)
    entry.save(
        update_fields=["checked_on", "review_due_on", "updated_at"]
    )  # what else it says may have changed since
    record(entry=entry, action=Action.CHECKED, by=by)
    return entry


# The way to readers


@transaction.atomic
def take(*, step, entry, by=None, why="", override=False, at=None):
    """Take one step of the workflow. `at` is when to publish, for "schedule". It is recorded, or not taken.

    Raises PermissionDenied where `by` may not, and ValidationError, a sentence for each thing, where `entry` is not
    ready: it has moved on meanwhile, lacks what readers need, is `by`'s own work, or nobody said why.
    """
    step = STEPS[step]
    now = locked(entry)
    if now.state not in step.before | leave_out_review(step, by):
        raise ValidationError(f"It is {now.get_state_display().lower()} now: this cannot be done to it.")
    if by is not None and not may_take(by, step, now):
        raise PermissionDenied
    if problems := [*reasons_missing(step, now, by, why, override, at), *missing(step, now)]:
        raise ValidationError(problems)
    entry.state = step.after
    entry.publish_at = at if step.name == "schedule" else None
    if step.after == State.PUBLISHED:
        entry.published_at = now.published_at or at or timezone.now()
    entry.save(update_fields=["state", "publish_at", "published_at", "updated_at"])
    record(entry=entry, action=step.action, by=by, why=why, override=override and is_override(step, now, by))
    return entry


def leave_out_review(step, by):
    """Content that the bank loads was reviewed where it came from: it goes from a draft straight to readers."""
    return {State.DRAFT} if by is None and step.name == "publish" else set()


def missing(step, entry):
    return entry.specific.publication_problems() if step.shows_it else []


def reasons_missing(step, entry, by, why, override, at):
    """What else the step asks for, a sentence each."""
    if step.asks_why and by is not None and not why.strip():
        yield "Say why, in a few words."
    if step.name == "schedule" and (at is None or at <= timezone.now()):
        yield "Give a day and time to come."
    if is_override(step, entry, by) and not (override and why.strip()):
        yield (
            "This is your own work: ask somebody else to approve it. If nobody else can, tick that you approve it "
            "yourself and say why; both are recorded."
        )


def is_override(step, entry, by):
    return step.shows_it and by is not None and is_own_work(by, entry)


def publish(*, entry, at=None):
    """Show `entry` to readers, by the bank itself. Raises ValidationError, a sentence for what is missing."""
    return take(step="publish", entry=entry, at=at)


def archive(*, entry, by=None, why=""):
    """Take `entry` out of every list. Its page stays, says so and names the successor."""
    return take(step="archive", entry=entry, by=by, why=why)


def withdraw(*, entry, by=None, why=""):
    """Take `entry` from readers at once, back to a draft."""
    return take(step="unpublish", entry=entry, by=by, why=why)


def publish_what_is_due(*, now=None):
    """Publish what was approved for a day that has come. Returns (published, [(entry, problems)] that wait)."""
    published, waiting = [], []
    for entry in Entry.objects.to_be_published(now or timezone.now()):
        try:
            published.append(take(step="publish", entry=entry.specific, at=entry.publish_at))
        except ValidationError as error:
            waiting.append((entry, error.messages))
    return published, waiting
