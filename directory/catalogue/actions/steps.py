"""The way of an entry to readers. Each step is whole or not at all, and the history says who took it and why.

`by` is a user; None is the bank itself: loading content, or work that was put off until now.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from directory.catalogue.actions.history import (
    in_batches,
    locked_all,
    locked_with_relations,
    record_all_locked,
    record_locked,
)
from directory.catalogue.models import Entry
from directory.catalogue.states import State
from directory.catalogue.workflow import STEPS, is_own_work, may_take


@transaction.atomic
def take_step(*, step, entry, by=None, why="", override=False, at=None):
    """Take one step of the workflow. `at` is when to publish, for "schedule". It is recorded, or not taken.

    Raises PermissionDenied where `by` may not, and ValidationError, a sentence for each thing, where `entry` is not
    ready: it has moved on meanwhile, lacks what readers need, is `by`'s own work, or nobody said why.
    """
    step = STEPS[step]
    now = locked_with_relations(entry)
    if problem := too_late(step, now, by):
        raise ValidationError(problem)
    if by is not None and not may_take(by, step, now):
        raise PermissionDenied
    if problems := [*reasons_missing(step, now, by, why, override, at), *problems_before(step, now)]:
        raise ValidationError(problems)
    overrides = override and is_override(step, now, by)
    entry.state = now.state = step.after
    entry.publish_at = at if step.name == "schedule" else None
    if step.after == State.PUBLISHED:
        entry.published_at = now.published_at or at or timezone.now()
    entry.save(update_fields=["state", "publish_at", "published_at", "updated_at"])
    record_locked(entry=now, action=step.action, by=by, why=why, override=overrides)
    return entry


def too_late(step, entry, by):
    """What to say if `entry` is in a state that the step does not begin in."""
    if entry.state not in step.before | states_without_review(step, by):
        return f"You cannot do this because the entry is now {entry.get_state_display().lower()}."
    return ""


def states_without_review(step, by):
    """Content that the bank loads was reviewed where it came from: it goes from a draft straight to readers."""
    return {State.DRAFT} if by is None and step.name == "publish" else set()


def problems_before(step, entry):
    return entry.publication_problems() if step.shows_it else []


def reasons_missing(step, entry, by, why="", override=False, at=None, own_work=None):
    """What else the step asks for, a sentence each. `own_work`: whether it is `by`'s, where that is known already."""
    if step.asks_why and by is not None and not why.strip():
        yield "Say why in a few words."
    if step.name == "schedule" and (at is None or at <= timezone.now()):
        yield "Enter a day and time in the future."
    own_work = is_override(step, entry, by) if own_work is None else own_work and step.shows_it
    if own_work and not (override and why.strip()):
        yield (
            "This is your own work. Ask somebody else to approve it. If nobody else can, tick that you approve it "
            "yourself and say why. We record both."
        )


def is_override(step, entry, by):
    return step.shows_it and by is not None and is_own_work(by, entry)


def publish(*, entry, at=None):
    """Show `entry` to readers, by the bank itself. Raises ValidationError, a sentence for what is missing."""
    return take_step(step="publish", entry=entry, at=at)


@transaction.atomic
def publish_all(*, model, ids):
    """Show many entries of one kind to readers, by the bank itself, in a few queries for hundreds.

    Returns entry id -> what stands in its way, a sentence each; none of those is published.
    """
    step, problems = STEPS["publish"], {}
    for some in in_batches(sorted(ids)):
        entries = locked_all(model, some)
        problems |= {entry.pk: found for entry in entries if (found := problems_of_bank(step, entry))}
        ready, now = [entry for entry in entries if entry.pk not in problems], timezone.now()
        Entry.objects.filter(pk__in=[entry.pk for entry in ready]).update(
            state=step.after, publish_at=None, published_at=Coalesce("published_at", now), updated_at=now
        )
        for entry in ready:
            entry.state = step.after
        record_all_locked(entries=ready, action=step.action)
    return problems


def problems_of_bank(step, entry):
    """All that keeps the bank itself from taking a step that asks for no reason."""
    late = too_late(step, entry, by=None)
    return [late] if late else problems_before(step, entry)


def publish_what_is_due(*, now=None):
    """Publish what was approved for a day that has come. Returns (published, [(entry, problems)] that wait)."""
    published, waiting = [], []
    for entry in Entry.objects.to_be_published(now or timezone.now()):
        try:
            published.append(take_step(step="publish", entry=entry.specific, at=entry.publish_at))
        except ValidationError as error:
            waiting.append((entry, error.messages))
    return published, waiting
