"""Who may do what to an entry on its way to readers: the one place that guards it.

Draft, in review, published, archived: each step leads from some states to one, asks for a permission, and some ask
why. `actions.steps` takes a step and records it; nothing else changes a state.
"""

from dataclasses import dataclass

from directory.catalogue.kinds import Kind
from directory.catalogue.states import Action, State


@dataclass(frozen=True)
class Step:
    name: str
    label: str  # on its button
    action: Action
    before: frozenset
    after: State
    permission: str
    asks_why: bool = False
    shows_it: bool = False  # what readers will see is complete first, and somebody else's work

    @property
    def hides_it(self):
        """Whether it takes from readers what they could see."""
        return State.PUBLISHED in self.before and self.after != State.PUBLISHED


REVIEW = "catalogue.review_entry"
UNPUBLISH = "catalogue.unpublish_entry"
EDIT_ANY_DRAFT = "catalogue.edit_any_draft"
ASSURE = "catalogue.assure_entry"  # what is with readers, or on its way to them
SUBMIT = "catalogue.view_entry"  # whoever may edit a draft may send it for review


def states(*some):
    return frozenset(some)


STEPS = {
    step.name: step
    for step in (
        Step("submit", "Send for review", Action.SUBMITTED, states(State.DRAFT), State.IN_REVIEW, SUBMIT),
        Step("withdraw", "Take back", Action.TAKEN_BACK, states(State.IN_REVIEW), State.DRAFT, SUBMIT),
        Step(
            "publish",
            "Approve and publish",
            Action.PUBLISHED,
            states(State.IN_REVIEW),
            State.PUBLISHED,
            REVIEW,
            shows_it=True,
        ),
        Step(
            "schedule",
            "Approve and publish later",
            Action.SCHEDULED,
            states(State.IN_REVIEW),
            State.IN_REVIEW,
            REVIEW,
            shows_it=True,
        ),
        Step(
            "send_back",
            "Send back with a comment",
            Action.SENT_BACK,
            states(State.IN_REVIEW),
            State.DRAFT,
            REVIEW,
            asks_why=True,
        ),
        Step(
            "unpublish",
            "Hide from readers now",
            Action.UNPUBLISHED,
            states(State.PUBLISHED),
            State.DRAFT,
            UNPUBLISH,
            asks_why=True,
        ),
        Step(
            "archive",
            "Archive",
            Action.ARCHIVED,
            states(State.DRAFT, State.IN_REVIEW, State.PUBLISHED),
            State.ARCHIVED,
            REVIEW,
            asks_why=True,
        ),
        Step("reopen", "Change back to a draft", Action.REOPENED, states(State.ARCHIVED), State.DRAFT, REVIEW),
    )
}


def may_see(user, entry):
    """Whether `user`, who may see entries at all, may see this one: others' drafts are not for everyone."""
    if entry.state == State.ARRIVING:
        return False
    return (
        entry.state == State.PUBLISHED
        or entry.created_by_id == user.pk
        or user.has_perm(EDIT_ANY_DRAFT)
        or user.has_perm(REVIEW)
        or (entry.state == State.IN_REVIEW and user.has_perm(ASSURE))
    )


def works_on_entries(user):
    """Whether `user` has to do with what entries say, and does not just review their quality."""
    return any(user.has_perm(f"{kind.namespace}.view_{kind.model_name}") for kind in Kind)


def may_edit(user, entry):
    """Whether `user`, who may edit entries at all, may edit this one as it stands now."""
    if user.has_perm(REVIEW):
        return entry.state not in (State.ARCHIVED, State.ARRIVING)
    return entry.state == State.DRAFT and (entry.created_by_id == user.pk or user.has_perm(EDIT_ANY_DRAFT))


def may_take(user, step, entry):
    """Whether `user` may take `step` with `entry` as it stands now."""
    if entry.state not in step.before or not user.has_perm(step.permission):
        return False
    if step.name == "withdraw":
        return is_own_work(user, entry) and not is_begun(entry)
    return step.name != "submit" or may_edit(user, entry)


def is_begun(entry):
    """Whether anything has happened to `entry` since it was sent for review: somebody has begun to look at it."""
    last = entry.revisions.first()
    return last is not None and last.action != Action.SUBMITTED


def steps_open_to(user, entry):
    return [step for step in STEPS.values() if may_take(user, step, entry)]


def is_own_work(user, entry):
    """Whether `user` added `entry` or sent it for review last, and so is not the one to approve it."""
    if entry.created_by_id == user.pk:
        return True
    last = entry.revisions.filter(action=Action.SUBMITTED).first()
    return last is not None and last.by_id == user.pk
