"""A review that is saved half way, and an entry that changes meanwhile."""

import pytest
from django.urls import reverse

from directory.catalogue.actions.history import record_revision
from directory.catalogue.models import Entry
from directory.catalogue.states import Action, Quality
from directory.correspondence.models import Email
from directory.quality import actions
from directory.quality.models import Assessment, UnfinishedReview
from tests.factories import make_resource
from tests.people import make_user
from tests.quality.test_actions import fresh, judgements
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return make_resource("The pack", url="https://example.org/pack", summary="Six lessons about consent.")


@pytest.fixture
def reviewer(client):
    user = make_user("Reviewer", email="reviewer@example.org")
    sign_in(client, user)
    return user


def page_of(entry):
    return reverse("admin:catalogue_entry_quality", args=[entry.pk])


def becomes_another_thing(entry):
    own = fresh(entry).specific
    own.url = "https://example.com/other"
    own.save()
    record_revision(entry=own, action=Action.EDITED, by=make_user("Curator"))


def whole(**more):
    given = {f"{code}": one["verdict"] for code, one in judgements().items()}
    return {**given, "role": "dsl", **more}


def test_half_a_review_is_saved_shown_again_and_counts_for_nothing(client, entry, reviewer):
    answer = client.post(page_of(entry), {"qa_safe": "partly", "qa_safe_note": "Slide 4", "save": "yes"}, follow=True)
    assert "It does not count until you send it" in answer.text
    assert 'value="Slide 4"' in answer.text
    assert UnfinishedReview.objects.get().judgements["qa_safe"] == {"verdict": "partly", "note": "Slide 4"}
    assert not entry.assessments.exists()


def test_sending_a_review_ends_what_was_saved_half_way(client, entry, reviewer):
    client.post(page_of(entry), {"save": "yes"})
    client.post(page_of(entry), whole(version=fresh(entry).version))
    assert entry.assessments.get().reviews.get().reviewer == reviewer
    assert not UnfinishedReview.objects.exists()


def test_a_note_about_a_person_is_not_saved_half_way_either(client, entry, reviewer):
    answer = client.post(page_of(entry), {"qa_safe_note": "Jamie, date of birth 3 March 2012", "save": "yes"})
    assert "It looks like a date of birth" in answer.text
    assert not UnfinishedReview.objects.exists()


def test_a_note_that_may_be_about_a_person_is_asked_about_once_more(client, entry, reviewer):
    note = {"qa_safe_note": "Ask me at me@example.org"}
    assert "tick that you have checked" in client.post(page_of(entry), whole(**note)).text
    assert not entry.assessments.exists()
    client.post(page_of(entry), whole(**note, looked_over="on"))
    assert entry.assessments.exists()


def test_a_note_is_bounded(client, entry, reviewer):
    client.post(page_of(entry), {"qa_safe_note": "x" * 1001, "save": "yes"})
    assert not UnfinishedReview.objects.exists()


def test_whoever_comes_back_is_told_what_has_changed_since(client, entry, reviewer):
    client.post(page_of(entry), {"save": "yes", "version": fresh(entry).version})
    assert "This has changed since you began" not in client.get(page_of(entry)).text
    becomes_another_thing(entry)
    assert "This has changed since you began: its web address is on another site" in client.get(page_of(entry)).text


def test_a_review_of_what_changed_while_it_was_looked_at_is_not_taken_until_they_look_again(client, entry, reviewer):
    seen = fresh(entry).version
    becomes_another_thing(entry)
    answer = client.post(page_of(entry), whole(version=seen))
    assert "It has changed while you looked at it: its web address is on another site" in answer.text
    assert not entry.assessments.exists()
    client.post(page_of(entry), whole(version=answer.context["form"]["version"].value()))
    assert entry.assessments.exists()


def test_a_round_of_which_one_review_is_in_starts_over_when_its_entry_becomes_another_thing(entry, reviewer):
    actions.review(entry=entry, by=reviewer, role="dsl", judgements=judgements(qa_safe="partly"))
    becomes_another_thing(entry)
    assert entry.assessments.get().result == Assessment.Result.STOPPED
    assert fresh(entry).quality == Quality.UNREVIEWED
    kept = UnfinishedReview.objects.get()
    assert (kept.reviewer, kept.verdict("qa_safe")) == (reviewer, "partly")
    told = Email.objects.get()
    assert (told.to, "its web address is on another site" in told.text) == ("reviewer@example.org", True)


def test_two_others_can_then_give_the_mark(entry, reviewer):
    actions.review(entry=entry, by=reviewer, role="dsl", judgements=judgements())
    becomes_another_thing(entry)
    for user in (reviewer, make_user("Curator")):
        found = actions.review(entry=fresh(entry), by=user, role="dsl", judgements=judgements())
    assert found.result == Assessment.Result.ASSURED


def test_a_round_goes_on_where_the_entry_stays_the_same_thing(entry, reviewer):
    actions.review(entry=entry, by=reviewer, role="dsl", judgements=judgements())
    Entry.objects.filter(pk=entry.pk).update(note="Something")
    record_revision(entry=fresh(entry), action=Action.EDITED)
    assert entry.assessments.get().result == Assessment.Result.OPEN


def test_readers_are_told_nothing_of_a_round_that_was_stopped(client, entry, reviewer):
    actions.review(entry=entry, by=reviewer, role="dsl", judgements=judgements())
    becomes_another_thing(entry)
    assert "Stopped" not in client.get(entry.get_absolute_url()).text
