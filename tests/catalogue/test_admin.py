"""What curators do in the admin, over HTTP."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.actions.steps import take_step
from directory.catalogue.admin import entry_admin
from directory.catalogue.admin.editing_together import version_shown
from directory.catalogue.models import Entry, FormerSlug
from directory.catalogue.states import State
from directory.county.current import county
from directory.organisations.models import Organisation
from directory.resources.models import Resource
from directory.taxonomy.models import Topic
from directory.training.models import Course
from tests.factories import (
    make_case_study,
    make_course,
    make_guidance,
    make_organisation,
    make_resource,
    terms_of,
)

pytestmark = pytest.mark.django_db

MAKERS = [make_resource, make_organisation, make_course, make_case_study, make_guidance]
INLINE = {
    "sessions-TOTAL_FORMS": "0",
    "sessions-INITIAL_FORMS": "0",
    "sessions-MIN_NUM_FORMS": "0",
    "sessions-MAX_NUM_FORMS": "1000",
    "contact_points-TOTAL_FORMS": "0",
    "contact_points-INITIAL_FORMS": "0",
}


def address(entry, page="change"):
    return reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_{page}", args=[entry.pk])


def list_address(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def form_of(client, page):
    """What the form would send, unchanged, with its rows."""
    context = client.get(page).context
    data = sent_by(context["adminform"].form) | INLINE
    for inline in context["inline_admin_formsets"]:
        count = inline.formset.initial_form_count()
        data |= {f"{inline.formset.prefix}-{name}_FORMS": str(count) for name in ("TOTAL", "INITIAL")}
        for form in inline.formset.initial_forms:
            data |= {f"{form.prefix}-{name}": value for name, value in sent_by(form).items()}
    return data


def sent_by(form):
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data = {}
    for name, value in values.items():
        if value is None or value is False or value == "":
            continue
        many = isinstance(value, list | tuple) or hasattr(value, "all")
        data[name] = [getattr(item, "pk", item) for item in value] if many else value
    return data


def save(client, entry, **changes):
    page = address(entry)
    data = {**form_of(client, page), **changes}
    return client.post(page, {name: value for name, value in data.items() if value is not None}, follow=True)


@pytest.mark.parametrize("make", MAKERS)
def test_lists_and_forms_open_for_every_kind(staff_client, make):
    entry = make()
    for page in (list_address(type(entry)), address(entry), address(entry, "versions")):
        assert staff_client.get(page).status_code == 200
    assert staff_client.get(address(entry, "history")).headers["Location"] == address(entry, "versions")
    add = reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_add")
    assert staff_client.get(add).status_code == 200


def test_the_tick_for_the_county_s_review_is_there_where_the_county_had_one(staff_client, monkeypatch):
    entry = make_resource()
    assert "Named in the county&#x27;s review of 2022" in staff_client.get(address(entry)).text
    monkeypatch.setattr(entry_admin, "county", replace(county, young_people_asked_in=""))
    page = staff_client.get(address(entry))
    assert "named_in_review" not in page.text
    assert "named_in_review" not in page.context["adminform"].form.fields


@pytest.mark.parametrize("make", MAKERS)
def test_saving_a_form_unchanged_changes_nothing(staff_client, make):
    entry = make(topics=["consent", "banter"], sectors=["primary", "special"])
    before = Entry.objects.values().get(pk=entry.pk)
    save(staff_client, entry)
    after = Entry.objects.values().get(pk=entry.pk)
    assert {**after, "updated_at": None} == {**before, "updated_at": None}
    assert {topic.code for topic in entry.topics.all()} == {"consent", "banter"}
    assert {sector.code for sector in entry.sectors.all()} == {"primary", "special"}


def test_a_saved_change_shows_on_the_site_at_once(staff_client):
    entry = make_resource("Asking first", slug="asking")
    save(staff_client, entry, title="Waiting kindly")
    assert "Waiting kindly" in staff_client.get("/resources/asking/").text
    assert "/resources/asking/" in staff_client.get("/search/?q=waiting").text


def test_a_new_address_redirects_from_the_old_one(staff_client):
    entry = make_resource(slug="old")
    save(staff_client, entry, slug="new")
    assert FormerSlug.objects.get(slug="old").entry_id == entry.pk


def in_review(**values):
    entry = make_resource(published=False, **values)
    return take_step(step="submit", entry=entry)


def test_save_and_approve_publishes_what_is_complete(staff_client):
    entry = in_review()
    save(staff_client, entry, _step="publish")
    assert Entry.objects.get(pk=entry.pk).is_published


def test_save_and_approve_keeps_what_was_typed_and_says_what_is_missing(staff_client):
    entry = in_review(sectors=[])
    response = save(staff_client, entry, _step="publish", title="Typed with care")
    entry = Entry.objects.get(pk=entry.pk)
    assert (entry.state, entry.title) == (State.IN_REVIEW, "Typed with care")
    assert "Add at least one sector." in response.text


@pytest.mark.parametrize(
    "change",
    [
        {"summary": ""},
        {"sectors": None},
        {"status": "closed"},
        {"confidence": "low"},
        {"age_min": "", "age_max": ""},
    ],
)
def test_a_published_entry_cannot_lose_what_readers_need(staff_client, change):
    entry = make_resource()
    before = Entry.objects.values().get(pk=entry.pk)
    response = save(staff_client, entry, **change)
    assert response.context["errors"]
    assert Entry.objects.values().get(pk=entry.pk) == before


def test_a_published_organisation_cannot_become_an_adult_service_for_children(staff_client):
    entry = make_organisation(ages=(11, 18))
    adults = [term.pk for term in terms_of("help_kinds", ["adults"])]
    response = save(staff_client, entry, help_kinds=adults)
    assert "youngest age of 18" in response.text
    assert not Organisation.objects.filter(help_kinds__code="adults").exists()


def test_an_address_that_another_entry_has_is_refused_in_plain_words(staff_client):
    make_resource(slug="taken")
    entry = make_resource(slug="ours")
    response = save(staff_client, entry, slug="taken")
    assert "Another entry of this kind already has this address." in response.text
    assert Entry.objects.get(pk=entry.pk).slug == "ours"


def test_ages_in_the_wrong_order_are_refused_in_plain_words(staff_client):
    response = save(staff_client, make_resource(published=False), age_min=12, age_max=7)
    assert "The oldest age cannot be lower than the youngest age." in response.text


def test_an_entry_cannot_succeed_itself(staff_client):
    entry = make_resource()
    response = save(staff_client, entry, successor=entry.pk)
    assert "An entry cannot replace itself." in response.text
    assert Entry.objects.get(pk=entry.pk).successor_id is None


@pytest.mark.parametrize("make", MAKERS)
def test_an_empty_new_entry_is_refused_with_what_is_missing(staff_client, make):
    model = type(make())
    add = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    response = staff_client.post(add, INLINE)
    assert response.status_code == 200
    assert "title" in response.context["adminform"].form.errors


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "x" * 2_000, "\u202e𝕬💩", "a\r\nb", "{{ 7 * 7 }}", "'; DROP TABLE--"]
)
def test_hostile_text_is_kept_as_typed_and_shown_as_text(staff_client, text):
    entry = make_resource("Asking first", slug="ours")
    save(staff_client, entry, summary=text, how_to_use=text)
    assert Entry.objects.get(pk=entry.pk).summary.split() == text.split()
    page = staff_client.get("/resources/ours/").text
    assert "<script>alert" not in page
    seen = re.sub(
        "<[^>]*>", " ", page.partition("<main")[2].partition("Added")[0]
    )  # numbers of entries stand in tags
    assert "49" not in seen
    assert staff_client.get("/search/").status_code == 200


def test_a_retired_topic_stays_where_it_is_and_is_offered_to_no_other(staff_client):
    ours, other = make_resource(topics=["consent"]), make_resource(topics=["banter"])
    Topic.objects.filter(code="consent").update(retired=True)
    value = f'name="topics" value="{Topic.objects.get(code="consent").pk}"'
    assert value in staff_client.get(address(ours)).text
    assert value not in staff_client.get(address(other)).text


def test_training_dates_are_edited_with_the_course(staff_client):
    course = make_course()
    dates = {
        **INLINE,
        "sessions-TOTAL_FORMS": "1",
        "sessions-0-starts_at_0": "2027-03-01",
        "sessions-0-starts_at_1": "09:00",
        "sessions-0-ends_at_0": "2027-03-01",
        "sessions-0-ends_at_1": "12:00",
        "sessions-0-place": "Leek",
        "sessions-0-status": "scheduled",
    }
    save(staff_client, course, **dates)
    assert [session.place for session in Course.objects.get(pk=course.pk).sessions.all()] == ["Leek"]


def test_training_dates_that_end_before_they_start_are_refused_in_plain_words(staff_client):
    course = make_course()
    dates = {
        **INLINE,
        "sessions-TOTAL_FORMS": "1",
        "sessions-0-starts_at_0": "2027-03-01",
        "sessions-0-starts_at_1": "12:00",
        "sessions-0-ends_at_0": "2027-03-01",
        "sessions-0-ends_at_1": "09:00",
        "sessions-0-status": "scheduled",
    }
    response = save(staff_client, course, **dates)
    assert "A session must end after it starts." in response.text
    assert not course.sessions.exists()


def test_publishing_many_skips_the_incomplete_and_says_why(staff_client):
    whole, incomplete = in_review(), in_review(title="Half done", topics=[])
    chosen = {"action": "publish_selected", "_selected_action": [whole.pk, incomplete.pk]}
    assert "Left out: 1" in staff_client.post(list_address(Resource), chosen).text
    steps = reverse("admin:catalogue_entry_many_steps", args=["publish"])
    response = staff_client.post(steps, {"ids": f"{whole.pk},{incomplete.pk}"})
    assert Entry.objects.get(pk=whole.pk).is_published
    assert not Entry.objects.get(pk=incomplete.pk).is_published
    assert "Half done" in response.text
    assert "Add at least one topic." in response.text


def test_recording_a_check_takes_the_entry_off_the_list_of_details_to_check(staff_client):
    entry = make_organisation(confidence="medium", phone="0300 000 0000")
    assert Entry.objects.to_check_first().exists()
    chosen = {"action": "checked_today", "_selected_action": [entry.pk]}
    asked = staff_client.post(list_address(Organisation), chosen)
    assert entry.title in asked.text
    assert Entry.objects.to_check_first().exists()
    staff_client.post(list_address(Organisation), {**chosen, "confirm": "yes"})
    assert not Entry.objects.to_check_first().exists()


@pytest.mark.parametrize("listed", ["/admin/organisations/organisation/", "/admin/catalogue/entry/"])
def test_checks_of_many_are_taken_back_together(staff_client, listed):
    entries = [make_organisation(confidence="medium", checked_on=day) for day in (None, date(2025, 3, 1))]
    before = list(Entry.objects.order_by("pk").values_list("checked_on", "review_due_on"))
    data = {"action": "checked_today", "_selected_action": [entry.pk for entry in entries], "confirm": "yes"}
    undo = re.search(r'href="([^"]*/undo/)"', staff_client.post(listed, data, follow=True).text)[1]
    assert set(Entry.objects.values_list("checked_on", flat=True)) == {timezone.localdate()}
    assert "2 entries will be" in staff_client.get(undo).text
    staff_client.post(undo)
    assert list(Entry.objects.order_by("pk").values_list("checked_on", "review_due_on")) == before
    assert "cannot be taken back any more" in staff_client.post(undo, follow=True).text


@pytest.mark.parametrize("published", [True, False])
def test_no_entry_can_be_deleted(staff_client, published):
    entry = make_resource(published=published)
    assert staff_client.post(address(entry, "delete"), {"post": "yes"}).status_code == 403
    assert Entry.objects.filter(pk=entry.pk).exists()


def test_all_entries_lists_every_kind_and_leads_to_its_form(staff_client):
    entries = [make() for make in MAKERS]
    text = staff_client.get(reverse("admin:catalogue_entry_changelist")).text
    assert all(address(entry) in text for entry in entries)


@pytest.mark.parametrize(
    "todo", ["review", "check", "overdue", "broken", "expired", "lapsed", "ending", "drafts", "nonsense"]
)
def test_the_to_do_lists_open_for_every_kind(staff_client, todo):
    models = [type(make()) for make in MAKERS]
    for model in [*models, Entry]:
        assert staff_client.get(list_address(model), {"todo": todo}).status_code == 200


def test_lists_do_not_ask_the_database_more_for_more_entries(staff_client, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(60) as captured:
            staff_client.get(list_address(Course))
        return len(captured)

    make_course()
    few = queries()
    for _ in range(5):
        make_course()
    assert queries() == few


@pytest.mark.parametrize("model", ["sector", "topic", "district", "glossaryterm"])
def test_vocabularies_open(staff_client, model):
    assert staff_client.get(reverse(f"admin:taxonomy_{model}_changelist")).status_code == 200


def test_a_term_cannot_be_deleted_nor_its_code_changed(staff_client):
    topic = Topic.objects.get(code="consent")
    assert staff_client.post(reverse("admin:taxonomy_topic_delete", args=[topic.pk])).status_code == 403
    staff_client.post(
        reverse("admin:taxonomy_topic_change", args=[topic.pk]),
        {
            "code": "changed",
            "version": version_shown(topic),
            "name": "Permission",
            "group": "learning",
            "order": "10",
        },
    )
    topic.refresh_from_db()
    assert (topic.code, topic.name) == ("consent", "Permission")


def test_two_presses_of_save_are_told_what_happened(staff_client, monkeypatch):
    """Both find the address free; the database takes one."""

    def taken(*_, **__):
        raise IntegrityError("entry_slug_once_per_kind")

    monkeypatch.setattr("directory.catalogue.actions.editing.save_entry", taken)
    entry = make_resource()
    response = save(staff_client, entry, summary="Another one.")
    assert response.status_code == 200
    assert "saved in the same moment" in response.text
    assert "Another one." in response.text
