"""The way of a working copy to readers: one table of steps, as that of an entry (`workflow`)."""

from dataclasses import dataclass

from directory.catalogue.models import WorkingCopy
from directory.catalogue.states import State
from directory.catalogue.workflow import EDIT_ANY_DRAFT, REVIEW, SUBMIT

DRAFT, IN_REVIEW, APPROVED, SWAPPED, DISCARDED = WorkingCopy.State


@dataclass(frozen=True)
class CopyStep:
    name: str
    label: str  # on its button
    done: str  # in its history
    before: frozenset
    after: str
    permission: str
    asks_why: bool = False
    shows_it: bool = False  # it is complete first, and somebody else's work


def states(*some):
    return frozenset(some)


COPY_STEPS = {
    step.name: step
    for step in (
        CopyStep("submit", "Send for review", "Sent for review", states(DRAFT), IN_REVIEW, SUBMIT),
        CopyStep("withdraw", "Take back", "Taken back before review", states(IN_REVIEW), DRAFT, SUBMIT),
        CopyStep(
            "publish",
            "Approve, and publish in its place now",
            "Approved and published",
            states(IN_REVIEW, APPROVED),
            SWAPPED,
            REVIEW,
            shows_it=True,
        ),
        CopyStep(
            "schedule",
            "Approve, and publish later",
            "Approved for later",
            states(IN_REVIEW, APPROVED),
            APPROVED,
            REVIEW,
            shows_it=True,
        ),
        CopyStep(
            "send_back",
            "Send back with a comment",
            "Sent back",
            states(IN_REVIEW, APPROVED),
            DRAFT,
            REVIEW,
            asks_why=True,
        ),
        CopyStep("discard", "Discard", "Discarded", states(*WorkingCopy.OPEN), DISCARDED, SUBMIT),
    )
}
STATE_ON_TRIAL = {DRAFT: State.DRAFT, IN_REVIEW: State.IN_REVIEW, APPROVED: State.IN_REVIEW}


def may_prepare(user, entry):
    """Whether `user`, who may edit entries of this kind at all, may prepare another text of what readers see."""
    own = entry.created_by_id == user.pk
    return entry.is_published and (own or user.has_perm(EDIT_ANY_DRAFT) or user.has_perm(REVIEW))


def may_edit_copy(user, copy):
    """As of an entry: those who approve may edit every copy, the others what is not with those who approve."""
    if user.has_perm(REVIEW):
        return copy.state in WorkingCopy.OPEN
    own = user.pk in (copy.created_by_id, copy.entry.created_by_id)
    return copy.state == DRAFT and (own or user.has_perm(EDIT_ANY_DRAFT))


def may_see_copy(user, copy):
    own = user.pk in (copy.created_by_id, copy.entry.created_by_id)
    return own or user.has_perm(EDIT_ANY_DRAFT) or user.has_perm(REVIEW)


def may_take_copy_step(user, step, copy):
    if copy.state not in step.before or not user.has_perm(step.permission):
        return False
    if step.name == "withdraw":
        last = copy.steps.last()
        return last is not None and last.by_id == user.pk and last.what == COPY_STEPS["submit"].done
    return step.permission != SUBMIT or may_edit_copy(user, copy)


def copy_steps_open_to(user, copy):
    return [step for step in COPY_STEPS.values() if may_take_copy_step(user, step, copy)]


def is_own_copy(user, copy):
    """Whether `user` began or sent or changed the copy, and so is not the one to approve it."""
    return copy.created_by_id == user.pk or copy.steps.filter(by=user, what__in=WORK).exists()


SAVED = "Changed"
BEGUN = "Begun"
WORK = (BEGUN, SAVED, COPY_STEPS["submit"].done)
