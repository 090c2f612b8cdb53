"""Nothing that looks as if it were about a person reaches readers unseen, whichever way it takes."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.actions import history, steps
from directory.catalogue.admin.custom_pages import step_address
from directory.catalogue.models import Entry
from directory.catalogue.records.texts import personal_findings_of
from directory.catalogue.states import Action, State
from directory.catalogue.workflow import STEPS
from tests.factories import make_course, make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

UNSURE = "It helped Morwenna Tregaskis (aged 12) a lot."
CERTAIN = "She was born 14 June 2013."


@pytest.fixture
def curator():
    return make_user("Curator")


def in_review(**values):
    entry = make_resource(**values)
    Entry.objects.filter(pk=entry.pk).update(state=State.IN_REVIEW)
    entry.refresh_from_db()
    return entry


def looked_at(entry):
    return personal_findings_of(Entry.objects.get(pk=entry.pk)).digest


def test_approving_asks_about_what_looks_personal_and_records_the_tick(curator):
    entry = in_review(how_to_use=UNSURE)
    with pytest.raises(ValidationError, match="Morwenna Tregaskis"):
        steps.take_step(step="publish", entry=entry, by=curator)
    steps.take_step(step="publish", entry=entry, by=curator, not_personal=looked_at(entry))
    assert Entry.objects.get().is_published
    assert entry.revisions.first().not_personal == looked_at(entry)


def test_a_tick_is_about_the_texts_that_were_shown_and_no_others(curator):
    entry = in_review(how_to_use=UNSURE)
    shown = looked_at(entry)
    type(entry).objects.update(how_to_use="Ask Perran Nancarrow (aged 9) how it went.")
    with pytest.raises(ValidationError, match="Perran Nancarrow"):
        steps.take_step(step="publish", entry=entry, by=curator, not_personal=shown)


def test_nobody_publishes_what_is_certainly_about_a_person(curator):
    entry = in_review(what_next=CERTAIN)
    with pytest.raises(ValidationError, match="14 June 2013"):
        steps.take_step(step="publish", entry=entry, by=curator, not_personal=looked_at(entry))


def test_the_bank_publishes_nothing_that_is_certainly_about_a_person():
    entry = make_resource(summary=CERTAIN, published=False)
    assert (
        "Remove “14 June 2013”. It looks like a date of birth."
        in steps.publish_all(model=type(entry), ids=[entry.pk])[entry.pk]
    )
    with pytest.raises(ValidationError, match="14 June 2013"):
        steps.publish(entry=entry)
    assert not Entry.objects.get().is_published


def test_the_rows_of_an_entry_are_asked_about_as_its_fields_are():
    times = {"starts_at": "2027-01-12T09:30:00+00:00", "ends_at": "2027-01-12T11:30:00+00:00"}
    course = make_course(sessions=[{**times, "place": "With Jory Penhale (14)"}])
    service = make_organisation(contact_points=[{"channel": "phone", "value": "01785 220011", "note": UNSURE}])
    assert [line.split(":")[0] for line in personal_findings_of(course).unsure] == ["Date, place"]
    assert personal_findings_of(service).unsure == [
        "Contact point, note: “Morwenna Tregaskis (aged 12)” looks like a name next to a date or an age"
    ]


def scheduled(curator, at, **values):
    entry = in_review(**values)
    steps.take_step(step="schedule", entry=entry, by=curator, at=at, not_personal=looked_at(entry))
    return entry


def test_what_an_approver_ticked_holds_on_the_day_it_is_published(curator):
    at = timezone.now() + timedelta(days=2)
    entry = scheduled(curator, at, how_to_use=UNSURE)
    published, waiting = steps.publish_what_is_due(now=at)
    assert ([one.pk for one in published], waiting) == ([entry.pk], [])


def test_a_text_that_changed_after_the_approval_comes_back_to_the_queue(curator):
    at = timezone.now() + timedelta(days=2)
    entry = scheduled(curator, at, how_to_use=UNSURE)
    type(entry).objects.update(what_next="Then ring Jory Penhale (14).")
    assert steps.publish_what_is_due(now=at) == ([], [])
    entry = Entry.objects.get()
    assert (entry.is_published, entry.publish_at) == (False, None)
    assert entry.revisions.first().action == Action.UNAPPROVED


def test_the_form_of_what_could_not_be_published_says_why(client, curator):
    at = timezone.now() + timedelta(days=2)
    entry = scheduled(curator, at, how_to_use=UNSURE)
    type(entry).objects.update(what_next="Then ring Jory Penhale (14).", publish_at=at - timedelta(days=3))
    sign_in(client, curator)
    page = client.get(reverse("admin:resources_resource_change", args=[entry.pk])).text
    assert "It could not be published then. This text looked as if it were about a person" in page


def test_restoring_a_version_asks_about_what_comes_back(curator):
    entry = make_resource(how_to_use=UNSURE)
    first = entry.revisions.get()
    entry.how_to_use = ""
    entry.save()
    history.record_revision(entry=entry, action=Action.EDITED, by=curator)
    with pytest.raises(ValidationError, match="Morwenna Tregaskis"):
        history.restore_revision(change=first, by=curator)
    ticked = history.findings_coming_back(first, entry).digest
    history.restore_revision(change=first, by=curator, not_personal=ticked)
    assert type(entry).objects.get().how_to_use == UNSURE


def test_the_page_of_the_step_shows_what_was_found_and_takes_the_tick(client, curator):
    entry = in_review(how_to_use=UNSURE)
    sign_in(client, curator)
    page = step_address(entry, STEPS["publish"])
    assert "“Morwenna Tregaskis (aged 12)” looks like a name next to a date or an age" in client.get(page).text
    client.post(page, {})
    assert not Entry.objects.get().is_published
    client.post(page, {"not_personal": looked_at(entry)})
    assert Entry.objects.get().is_published


def test_the_page_of_a_version_shows_what_was_found_and_takes_the_tick(client, curator):
    entry = make_resource(how_to_use=UNSURE)
    entry.how_to_use = ""
    entry.save()
    history.record_revision(entry=entry, action=Action.EDITED, by=curator)
    sign_in(client, curator)
    page = reverse("admin:resources_resource_restore", args=[entry.pk, 1])
    assert "Morwenna Tregaskis" in client.get(page).text
    client.post(page, {})
    assert type(entry).objects.get().how_to_use == ""
    client.post(page, {"not_personal": history.findings_coming_back(entry.revisions.last(), entry).digest})
    assert type(entry).objects.get().how_to_use == UNSURE


def test_publishing_many_leaves_out_what_looks_personal_and_says_why(client, curator):
    plain, personal = in_review(title="Plain"), in_review(title="Personal", how_to_use=UNSURE)
    sign_in(client, curator)
    response = client.post(
        reverse("admin:resources_resource_changelist"),
        {"action": "publish_selected", "_selected_action": [plain.pk, personal.pk]},
        follow=True,
    )
    assert "Morwenna Tregaskis" in response.text
    confirmed = {"ids": [plain.pk, personal.pk]}
    response = client.post(reverse("admin:catalogue_entry_many_steps", args=["publish"]), confirmed)
    assert "Morwenna Tregaskis" in response.text
    assert list(Entry.objects.published()) == [Entry.objects.get(pk=plain.pk)]
