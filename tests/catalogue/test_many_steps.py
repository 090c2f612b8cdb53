"""One step for many entries: what can be done is done, and the rest is left out by name with its reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.actions.many_steps import plan_steps, take_steps
from directory.catalogue.actions.steps import take_step
from directory.catalogue.models import Entry
from directory.catalogue.states import State
from directory.search.documents.consistency import find_differences
from tests.factories import make_case_study, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return make_user("Curator")


def waiting(title, by=None, **values):
    return take_step(step="submit", entry=make_resource(title, published=False, **values), by=by)


def state(entry):
    return Entry.objects.get(pk=entry.pk).state


def reasons(plan):
    return {str(entry): found for entry, found in plan.left}


def ids(*entries):
    return [entry.pk for entry in entries]


def test_what_waits_is_published_and_what_cannot_be_is_named(curator):
    one, draft, bare = waiting("One"), make_resource("Draft", published=False), waiting("Bare", topics=[])
    case = take_step(step="submit", entry=make_case_study("A case", published=False))
    done = take_steps(step="publish", ids=ids(one, draft, bare, case), by=curator)
    assert [state(entry) for entry in (one, draft, bare, case)] == ["published", "draft", "in_review", "published"]
    assert reasons(done) == {
        "Draft": ["You cannot do this because the entry is now draft."],
        "Bare": ["Add at least one topic."],
    }
    revision = one.revisions.first()
    assert (revision.action, revision.by, revision.state) == ("published", curator, State.PUBLISHED)
    assert find_differences() == {}


def test_own_work_is_left_out_unless_one_says_why_and_each_history_says_so(curator):
    own, others = waiting("Own", by=curator), waiting("Others")
    assert list(reasons(take_steps(step="publish", ids=ids(own, others), by=curator))) == ["Own"]
    take_steps(step="publish", ids=ids(own), by=curator, why="I am alone this week", override=True)
    revision = own.revisions.first()
    assert (state(own), revision.override, revision.why) == ("published", True, "I am alone this week")
    assert not others.revisions.first().override


@pytest.mark.parametrize(
    ("step", "answers", "after"),
    [
        ("send_back", {"why": "Say more"}, "draft"),
        ("archive", {"why": "Gone"}, "archived"),
        ("schedule", {"at": timezone.now() + timedelta(days=2)}, "in_review"),
    ],
)
def test_the_other_steps_are_taken_too_with_one_answer_for_all(curator, step, answers, after):
    made = [waiting("One"), waiting("Other")]
    take_steps(step=step, ids=ids(*made), by=curator, **answers)
    for entry in made:
        now = Entry.objects.get(pk=entry.pk)
        assert (now.state, entry.revisions.first().why) == (after, answers.get("why", ""))
        assert now.publish_at == answers.get("at")


def test_a_reason_that_is_asked_for_is_needed(curator):
    one = waiting("One")
    assert reasons(take_steps(step="archive", ids=ids(one), by=curator)) == {"One": ["Say why in a few words."]}
    assert state(one) == "in_review"


def test_contributors_send_their_own_drafts_and_nobody_elses():
    author = make_user("Contributor")
    own, other = make_resource("Own", published=False, created_by=author), make_resource("Other", published=False)
    done = take_steps(step="submit", ids=ids(own, other), by=author)
    assert (state(own), state(other), list(reasons(done))) == ("in_review", "draft", ["Other"])
    with pytest.raises(PermissionDenied):
        take_steps(step="publish", ids=ids(own), by=author)


def test_many_cost_a_few_queries(curator, django_assert_max_num_queries):
    made = [waiting(f"Lesson {number}") for number in range(40)]
    with django_assert_max_num_queries(70):
        take_steps(step="publish", ids=ids(*made), by=curator)
    assert {state(entry) for entry in made} == {"published"}


def test_a_plan_changes_nothing(curator):
    one = waiting("One")
    assert [entry.pk for entry in plan_steps(step="publish", ids=ids(one), by=curator).ready] == [one.pk]
    assert state(one) == "in_review"


def test_the_pages_lead_from_the_list_to_what_will_be_done_and_what_was(client, curator):
    sign_in(client, curator)
    one, draft = waiting("One"), make_resource("Draft", published=False)
    chosen = {"action": "archive_selected", "_selected_action": ids(one, draft)}
    page = client.post(reverse("admin:resources_resource_changelist"), chosen).text
    assert "Archive: 2 entries" in page
    address = reverse("admin:catalogue_entry_many_steps", args=["archive"])
    data = {"ids": f"{one.pk},{draft.pk}"}
    assert "Say why in a few words." in client.post(address, data).text
    assert state(one) == "in_review"
    assert "Archived: 2 entries." in client.post(address, {**data, "why": "Gone"}).text
    assert (state(one), state(draft)) == ("archived", "archived")
