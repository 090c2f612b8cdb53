"""A rewrite of what readers can see: prepared beside it, reviewed, and swapped in as one version."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory.catalogue.actions import history, steps
from directory.catalogue.models import Entry, WorkingCopy
from directory.catalogue.records.reading import record_of
from directory.catalogue.records.writing import apply_record
from directory.catalogue.states import Action, State
from directory.catalogue.working_copies.actions import (
    begin,
    merged_with_live,
    publish_due_copies,
    save,
    take_copy_step,
)
from directory.catalogue.working_copies.jobs import swap_in_due_copies
from directory.catalogue.working_copies.trial import trial
from directory.organisations.models import ContactPoint, Organisation
from directory.resources.models import Resource
from directory.search.documents.consistency import find_differences
from directory.search.documents.models import Edition
from directory.training.models import Course
from tests.catalogue.test_admin import form_of
from tests.factories import make_contact, make_course, make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def editor():
    return make_user("Editor")


@pytest.fixture
def curator():
    return make_user("Curator")


@pytest.fixture
def entry():
    return make_resource("Asking first", slug="asking", summary="What it is.")


def fresh(entry):
    return type(entry).objects.get(pk=entry.pk)


def copy_of(entry, by, **changes):
    return begin(entry=entry, record=record_of(fresh(entry)) | changes, by=by)


def in_review(entry, by, **changes):
    return take_copy_step(step="submit", copy=copy_of(entry, by, **changes), by=by)


def correct(entry, by=None, **changes):
    """Somebody corrects what readers see."""
    now = fresh(entry)
    apply_record(now, record_of(now) | changes)
    history.record_revision(entry=now, action=Action.EDITED, by=by)


# A trial


def test_what_is_tried_is_forgotten_and_nobody_hears_of_it(entry):
    edition = Edition.objects.get().revision
    with trial(entry, record_of(entry) | {"title": "Tried", "sectors": []}) as tried:
        assert fresh(entry).title == tried.title == "Tried"
        assert not tried.sectors.exists()
        assert Edition.objects.get().revision == edition
    assert fresh(entry).title == "Asking first"
    assert fresh(entry).is_published
    assert Edition.objects.get().revision == edition
    assert find_differences() == {}


# Its way


def test_readers_see_nothing_of_a_copy_until_it_is_approved(client, entry, editor, curator):
    copy = in_review(entry, editor, summary="A rewrite.", title="Asking kindly")
    assert "A rewrite." not in client.get("/resources/asking/").text
    take_copy_step(step="publish", copy=copy, by=curator)
    text = client.get("/resources/asking/").text
    assert "A rewrite." in text
    assert "Asking kindly" in client.get("/search/?q=kindly").text
    last = entry.revisions.first()
    assert (last.action, last.by, last.record["summary"]) == (Action.SWAPPED, curator, "A rewrite.")
    assert f"Prepared by {editor}." in last.why
    assert find_differences() == {}


def test_there_is_one_copy_at_a_time_and_another_after_it(entry, editor):
    copy = copy_of(entry, editor)
    with pytest.raises(ValidationError, match="a working copy of this entry already"):
        copy_of(entry, editor)
    take_copy_step(step="discard", copy=copy, by=editor)
    copy_of(entry, editor)
    assert WorkingCopy.objects.count() == 2


def test_only_what_readers_see_has_a_working_copy(editor):
    with pytest.raises(PermissionDenied):
        copy_of(make_resource(published=False), editor)


def test_nobody_approves_what_they_prepared_sent_or_changed(entry, editor, curator):
    own = in_review(entry, curator, summary="Mine.")
    with pytest.raises(ValidationError, match="your own work"):
        take_copy_step(step="publish", copy=own, by=curator)
    take_copy_step(step="publish", copy=own, by=curator, override=True, why="I am alone")
    assert entry.revisions.first().override
    theirs = in_review(entry, editor, summary="Theirs.")
    save(copy=theirs, record=theirs.record | {"summary": "And mine."}, by=curator)
    with pytest.raises(ValidationError, match="your own work"):
        take_copy_step(step="publish", copy=theirs, by=curator)


def test_sending_back_asks_why_and_opens_it_for_its_author_again(entry, editor, curator):
    copy = in_review(entry, editor)
    with pytest.raises(PermissionDenied):
        save(copy=copy, record=copy.record | {"summary": "Too late."}, by=editor)
    with pytest.raises(ValidationError, match="Say why"):
        take_copy_step(step="send_back", copy=copy, by=curator)
    take_copy_step(step="send_back", copy=copy, by=curator, why="Name the source")
    save(copy=copy, record=copy.record | {"summary": "With its source."}, by=editor)
    assert [line.what for line in copy.steps.all()] == ["Begun", "Sent for review", "Sent back", "Changed"]


def test_its_author_takes_it_back_while_nobody_has_begun(entry, editor):
    copy = in_review(entry, editor)
    with pytest.raises(PermissionDenied):
        take_copy_step(step="withdraw", copy=copy, by=make_user("Editor"))
    assert take_copy_step(step="withdraw", copy=copy, by=editor).state == "draft"


@pytest.mark.parametrize("step", ["publish", "schedule", "send_back"])
def test_only_curators_approve(entry, editor, step):
    copy = in_review(entry, make_user("Editor"))
    with pytest.raises(PermissionDenied):
        take_copy_step(step=step, copy=copy, by=editor, why="Because", at=timezone.now() + DAY)


def test_what_lacks_something_is_not_swapped_in(entry, editor, curator):
    copy = in_review(entry, editor, summary="", sectors=[])
    with pytest.raises(ValidationError) as refused:
        take_copy_step(step="publish", copy=copy, by=curator)
    assert refused.value.messages == ["Add a summary.", "Add at least one sector."]
    assert fresh(entry).summary == "What it is."


def test_what_readers_cannot_see_any_more_is_not_swapped_in(entry, editor, curator):
    copy = in_review(entry, editor, summary="A rewrite.")
    steps.take_step(step="unpublish", entry=entry, by=curator, why="It is wrong")
    with pytest.raises(ValidationError, match="Readers cannot see the entry now"):
        take_copy_step(step="publish", copy=copy, by=curator)
    assert fresh(entry).state == State.DRAFT


# On a day to come


def test_it_is_swapped_in_on_its_day(entry, editor, curator):
    copy, at = in_review(entry, editor, summary="A rewrite."), timezone.now() + DAY
    take_copy_step(step="schedule", copy=copy, by=curator, at=at)
    assert publish_due_copies(now=at - DAY / 2) == ([], [])
    swapped, waiting = publish_due_copies(now=at)
    assert ([one.pk for one in swapped], waiting) == ([copy.pk], [])
    assert fresh(entry).summary == "A rewrite."
    assert f"Approved by {curator} on" in entry.revisions.first().why


def test_a_copy_that_is_changed_after_its_approval_is_approved_again(entry, editor, curator):
    copy, at = in_review(entry, editor, summary="A rewrite."), timezone.now() + DAY
    copy = take_copy_step(step="schedule", copy=copy, by=curator, at=at)
    copy = save(copy=copy, record=copy.record | {"summary": "Another one."}, by=make_user("Curator"))
    assert (copy.state, copy.publish_at) == ("in_review", None)
    assert publish_due_copies(now=at) == ([], [])
    assert fresh(entry).summary == "What it is."


def test_what_cannot_be_swapped_in_on_its_day_waits_in_the_pile(client, entry, editor, curator):
    copy, at = in_review(entry, editor, summary="A rewrite."), timezone.now() + DAY
    take_copy_step(step="schedule", copy=copy, by=curator, at=at)
    correct(entry, curator, summary="A correction.")
    WorkingCopy.objects.update(publish_at=timezone.now() - DAY)
    _, [(waiting, problems)] = publish_due_copies()
    assert waiting == copy
    assert "Choose which text stays: summary" in problems[0]
    assert [one.pk for one in Entry.objects.to_do("copies")] == [entry.pk]
    sign_in(client, curator)
    assert "It could not be published then." in client.get(copy_page(entry)).text


def test_the_job_says_what_it_did(entry, editor, curator):
    copy, at = in_review(entry, editor, summary="A rewrite."), timezone.now() + DAY
    take_copy_step(step="schedule", copy=copy, by=curator, at=at)
    assert swap_in_due_copies(now=at) == "1 rewrite published"
    assert fresh(entry).summary == "A rewrite."


def test_personal_data_is_forgotten_in_copies_that_are_done_with(entry, editor, curator):
    take_copy_step(step="publish", copy=in_review(entry, editor, note="Jake Smith told us"), by=curator)
    correct(entry, note="")
    history.forget_versions(entry=entry)
    assert WorkingCopy.objects.get().record == {}


def test_a_rewrite_with_another_address_is_asked_at_that_one(entry, editor, curator):
    Entry.objects.filter(pk=entry.pk).update(unreachable_since=timezone.localdate())
    copy = in_review(entry, editor, url="https://example.org/moved")
    take_copy_step(step="publish", copy=copy, by=curator)
    assert fresh(entry).unreachable_since is None


# With corrections meanwhile


def test_a_correction_meanwhile_stays_when_the_copy_is_swapped_in(entry, editor, curator):
    copy = in_review(entry, editor, summary="A rewrite.")
    correct(entry, curator, url="https://example.org/right")
    take_copy_step(step="publish", copy=copy, by=curator)
    assert (fresh(entry).summary, fresh(entry).url) == ("A rewrite.", "https://example.org/right")


@pytest.mark.parametrize(("keep", "stays"), [("copy", "A rewrite."), ("live", "A correction.")])
def test_of_what_both_changed_whoever_approves_chooses_which_stays(entry, editor, curator, keep, stays):
    copy = in_review(entry, editor, summary="A rewrite.", title="Another title")
    correct(entry, make_user("Curator"), summary="A correction.")
    with pytest.raises(ValidationError, match="Choose which text stays: summary"):
        take_copy_step(step="publish", copy=copy, by=curator)
    take_copy_step(step="publish", copy=copy, by=curator, keep={"summary": keep})
    assert (fresh(entry).summary, fresh(entry).title) == (stays, "Another title")


def test_a_number_corrected_meanwhile_stays_and_keeps_its_place_in_a_need(editor, curator):
    helpline = make_organisation("A helpline", phone="0300 111 8007")
    contact = make_contact("talk", helpline)
    copy = in_review(helpline, editor, summary="A rewrite.")
    points = [record_of(fresh(helpline))["contact_points"][0] | {"value": "+443001119999"}]
    correct(helpline, curator, contact_points=points)
    take_copy_step(step="publish", copy=copy, by=curator)
    contact.refresh_from_db()
    assert contact.number.shown == "0300 111 9999"
    assert fresh(helpline).summary == "A rewrite."


def test_a_copy_does_not_close_what_readers_look_for_in_an_emergency(editor, curator):
    helpline = make_organisation("A helpline", phone="0300 111 8007")
    make_contact("band", helpline)
    copy = in_review(helpline, editor, status="withdrawn")
    with pytest.raises(ValidationError, match="Put something else in its place there first"):
        take_copy_step(step="publish", copy=copy, by=curator)
    assert fresh(helpline).is_active


class Swapping(TestCase):
    TEXTS = st.sampled_from(["", "One", "Two", "Three"])
    CHANGES = st.fixed_dictionaries(
        {},
        optional={
            "how_to_use": TEXTS,
            "what_next": TEXTS,
            "note": TEXTS,
            "sectors": st.sampled_from([["primary"], ["special"], ["primary", "special"]]),
        },
    )

    @settings(max_examples=15)
    @given(CHANGES, CHANGES)
    def test_swapping_in_loses_no_change_of_anybody_that_nobody_decided_against(self, copied, corrected):
        entry, editor, curator = make_resource(), make_user("Editor"), make_user("Curator")
        begun = record_of(fresh(entry))
        copy = in_review(entry, editor, **copied)
        correct(entry, **corrected)
        _, conflicts = merged_with_live(copy)
        take_copy_step(step="publish", copy=copy, by=curator, keep=dict.fromkeys(conflicts, "live"))
        now = record_of(fresh(entry))
        for name in begun.keys() - {"uuid"}:
            theirs, mine = corrected.get(name, begun[name]), copied.get(name, begun[name])
            if name == "sectors":  # each term is a choice by itself
                was, one, other = set(begun[name]), set(mine), set(theirs)
                assert set(now[name]) == (one | other) - (was - one) - (was - other)
            else:
                assert now[name] == (theirs if theirs != begun[name] else mine), name
        assert entry.revisions.first().record == now or entry.revisions.first().action == Action.LAPSED


# Its pages


def page(entry, name, *args):
    return reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_{name}", args=[entry.pk, *args])


def copy_page(entry):
    return page(entry, "copy")


def edit(client, entry, **changes):
    address = page(entry, "copy_edit")
    data = {**form_of(client, address), **changes}
    return client.post(address, {name: value for name, value in data.items() if value is not None}, follow=True)


def test_an_editor_begins_edits_and_sends_a_copy_over_the_pages(client, entry, editor):
    sign_in(client, editor)
    assert "prepare a working copy" in client.get(page(entry, "change")).text
    assert client.post(copy_page(entry)).headers["Location"] == page(entry, "copy_edit")
    response = edit(client, entry, summary="A rewrite.", sectors=None)
    assert "Saved in the working copy" in response.text
    assert "Add at least one sector." in response.text
    copy = WorkingCopy.objects.get()
    assert (copy.record["summary"], copy.record["sectors"], copy.version) == ("A rewrite.", [], 2)
    assert fresh(entry).summary == "What it is."
    assert entry.revisions.count() == 1
    client.post(page(entry, "copy_step", "submit"))
    assert WorkingCopy.objects.get().state == "in_review"
    assert client.get(page(entry, "copy_edit")).status_code == 403


def test_the_form_of_a_copy_shows_what_the_copy_says(client, entry, editor):
    copy_of(entry, editor, summary="A rewrite.")
    sign_in(client, editor)
    text = client.get(page(entry, "copy_edit")).text
    assert "A rewrite." in text
    assert "This is a working copy." in text
    assert "A rewrite." not in client.get(page(entry, "change")).text


def test_save_as_a_working_copy_keeps_what_was_typed_beside_what_readers_see(client, entry, curator):
    sign_in(client, curator)
    data = form_of(client, page(entry, "change"))
    response = client.post(page(entry, "change"), {**data, "summary": "A rewrite.", "_copy": "yes"}, follow=True)
    assert "Saved as a working copy" in response.text
    assert fresh(entry).summary == "What it is."
    assert WorkingCopy.objects.get().record["summary"] == "A rewrite."
    assert "There is a working copy" in client.get(page(entry, "change")).text


def test_what_cannot_be_saved_as_a_copy_is_still_in_the_form(client, entry, curator):
    sign_in(client, curator)
    data = form_of(client, page(entry, "change"))
    response = client.post(page(entry, "change"), {**data, "title": "", "summary": "Typed.", "_copy": "yes"})
    assert "Typed." in response.text
    assert not WorkingCopy.objects.exists()
    assert fresh(entry).is_published


def test_corrections_are_still_saved_for_readers_at_once(client, entry, curator):
    copy_of(entry, curator)
    sign_in(client, curator)
    client.post(page(entry, "change"), {**form_of(client, page(entry, "change")), "summary": "Right now."})
    assert fresh(entry).summary == "Right now."


def test_a_copy_saved_by_somebody_else_meanwhile_is_shown_and_not_overwritten(client, entry, editor):
    copy = copy_of(entry, editor)
    sign_in(client, editor)
    opened = form_of(client, page(entry, "copy_edit"))
    save(copy=copy, record=copy.record | {"summary": "What the other wrote."}, by=make_user("Editor"))
    response = client.post(page(entry, "copy_edit"), {**opened, "summary": "What I wrote."})
    assert "Somebody changed this working copy" in response.text
    assert "What the other wrote." in response.text
    assert WorkingCopy.objects.get().record["summary"] == "What the other wrote."


def test_contact_points_of_a_copy_are_changed_added_and_taken_away(client, editor, curator):
    points = [{"channel": "phone", "value": "0300 111 8007"}, {"channel": "email", "value": "a@example.org"}]
    helpline = make_organisation("A helpline", contact_points=points)
    copy_of(helpline, editor)
    sign_in(client, editor)
    edit(client, helpline, **{"contact_points-0-value": "0300 111 9999", "contact_points-1-DELETE": "on"})
    assert values_of_copy() == ["+443001119999"]
    new = {"contact_points-TOTAL_FORMS": "2", "contact_points-1-channel": "phone", "contact_points-1-order": "1"}
    new |= {"contact_points-1-value": "0300 222 0000", "contact_points-1-audience": "everyone"}
    new |= {"contact_points-1-bank_holidays": ContactPoint().bank_holidays}
    edit(client, helpline, **new)
    assert values_of_copy() == ["+443001119999", "+443002220000"]
    assert [point.shown for point in fresh(helpline).contact_points.all()] == ["0300 111 8007", "a@example.org"]
    copy = take_copy_step(step="submit", copy=WorkingCopy.objects.get(), by=editor)
    take_copy_step(step="publish", copy=copy, by=curator)
    assert [point.shown for point in Organisation.objects.get().contact_points.all()] == [
        "0300 111 9999",
        "0300 222 0000",
    ]


def values_of_copy():
    return [point["value"] for point in WorkingCopy.objects.get().record["contact_points"]]


def test_dates_of_a_copied_course_are_its_own(client, editor):
    course = make_course("A course")
    starts = timezone.now().replace(microsecond=0) + 30 * DAY
    course.sessions.create(starts_at=starts, ends_at=starts + DAY / 24, place="Stafford")
    copy_of(course, editor)
    sign_in(client, editor)
    edit(client, course, **{"sessions-0-place": "Tamworth", **moments(starts)})
    assert [date["place"] for date in WorkingCopy.objects.get().record["sessions"]] == ["Tamworth"]
    assert Course.objects.get().sessions.get().place == "Stafford"
    assert "Tamworth" in client.get(page(course, "copy_preview")).text


def moments(starts):
    here, end = timezone.localtime(starts), timezone.localtime(starts + DAY / 24)
    return {
        "sessions-0-starts_at_0": f"{here:%Y-%m-%d}",
        "sessions-0-starts_at_1": f"{here:%H:%M:%S}",
        "sessions-0-ends_at_0": f"{end:%Y-%m-%d}",
        "sessions-0-ends_at_1": f"{end:%H:%M:%S}",
    }


def test_the_preview_is_the_page_as_readers_would_see_it(client, entry, editor):
    copy_of(entry, editor, summary="A rewrite.", title="Asking kindly")
    correct(entry, url="https://example.org/right")
    sign_in(client, editor)
    text = client.get(page(entry, "copy_preview")).text
    assert all(words in text for words in ("A rewrite.", "Asking kindly", "example.org", "Preview"))
    assert fresh(entry).title == "Asking first"


def test_the_page_compares_and_whoever_approves_chooses(client, entry, editor, curator):
    in_review(entry, editor, summary="A rewrite.")
    correct(entry, summary="A correction.")
    sign_in(client, curator)
    text = client.get(copy_page(entry)).text
    assert "A rewrite." in text
    assert "A correction." in text
    text = client.get(page(entry, "copy_step", "publish")).text
    assert "which text stays?" in text
    client.post(page(entry, "copy_step", "publish"), {"keep_summary": "live"})
    assert WorkingCopy.objects.get().state == "swapped"
    assert fresh(entry).summary == "A correction."


def test_contributors_prepare_copies_of_their_own_entries_only(client, entry):
    author = make_user("Contributor")
    own = make_resource("My own", created_by=author)
    copy_of(entry, make_user("Editor"))
    sign_in(client, author)
    assert client.get(copy_page(entry)).status_code == 404
    client.post(copy_page(own))
    assert edit(client, own, summary="A rewrite.").status_code == 200
    assert WorkingCopy.objects.get(entry=own).record["summary"] == "A rewrite."
    assert Resource.objects.get(pk=own.pk).summary == "What it is."
