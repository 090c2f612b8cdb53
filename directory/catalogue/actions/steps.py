"""The way of an entry to readers. Each step is whole or not at all, and the history says who took it and why.

`by` is a user; None is the bank itself: loading content, or work that was put off until now.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from directory.catalogue.actions.approval import is_what_was_approved, take_approval_back
from directory.catalogue.actions.history import (
    in_batches,
    lock_in_order,
    locked_all,
    locked_with_relations,
    record_all_locked,
    record_locked,
)
from directory.catalogue.actions.leaving import leave, problems_of_leaving
from directory.catalogue.models import Entry
from directory.catalogue.records.texts import NOTHING_PERSONAL, personal_findings_of
from directory.catalogue.states import Action, State
from directory.catalogue.usage import urgent_places
from directory.catalogue.workflow import STEPS, is_own_work, may_take

SEND_ANYWAY = "It is not complete yet. Tick that you send it all the same, or finish it first."


@dataclass(frozen=True)
class Said:
    """What somebody says with a step. Each step asks for some of it."""

    why: str = ""
    override: bool = False  # I approve my own work
    at: datetime | None = None  # when to publish, for "schedule"
    instead: dict = field(default_factory=dict)  # what takes each urgent place that the entry leaves: see `leaving`
    knows: bool = False  # what readers will see there
    not_personal: str = ""  # the digest of what looks personal, where I have looked at it
    incomplete: bool = False  # I send it for review although it lacks something
    batch: UUID | None = None  # the import that I take the step with, all of it


@transaction.atomic
def take_step(*, step, entry, by=None, **said):
    """Take one step of the workflow, with what is `Said`. It is recorded, or not taken.

    Raises PermissionDenied where `by` may not, and ValidationError, a sentence for each thing, where `entry` is not
    ready: it has moved on meanwhile, lacks what readers need, is `by`'s own work, nobody said why, or a text looks
    personal and `not_personal`, what somebody ticked, is not about it.
    """
    step, said = STEPS[step], Said(**said)
    if said.instead:
        lock_in_order([entry.pk, *urgent_places.entries_among(said.instead)])
    now = locked_with_relations(entry)
    if problem := too_late(step, now, by):
        raise ValidationError(problem)
    if by is not None and not may_take(by, step, now):
        raise PermissionDenied
    places = urgent_places.of(now, lock=True) if step.hides_it else []
    personal, ticked = personal_before(step, now), ticked_of(now, by, said.not_personal)
    if problems := [
        *reasons_missing(step, now, by, said),
        *publication_problems(step, now),
        *personal.problems(ticked),
        *problems_of_leaving(places, said.instead, said.knows),
    ]:
        raise ValidationError(problems)
    why = in_history(step, now, by, said, leave(entry=now, places=places, instead=said.instead, by=by))
    overrides = said.override and is_override(step, now, by)
    entry.state = now.state = step.after
    entry.publish_at = now.publish_at = said.at if step.name == "schedule" else None
    if step.after == State.PUBLISHED:
        entry.published_at = now.published_at or said.at or timezone.now()
    entry.save(update_fields=["state", "publish_at", "published_at", "updated_at"])
    record_locked(
        entry=now,
        action=step.action,
        by=by,
        why=why,
        override=overrides,
        batch=said.batch,
        not_personal=personal.digest if ticked else "",
    )
    return entry


def personal_before(step, entry):
    """What looks personal in what readers would see after the step."""
    return personal_findings_of(entry) if step.shows_it else NOTHING_PERSONAL


def ticked_of(entry, by, not_personal):
    """What was ticked about the texts; None where nobody is asked: what the bank loads was looked at beforehand.

    For what is published later it is what its approver ticked. If the texts have changed since, that says nothing.
    """
    if by is not None:
        return not_personal
    if entry.publish_at is None:
        return None
    approval = entry.revisions.filter(action=Action.SCHEDULED).first()
    return approval.not_personal if approval else ""


def in_history(step, entry, by, said, left):
    """Why, and what else the step came with."""
    lacks = missing_when_sent(step, entry, by)
    sent = f"Sent although it is not complete: {' '.join(lacks)}" if lacks else ""
    return " ".join(filter(None, [said.why, sent, left]))


def missing_when_sent(step, entry, by):
    """What an entry that somebody sends for review lacks. The bank itself is not asked."""
    return entry.publication_problems() if step.name == "submit" and by is not None else []


def too_late(step, entry, by):
    """What to say if `entry` is in a state that the step does not begin in."""
    if entry.state not in step.before | states_without_review(step, by):
        return f"You cannot do this because the entry is now {entry.get_state_display().lower()}."
    return ""


def states_without_review(step, by):
    """Content that the bank loads was reviewed where it came from: it goes from a draft straight to readers."""
    return {State.DRAFT} if by is None and step.name == "publish" else set()


def problems_before(step, entry):
    """What has to be changed before the step, whatever anybody says."""
    return [*publication_problems(step, entry), *personal_before(step, entry).problems()]


def publication_problems(step, entry):
    return entry.publication_problems() if step.shows_it else []


def reasons_missing(step, entry, by, said, own_work=None):
    """What else the step asks for, a sentence each. `own_work`: whether it is `by`'s, where that is known already."""
    if step.asks_why and by is not None and not said.why.strip():
        yield "Say why in a few words."
    if step.name == "schedule" and (said.at is None or said.at <= timezone.now()):
        yield "Enter a day and time in the future."
    if not said.incomplete and (lacks := missing_when_sent(step, entry, by)):
        yield from (*lacks, SEND_ANYWAY)
    own_work = is_override(step, entry, by) if own_work is None else own_work and step.shows_it
    if own_work and not (said.override and said.why.strip()):
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


def why_late(entry):
    """What kept the bank from publishing `entry` when it was due, a sentence each."""
    step = STEPS["publish"]
    return [
        *publication_problems(step, entry),
        *personal_before(step, entry).problems(ticked_of(entry, None, "")),
    ]


def problems_of_bank(step, entry):
    """All that keeps the bank itself from taking a step that asks for no reason."""
    late = too_late(step, entry, by=None)
    return [late] if late else problems_before(step, entry)


def publish_what_is_due(*, now=None):
    """Publish what was approved for a day that has come. Returns (published, [(entry, problems)] that wait).

    What is no longer what was approved goes back to those who approve.
    """
    published, waiting = [], []
    for entry in Entry.objects.to_be_published(now or timezone.now()):
        try:
            published += publish_if_approved(entry.specific)
        except ValidationError as error:
            waiting.append((entry, error.messages))
    return published, waiting


@transaction.atomic
def publish_if_approved(entry):
    """[entry] that is published now, or none."""
    now = locked_with_relations(entry)
    if now.state != State.IN_REVIEW or now.publish_at is None:
        return []  # another process, or somebody, has taken it on meanwhile
    if is_what_was_approved(now):
        return [take_step(step="publish", entry=entry, at=entry.publish_at)]
    take_approval_back(now)
    return []
