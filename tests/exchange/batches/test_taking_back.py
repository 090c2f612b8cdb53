"""A whole import is taken back, sent for review or archived: all of it, but for what is named."""

import pytest
from django.urls import reverse

from directory.catalogue.actions import history, steps
from directory.catalogue.models import Entry, Revision
from directory.catalogue.states import Action, State
from directory.exchange.batches import working
from directory.exchange.batches.beginning import begin_task
from directory.exchange.batches.working import advance, read, work_on
from directory.exchange.models import ImportBatch
from directory.freshness.models import Link
from directory.search.documents.consistency import find_differences
from directory.topics.models import Collection
from tests.exchange.batches.importing import imported, new_rows, waiting
from tests.factories import make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

TITLE = ("reference", "title", "summary")


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    monkeypatch.setattr(working, "PAUSE", 0)


@pytest.fixture
def curator():
    return make_user("Curator")


def done(batch, task, by, **options):
    begin_task(batch=batch, task=task, by=by, **options)
    work_on(batch.pk)
    batch.refresh_from_db()
    return batch


def changed(entry, **values):
    entry = Entry.objects.get(pk=entry.pk).specific
    for name, value in values.items():
        setattr(entry, name, value)
    entry.save()
    history.record_revision(entry=entry, action=Action.EDITED)


def test_drafts_that_nobody_touched_are_deleted_and_others_named(curator):
    batch = imported(new_rows(4), curator)
    by_reference = {entry.reference: entry for entry in Entry.objects.all()}
    changed(by_reference["r1"], title="Better")
    steps.take_step(step="submit", entry=by_reference["r2"], by=curator, incomplete=True)
    Collection.objects.create(title="Kept", slug="kept", summary="x").items.create(entry=by_reference["r3"])
    done(batch, "take_back", curator)
    assert set(Entry.objects.values_list("reference", flat=True)) == {"r1", "r2", "r3"}
    assert {title for title, _ in batch.left} == {"Better", "Title 2", "Title 3"}
    assert batch.state == ImportBatch.State.TAKEN_BACK


def test_changed_entries_say_again_what_they_said_and_colleagues_later_changes_stay(curator):
    one = make_resource("One", reference="one", summary="First.", topics=["consent"])
    two = make_resource("Two", reference="two", summary="Second.")
    batch = imported([["one", "Wrong 1", "Wrong."], ["two", "Wrong 2", "Wrong."]], curator, headers=TITLE)
    changed(two, summary="From a colleague.")
    done(batch, "take_back", curator)
    said = dict(Entry.objects.values_list("title", "summary"))
    assert said == {"One": "First.", "Two": "From a colleague."}
    assert batch.left == [["Two", "summary has been changed since."]]
    assert one.revisions.first().action == Action.UNDONE
    assert not find_differences()


def test_an_entry_that_cannot_go_back_is_named_and_stops_no_other(curator):
    make_resource("Fine", reference="fine", summary="x")
    stuck = make_resource("Stuck", reference="stuck", summary="x")
    batch = imported([["fine", "Wrong", "y"], ["stuck", "Wrong too", "y"]], curator, headers=TITLE)
    first = Revision.objects.filter(entry=stuck.pk).last()
    first.record = first.record | {"title": ""}
    first.save()
    done(batch, "take_back", curator)
    assert set(Entry.objects.values_list("title", flat=True)) == {"Fine", "Wrong too"}
    assert [title for title, _ in batch.left] == ["Wrong too"]


def test_an_entry_without_a_history_is_never_deleted(curator):
    entry = make_resource("Here before", reference="here")
    Revision.objects.filter(entry=entry.pk).delete()
    batch = imported([["here", "Wrong", "x"]], curator, headers=TITLE)
    assert (batch.added, batch.changed) == (0, 1)
    done(batch, "take_back", curator)
    assert Entry.objects.get().title == "Here before"


def test_a_cancelled_import_was_never_there(curator):
    make_resource("Before", reference="here", summary="x")
    rows = [*new_rows(3), ["here", "After", "x", "5", "11", "primary", "consent"]]
    for parts in range(1, 4):
        batch = waiting(rows, curator)
        for _ in range(parts):
            advance(read(batch.pk), 1)
        done(batch, "take_back", curator)
        assert batch.state == ImportBatch.State.CANCELLED
        assert Entry.objects.get().title == "Before"
        assert not working.is_waiting()


def test_an_import_that_is_cancelled_while_it_changes_entries_puts_them_back(curator):
    entries = [make_resource(f"Before {n}", reference=f"e{n}", summary="x") for n in range(3)]
    batch = waiting([[f"e{n}", f"After {n}", "x"] for n in range(3)], curator, headers=TITLE)
    advance(read(batch.pk), 2)
    done(batch, "take_back", curator)
    assert [Entry.objects.get(pk=entry.pk).title for entry in entries] == ["Before 0", "Before 1", "Before 2"]


