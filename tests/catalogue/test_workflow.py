"""The way to readers: every step, who may take it, and what it asks for."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from directory.catalogue.actions import history, steps
from directory.catalogue.models import Entry
from directory.catalogue.states import Action, State
from directory.catalogue.workflow import STEPS, is_own_work, may_edit, may_see, steps_open_to
from tests.factories import make_resource
from tests.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return make_user("Curator")


def in_state(state, **values):
    entry = make_resource(**values)
    Entry.objects.filter(pk=entry.pk).update(state=state)
    return Entry.objects.get(pk=entry.pk)


@pytest.mark.parametrize("step", STEPS.values(), ids=lambda step: step.name)
@pytest.mark.parametrize("state", State.values)
def test_take_step_leads_only_from_the_states_that_the_step_names(curator, step, state):
    entry = in_state(state)
    tomorrow = timezone.now() + timedelta(days=1)
    if step.name == "withdraw":
        Entry.objects.filter(pk=entry.pk).update(created_by=curator)
        entry.revisions.update(action=Action.SUBMITTED)
    if state in step.before:
        steps.take_step(step=step.name, entry=entry, by=curator, why="A reason", at=tomorrow)
        assert Entry.objects.get(pk=entry.pk).state == step.after
    else:
        with pytest.raises(ValidationError):
            steps.take_step(step=step.name, entry=entry, by=curator, why="A reason", at=tomorrow)
        assert Entry.objects.get(pk=entry.pk).state == state


def test_take_step_records_who_did_what_when_and_why(curator):
    entry = in_state(State.PUBLISHED)
    steps.take_step(step="unpublish", entry=entry, by=curator, why="The number is wrong")
    revision = entry.revisions.first()
    assert (revision.action, revision.by, revision.why) == (Action.UNPUBLISHED, curator, "The number is wrong")
    assert revision.state == State.DRAFT
    assert abs(timezone.now() - revision.at) < timedelta(minutes=1)


@pytest.mark.parametrize("step", [step.name for step in STEPS.values() if step.asks_why])
@pytest.mark.parametrize("why", ["", "  "])
def test_take_step_asks_why(curator, step, why):
    entry = in_state(next(iter(STEPS[step].before)))
    with pytest.raises(ValidationError, match="Say why"):
        steps.take_step(step=step, entry=entry, by=curator, why=why)


def test_take_step_refuses_what_has_moved_on_meanwhile(curator):
    entry = in_state(State.IN_REVIEW)
    steps.take_step(step="publish", entry=Entry.objects.get(pk=entry.pk), by=curator)
    with pytest.raises(ValidationError, match="now published"):
        steps.take_step(step="publish", entry=entry, by=curator)


def test_publish_needs_somebody_else_than_its_author(curator):
    entry = in_state(State.IN_REVIEW, created_by=curator)
    with pytest.raises(ValidationError, match="own work"):
        steps.take_step(step="publish", entry=entry, by=curator)
    assert not Entry.objects.get(pk=entry.pk).is_published


@pytest.mark.parametrize(
    ("override", "why", "done"), [(True, "I am alone", True), (True, "", False), (False, "Alone", False)]
)
def test_publish_of_own_work_takes_a_recorded_override(curator, override, why, done):
    entry = in_state(State.IN_REVIEW, created_by=curator)
    with suppress(ValidationError):
        steps.take_step(step="publish", entry=entry, by=curator, override=override, why=why)
    assert Entry.objects.get(pk=entry.pk).is_published == done
    assert entry.revisions.filter(override=True, why="I am alone").exists() == done


def test_own_work_is_also_what_somebody_sent_for_review(curator):
    entry = in_state(State.DRAFT, created_by=make_user("Editor"))
    assert not is_own_work(curator, entry)
    steps.take_step(step="submit", entry=entry, by=curator)
    assert is_own_work(curator, entry)


def test_send_back_returns_the_draft_with_its_comment(curator):
    entry = in_state(State.IN_REVIEW)
    steps.take_step(step="send_back", entry=entry, by=curator, why="Which ages?")
    assert Entry.objects.get(pk=entry.pk).state == State.DRAFT
    assert entry.revisions.first().why == "Which ages?"


@pytest.mark.parametrize("days", [None, -1])
def test_schedule_needs_a_day_to_come(curator, days):
    at = days and timezone.now() + timedelta(days=days)
    with pytest.raises(ValidationError, match="in the future"):
        steps.take_step(step="schedule", entry=in_state(State.IN_REVIEW), by=curator, at=at)


def test_publish_what_is_due_publishes_on_the_day_and_not_before(curator):
    entry = in_state(State.IN_REVIEW)
    at = timezone.now() + timedelta(days=1)
    steps.take_step(step="schedule", entry=entry, by=curator, at=at)
    assert steps.publish_what_is_due(now=at - timedelta(seconds=1)) == ([], [])
    published, waiting = steps.publish_what_is_due(now=at)
    assert ([item.pk for item in published], waiting) == ([entry.pk], [])
    assert Entry.objects.get(pk=entry.pk).is_published


def test_publish_what_is_due_leaves_what_is_incomplete_in_review(curator):
    """What it sends readers to has gone since: not a word of it has changed."""
    successor = Entry.objects.get(pk=make_resource().pk)
    entry = in_state(State.IN_REVIEW, status="superseded", successor=successor)
    at = timezone.now() + timedelta(days=1)
    steps.take_step(step="schedule", entry=entry, by=curator, at=at)
    Entry.objects.filter(pk=successor.pk).update(status="withdrawn")
    published, waiting = steps.publish_what_is_due(now=at)
    assert published == []
    assert waiting[0][1] == ["The replacement is no longer available. Choose something that is."]
    assert Entry.objects.get(pk=entry.pk).state == State.IN_REVIEW


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("role", ["Contributor", "Editor", "Curator"])
def test_visible_to_is_the_rule_of_may_see(role, state):
    user = make_user(role)
    for entry in (in_state(state, created_by=user), in_state(state)):
        assert Entry.objects.visible_to(user).filter(pk=entry.pk).exists() == may_see(user, entry)


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("own", [True, False])
def test_may_edit_is_for_ones_own_drafts_then_for_all_drafts_then_for_all_but_what_is_archived(own, state):
    for role, may in (
        ("Contributor", state == State.DRAFT and own),
        ("Editor", state == State.DRAFT),
        ("Curator", state not in (State.ARCHIVED, State.ARRIVING)),
    ):
        user = make_user(role)
        assert may_edit(user, in_state(state, created_by=user if own else make_user("Editor"))) == may, role


def test_take_step_is_refused_to_whom_it_is_not_open():
    entry = in_state(State.IN_REVIEW)
    with pytest.raises(PermissionDenied):
        steps.take_step(step="publish", entry=entry, by=make_user("Editor"))


def test_rights_end_with_the_role(curator):
    entry = in_state(State.IN_REVIEW)
    assert {step.name for step in steps_open_to(curator, entry)} == {"publish", "schedule", "send_back", "archive"}
    curator.groups.clear()
    again = type(curator).objects.get(pk=curator.pk)
    assert steps_open_to(again, entry) == []


def test_restore_revision_brings_back_an_earlier_version_and_keeps_the_later_one(curator):
    entry = make_resource("First", sectors=["primary"])
    first = entry.revisions.last()
    entry.title = "Second"
    entry.save()
    entry.sectors.set([])
    entry.sectors.add(*entry.sectors.model.objects.filter(code="special"))
    history.record_revision(entry=entry, action=Action.EDITED, by=curator)
    history.restore_revision(change=first, by=curator)
    entry = Entry.objects.get(pk=entry.pk)
    assert (entry.title, [sector.code for sector in entry.sectors.all()]) == ("First", ["primary"])
    assert "Second" in [revision.record["title"] for revision in entry.revisions.all()]
    assert entry.revisions.first().action == Action.RESTORED


def test_restore_revision_refuses_what_readers_would_see_incomplete(curator):
    entry = make_resource(published=False, sectors=[])
    incomplete = entry.revisions.first()
    entry.sectors.add(*entry.sectors.model.objects.filter(code="special"))
    steps.publish(entry=entry)
    with pytest.raises(ValidationError, match="at least one sector"):
        history.restore_revision(change=incomplete, by=curator)
    assert Entry.objects.get(pk=entry.pk).sectors.count() == 1


def test_record_revision_keeps_no_version_of_an_edit_that_changed_nothing(curator):
    entry = make_resource()
    before = entry.revisions.count()
    assert history.record_revision(entry=entry, action=Action.EDITED, by=curator) is None
    assert entry.revisions.count() == before


def test_record_revisions_keeps_what_record_revision_would_keep(curator):
    entries = [make_resource(topics=["consent"]) for _ in range(3)]
    history.record_revisions(
        model=type(entries[0]), ids=[entry.pk for entry in entries], action=Action.IMPORTED, by=curator
    )
    for entry in entries:
        last, before = entry.revisions.all()[:2]
        assert (last.record, last.number, last.by) == (before.record, before.number + 1, curator)


def test_forget_versions_leaves_who_did_what_and_nothing_of_what_was_said(curator):
    entry = make_resource("Jake Smith, 12 March", published=False)
    steps.publish(entry=entry)
    entry.title = "Somebody"
    entry.save()
    history.record_revision(entry=entry, action=Action.EDITED, by=curator, why="Took out a name")
    assert history.forget_versions(entry=entry) == 2
    last, *older = entry.revisions.all()
    assert last.record["title"] == "Somebody"
    assert all(revision.record == {} for revision in older)
    assert [revision.action for revision in older] == [Action.PUBLISHED, Action.CREATED]
