"""Sending a draft for review: not unknowingly incomplete, and taken back while nobody has begun."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from directory.catalogue.actions import history, steps
from directory.catalogue.models import Entry
from directory.catalogue.states import Action, State
from tests.factories import make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_user("Contributor")


def draft(author, **values):
    return make_resource(published=False, created_by=author, **values)


def state(entry):
    return Entry.objects.get(pk=entry.pk).state


def page(entry, step):
    return reverse("admin:resources_resource_step", args=[entry.pk, step])


def test_an_incomplete_draft_is_sent_only_by_who_has_seen_what_is_missing(author):
    entry = draft(author, sectors=[])
    with pytest.raises(ValidationError, match="Add at least one sector"):
        steps.take_step(step="submit", entry=entry, by=author)
    assert state(entry) == State.DRAFT
    steps.take_step(step="submit", entry=entry, by=author, incomplete=True)
    assert state(entry) == State.IN_REVIEW
    assert entry.revisions.first().why == "Sent although it is not complete: Add at least one sector."


def test_a_complete_draft_is_sent_without_a_question(author):
    entry = draft(author)
    steps.take_step(step="submit", entry=entry, by=author)
    assert entry.revisions.first().why == ""


def test_the_page_names_what_is_missing_and_offers_to_send_it_anyway(client, author):
    entry = draft(author, sectors=[])
    sign_in(client, author)
    text = client.get(page(entry, "submit")).text
    assert "Add at least one sector." in text
    assert "send it all the same" in text
    client.post(page(entry, "submit"))
    assert state(entry) == State.DRAFT
    client.post(page(entry, "submit"), {"incomplete": "on"})
    assert state(entry) == State.IN_REVIEW


def test_its_author_takes_back_what_nobody_has_begun_to_review(client, author):
    entry = draft(author)
    steps.take_step(step="submit", entry=entry, by=author)
    sign_in(client, author)
    assert "Take back" in client.get(reverse("admin:resources_resource_change", args=[entry.pk])).text
    client.post(page(entry, "withdraw"))
    assert state(entry) == State.DRAFT
    assert entry.revisions.first().action == Action.TAKEN_BACK


def test_nobody_else_takes_it_back(author):
    entry = draft(author)
    steps.take_step(step="submit", entry=entry, by=author)
    for role in ("Contributor", "Editor", "Curator"):
        with pytest.raises(PermissionDenied):
            steps.take_step(step="withdraw", entry=entry, by=make_user(role))


def test_it_stays_once_somebody_has_begun(author):
    entry = draft(author)
    steps.take_step(step="submit", entry=entry, by=author)
    Entry.objects.filter(pk=entry.pk).update(summary="A curator mended it.")
    history.record_revision(entry=entry, action=Action.EDITED, by=make_user("Curator"))
    with pytest.raises(PermissionDenied):
        steps.take_step(step="withdraw", entry=entry, by=author)