def test_a_file_that_was_corrected_can_be_imported_after_the_wrong_one_was_taken_back(curator):
    done(imported(new_rows(3), curator), "take_back", curator)
    assert imported(new_rows(3), curator).added == 3


def test_taking_back_goes_on_where_it_was_killed(curator, monkeypatch):
    batch = imported(new_rows(5), curator)
    monkeypatch.setattr("directory.exchange.batches.beginning.AT_ONCE", 0)
    begin_task(batch=batch, task="take_back", by=curator)
    advance(read(batch.pk), 2)
    assert Entry.objects.count() == 3
    work_on(batch.pk)
    assert not Entry.objects.exists()


def test_all_drafts_are_sent_for_review_and_archived_with_one_reason(curator):
    batch = imported(new_rows(3), curator)
    steps.take_step(step="submit", entry=Entry.objects.get(reference="r0"), by=curator, incomplete=True)
    done(batch, "submit", curator, also_incomplete=True)
    assert set(Entry.objects.values_list("state", flat=True)) == {State.IN_REVIEW}
    assert [title for title, _ in batch.left] == ["Title 0"]
    done(batch, "archive", curator, why="The wrong list")
    assert set(Entry.objects.values_list("state", flat=True)) == {State.ARCHIVED}
    assert set(Revision.objects.filter(action=Action.ARCHIVED).values_list("why", flat=True)) == {"The wrong list"}


def test_what_is_not_complete_is_sent_for_review_only_by_who_knows(client, curator):
    batch = imported(new_rows(2), curator)
    done(batch, "submit", curator)
    assert set(Entry.objects.values_list("state", flat=True)) == {State.DRAFT}
    assert "It is not complete yet." in batch.left[0][1]
    sign_in(client, curator)
    page = reverse("admin:exchange_importbatch_do", args=[batch.pk, "submit"])
    assert "I know that some may not be complete" in client.get(page).text
    client.post(page, {"also_incomplete": "on"})
    assert set(Entry.objects.values_list("state", flat=True)) == {State.IN_REVIEW}


@pytest.mark.parametrize("task", ["submit", "archive"])
def test_what_nobody_but_the_import_has_touched_is_taken_back_wherever_the_import_took_it(curator, task):
    batch = imported(new_rows(2), curator)
    done(batch, task, curator, why="x", also_incomplete=True)
    Link.objects.create(entry=Entry.objects.get(reference="r0"), address="https://example.org/")  # asked beforehand
    changed(Entry.objects.get(reference="r1"), title="Better")
    done(batch, "take_back", curator)
    assert [entry.title for entry in Entry.objects.all()] == ["Better"]


def test_the_page_of_an_import_does_each_of_these(client, curator):
    batch = imported(new_rows(2), curator)
    sign_in(client, curator)
    page = reverse("admin:exchange_importbatch_change", args=[batch.pk])
    text = client.get(page).text
    for label in ("Send for review", "Archive", "Take back", "Title 0"):
        assert label in text
    archive = reverse("admin:exchange_importbatch_do", args=[batch.pk, "archive"])
    assert "This field is required" in client.post(archive, {"why": ""}).text
    answer = client.post(reverse("admin:exchange_importbatch_do", args=[batch.pk, "take_back"]), follow=True)
    assert "Taken back" in answer.text
    assert not Entry.objects.exists()
    refused = client.post(reverse("admin:exchange_importbatch_do", args=[batch.pk, "submit"]))
    assert "You cannot do this now" in refused.text


def test_the_page_of_an_import_under_way_says_how_far_it_is_and_cancels_it(client, curator):
    batch = waiting(new_rows(4), curator)
    advance(read(batch.pk), 1)
    sign_in(client, curator)
    page = reverse("admin:exchange_importbatch_change", args=[batch.pk])
    text = client.get(page).text
    assert "1 of 4 (25%)" in text
    assert "Cancel the import" in text
    client.post(reverse("admin:exchange_importbatch_do", args=[batch.pk, "cancel"]))
    assert "Cancelled" in client.get(page).text
    assert not Entry.objects.exists()


@pytest.mark.parametrize("role", ["Contributor", "Editor", "Administrator"])
def test_others_see_no_import(client, curator, role):
    batch = imported(new_rows(1), curator)
    sign_in(client, make_user(role))
    for address in (
        reverse("admin:exchange_importbatch_changelist"),
        reverse("admin:exchange_importbatch_change", args=[batch.pk]),
        reverse("admin:exchange_importbatch_do", args=[batch.pk, "take_back"]),
    ):
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
    assert Entry.objects.exists()
