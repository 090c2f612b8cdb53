"""One step of the workflow for many entries: planned first, then taken in short transactions, by the same rules."""

from dataclasses import dataclass, field
from time import sleep

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from directory.catalogue.actions.history import locked_all, record_all_locked
from directory.catalogue.actions.steps import Said, personal_before, publication_problems, reasons_missing, too_late
from directory.catalogue.models import Entry, Revision
from directory.catalogue.records.reading import model_of, with_record_relations
from directory.catalogue.states import Action, State
from directory.catalogue.usage import urgent_places
from directory.catalogue.workflow import STEPS, may_take

MANY = ("submit", "publish", "schedule", "send_back", "archive")  # the steps that lists offer
STANDS_IN = "Readers look for it in {}. Do this on its own page, and say what takes its place."
STEP = 50  # entries in one transaction
PAUSE = 0.12  # seconds: SQLite lets whoever waits try again every tenth of a second
MOST = 1000  # entries at once


@dataclass
class Plan:
    ready: list = field(default_factory=list)
    left: list = field(default_factory=list)  # [(entry, why it is left out, a sentence each)]
    own: set = field(default_factory=set)  # ids of those that are `by`'s own work


def in_steps(ids):
    """[(model, some of `ids`)]: of one kind each, in the order in which rows are locked everywhere."""
    kinds = {}
    for kind, pk in Entry.objects.filter(pk__in=ids).order_by("pk").values_list("kind", "pk"):
        kinds.setdefault(kind, []).append(pk)
    return [
        (model_of(kind), some[start : start + STEP])
        for kind, some in sorted(kinds.items())
        for start in range(0, len(some), STEP)
    ]


def let_others_write():
    """Between two transactions of one run: on SQLite whoever waits would otherwise wait for the last of them."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        sleep(PAUSE)


def plan_steps(*, step, ids, by, **answers):
    """What taking the step with each would come to, as things stand. Changes nothing."""
    plan = Plan()
    for model, some in in_steps(ids):
        sort_into(plan, STEPS[step], list(with_record_relations(model).filter(pk__in=some)), by, answers)
    return plan


def sort_into(plan, step, entries, by, answers):
    plan.own |= own_work_among(by, entries)
    for entry in entries:
        reasons = reasons_against(step, entry, by, answers, own=entry.pk in plan.own)
        plan.left += [(entry, reasons)] if reasons else []
        plan.ready += [] if reasons else [entry]


def own_work_among(user, entries):
    """The ids of those of `entries` that are `user`'s own work, in one query."""
    last = Revision.objects.filter(entry__in=entries, action=Action.SUBMITTED).order_by("number")
    sent = dict(last.values_list("entry", "by"))  # the last of each
    return {entry.pk for entry in entries if user.pk in (entry.created_by_id, sent.get(entry.pk))}


def reasons_against(step, entry, by, answers, *, own):
    if late := too_late(step, entry, by):
        return [late]
    if not may_take(by, step, entry):
        return ["You cannot do this with this entry."]
    stands_in = [STANDS_IN.format(place.where) for place in urgent_places.of(entry)] if step.hides_it else []
    missing = reasons_missing(step, entry, by, Said(**answers), own_work=own)
    personal = personal_before(step, entry).problems(ticked="")  # nobody has looked at it here
    return [*missing, *publication_problems(step, entry), *personal, *stands_in]


def take_steps(*, step, ids, by, **answers):
    """Take the step with each that is ready. Returns the plan as it was carried out."""
    if not by.has_perm(STEPS[step].permission):
        raise PermissionDenied
    done = Plan()
    for model, some in in_steps(ids):
        take_some(STEPS[step], model, some, by, answers, done)
        let_others_write()
    return done


@transaction.atomic
def take_some(step, model, ids, by, answers, done):
    plan = Plan()
    sort_into(plan, step, locked_all(model, ids), by, answers)
    show_or_hide(step, plan.ready, answers.get("at"))
    for own in (False, True):
        entries = [entry for entry in plan.ready if (entry.pk in plan.own and step.shows_it) == own]
        if entries:
            record_all_locked(entries=entries, action=step.action, by=by, why=answers.get("why", ""), override=own)
    done.ready, done.left, done.own = done.ready + plan.ready, done.left + plan.left, done.own | plan.own


def show_or_hide(step, entries, at):
    """The new state of all of these, as `steps.take_step` sets it for one."""
    now = timezone.now()
    values = {"state": step.after, "publish_at": at if step.name == "schedule" else None, "updated_at": now}
    if step.after == State.PUBLISHED:
        values["published_at"] = Coalesce("published_at", now)
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(**values)
    for entry in entries:
        entry.state = step.after
