"""What is published is what was approved, whatever way it was changed in between."""

from datetime import timedelta

import pytest
import tablib
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.actions import history, steps
from directory.catalogue.models import Entry
from directory.catalogue.states import Action, State
from directory.curation.bulk.edits import bulk_edit
from directory.curation.topic_merging import merge_topics
from directory.exchange.entry_resource import EntryResource
from directory.resources.models import Resource
from directory.taxonomy.models import Topic
from tests.catalogue.test_admin import save
from tests.factories import make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

SOON = timedelta(days=1)


@pytest.fixture
def curator():
    return make_user("Curator")


@pytest.fixture
def approved(curator):
    """Approved by one curator for tomorrow."""
    entry = make_resource("As approved", published=False, topics=["banter"], summary="What it is.")
    steps.take_step(step="submit", entry=entry)
    steps.take_step(step="schedule", entry=entry, by=make_user("Curator"), at=timezone.now() + SOON)
    return Resource.objects.get(pk=entry.pk)


def edited_in_the_form(client, entry, curator):
    sign_in(client, curator)
    response = save(client, entry, summary="Rewritten after approval.")
    assert "It will need approval again." in response.text


def imported(client, entry, curator):
    rows = tablib.Dataset([entry.reference, "Rewritten after approval."], headers=["reference", "summary"])
    assert not EntryResource(Resource, by=curator).import_rows(rows, dry_run=False).has_validation_errors()


def edited_in_bulk(client, entry, curator):
    bulk_edit(ids=[entry.pk], change={"add": {"sectors": ["special"]}}, by=curator, what="Add special")


def restored(client, entry, curator):
    earlier = entry.revisions.last()
    earlier.record |= {"summary": "What it said long ago."}
    earlier.save()
    history.restore_revision(change=earlier, by=curator)


@pytest.mark.parametrize("change", [edited_in_the_form, imported, edited_in_bulk, restored])
def test_a_change_after_approval_asks_for_approval_again(client, approved, curator, change):
    change(client, approved, curator)
    entry = Entry.objects.get(pk=approved.pk)
    assert (entry.state, entry.publish_at) == (State.IN_REVIEW, None)
    assert entry.revisions.first().action == Action.UNAPPROVED
    assert entry.revisions.first().by == curator
    assert entry in Entry.objects.waiting_for_review()
    assert steps.publish_what_is_due(now=timezone.now() + 2 * SOON) == ([], [])
    assert not Entry.objects.get(pk=approved.pk).is_published


def test_what_no_history_tells_of_comes_back_when_it_is_due(approved):
    Entry.objects.filter(pk=approved.pk).update(summary="Changed behind our back.")
    assert steps.publish_what_is_due(now=timezone.now() + 2 * SOON) == ([], [])
    assert Entry.objects.get(pk=approved.pk).publish_at is None
    assert approved.revisions.first().action == Action.UNAPPROVED


def test_it_is_published_on_its_day_once_it_is_approved_again(approved, curator):
    history.record_check(entry=Entry.objects.get(pk=approved.pk), on=timezone.localdate())
    Entry.objects.filter(pk=approved.pk).update(summary="Another text.")
    history.record_revision(entry=approved, action=Action.EDITED, by=curator)
    at = timezone.now() + SOON
    steps.take_step(step="schedule", entry=Resource.objects.get(pk=approved.pk), by=make_user("Curator"), at=at)
    published, _ = steps.publish_what_is_due(now=at)
    assert [entry.pk for entry in published] == [approved.pk]


def test_a_check_of_the_facts_is_no_other_text(approved, curator):
    history.record_check(entry=Entry.objects.get(pk=approved.pk), on=timezone.localdate(), by=curator)
    assert Entry.objects.get(pk=approved.pk).publish_at


def test_a_merge_of_topics_leaves_it_approved(approved, curator):
    """It says the same: its topic has another name."""
    topic, into = (Topic.objects.get(code=code) for code in ("banter", "consent"))
    merge_topics(topic=topic, into=into, by=curator)
    published, _ = steps.publish_what_is_due(now=timezone.now() + 2 * SOON)
    assert [entry.pk for entry in published] == [approved.pk]


def test_the_list_to_review_says_that_it_was_changed_after_approval(client, approved, curator):
    edited_in_the_form(client, approved, curator)
    text = client.get(reverse("admin:catalogue_entry_changelist"), {"todo": "review"}).text
    assert "As approved" in text
    assert "Changed after approval" in text


def test_the_form_of_what_is_scheduled_says_it_beforehand(client, approved, curator):
    sign_in(client, curator)
    page = reverse("admin:resources_resource_change", args=[approved.pk])
    assert "If you change it, it needs approval again." in client.get(page).text


def test_what_an_older_release_approved_is_not_asked_about_again_for_a_field_that_it_did_not_know(approved):
    revision = approved.revisions.get(action=Action.SCHEDULED)
    revision.record = {name: value for name, value in revision.record.items() if value}
    revision.save()
    published, _ = steps.publish_what_is_due(now=approved.publish_at)
    assert [entry.pk for entry in published] == [approved.pk]
