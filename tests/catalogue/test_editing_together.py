"""Two people have one entry open: nobody overwrites the other unseen, and nothing that was typed is lost."""

from datetime import datetime

import pytest
from django.utils import timezone

from directory.catalogue.actions.history import record_check
from directory.catalogue.admin.entry_form import EntryForm
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import record_of
from tests.catalogue.test_admin import address, form_of, save
from tests.factories import make_course, make_organisation, make_resource, terms_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return make_resource("As it was", slug="ours", summary="As it was.", sectors=["primary"])


def post(client, entry, data):
    return client.post(
        address(entry), {name: value for name, value in data.items() if value is not None}, follow=True
    )


def shown(response):
    """What the page that asks would send, if nothing more were typed."""
    form = response.context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in data.items() if value not in (None, False)}


def said(entry):
    return record_of(type(entry).objects.get(pk=entry.pk))


def test_what_only_the_other_changed_is_kept_and_told(staff_client, entry):
    opened_before = form_of(staff_client, address(entry))
    save(staff_client, entry, title="Their title", sectors=terms("special"))
    response = post(staff_client, entry, {**opened_before, "summary": "What I typed."})
    record = said(entry)
    assert (record["title"], record["sectors"]) == ("Their title", ["special"])
    assert record["summary"] == "What I typed."
    assert "While you had this open, coordinator changed: title, sectors (" in response.text


def test_a_save_after_which_nothing_else_was_changed_tells_nothing(staff_client, entry):
    opened_before = form_of(staff_client, address(entry))
    record_check(entry=entry, on=timezone.localdate())
    save(staff_client, entry, checked_on="", review_due_on=said(entry)["review_due_on"])
    response = post(staff_client, entry, {**opened_before, "summary": "What I typed."})
    assert said(entry)["summary"] == "What I typed."
    assert "Nothing is saved yet" not in response.text


def test_what_both_changed_is_asked_about_with_both_texts_and_nothing_lost(staff_client, entry):
    opened_before = form_of(staff_client, address(entry))
    save(staff_client, entry, summary="What the other saved.", title="Their title")
    response = post(staff_client, entry, {**opened_before, "summary": "What I typed.", "note": "And a note"})
    assert (said(entry)["summary"], said(entry)["note"]) == ("What the other saved.", "")
    assert "Nothing is saved yet. coordinator changed this while you had it open" in response.text
    [conflict] = response.context["adminform"].form.conflicts
    assert (conflict.base, conflict.theirs, conflict.mine) == ("As it was.", "What the other saved.", "What I typed.")
    assert ">\nWhat I typed.</textarea>" in response.text
    assert ">\nAnd a note</textarea>" in response.text
    assert 'value="Their title"' in response.text  # and what only the other changed stands in the form


def test_the_question_stands_below_the_words_that_say_so(staff_client, entry):
    opened_before = form_of(staff_client, address(entry))
    save(staff_client, entry, summary="What the other saved.")
    page = post(staff_client, entry, {**opened_before, "summary": "What I typed."}).text
    assert page.index("is listed below") < page.index("you both changed this") < page.index('name="title"')


def test_pressing_save_again_without_an_answer_undoes_nothing(staff_client, entry):
    opened_before = form_of(staff_client, address(entry))
    save(staff_client, entry, summary="What the other saved.", title="Their title")
    response = post(staff_client, entry, {**opened_before, "summary": "What I typed."})
    for _ in range(2):
        response = post(staff_client, entry, {**opened_before, **shown(response)})
        assert (said(entry)["summary"], said(entry)["title"]) == ("What the other saved.", "Their title")


@pytest.mark.parametrize(("choice", "summary"), [("mine", "Both together."), ("theirs", "What the other saved.")])
def test_what_was_chosen_is_saved_beside_the_rest(staff_client, entry, choice, summary):
    opened_before = form_of(staff_client, address(entry))
    save(staff_client, entry, summary="What the other saved.", title="Their title")
    response = post(staff_client, entry, {**opened_before, "summary": "What I typed.", "note": "And a note"})
    answer = {"summary": "Both together.", "decide_summary": choice}
    post(staff_client, entry, {**opened_before, **shown(response), **answer})
    record = said(entry)
    assert (record["summary"], record["title"], record["note"]) == (summary, "Their title", "And a note")


def test_an_answer_is_about_what_was_shown_and_no_later_text(staff_client, entry):
    opened_before = form_of(staff_client, address(entry))
    save(staff_client, entry, summary="What the other saved.")
    response = post(staff_client, entry, {**opened_before, "summary": "What I typed."})
    save(staff_client, entry, summary="And then a third.")
    answered = {**opened_before, **shown(response), "decide_summary": "mine"}
    response = post(staff_client, entry, answered)
    assert said(entry)["summary"] == "And then a third."
    assert response.context["adminform"].form.conflicts[0].theirs == "And then a third."


def test_an_answer_is_kept_while_another_fault_is_mended(staff_client, entry):
    opened_before = form_of(staff_client, address(entry))
    save(staff_client, entry, summary="What the other saved.")
    response = post(staff_client, entry, {**opened_before, "summary": "What I typed."})
    answered = {**opened_before, **shown(response), "decide_summary": "mine"}
    page = post(staff_client, entry, {**answered, "title": ""})
    assert '<input type="hidden" name="decide_summary" value="mine">' in page.text
    post(staff_client, entry, answered)
    assert said(entry)["summary"] == "What I typed."


def test_what_is_put_together_is_checked_like_anything_typed(staff_client, entry):
    """One takes away one school type, the other the other: readers would be left without any."""
    save(staff_client, entry, sectors=terms("primary", "special"))
    opened_before = form_of(staff_client, address(entry))
    save(staff_client, entry, sectors=terms("primary"))
    response = post(staff_client, entry, {**opened_before, "sectors": terms("special")})
    assert "Add at least one sector. Readers can see this entry now." in response.text
    assert said(entry)["sectors"] == ["primary"]


def test_ages_that_neither_chose_are_asked_about(staff_client, entry):
    opened_before = form_of(staff_client, address(entry))
    save(staff_client, entry, age_max="16")
    response = post(staff_client, entry, {**opened_before, "age_min": "3"})
    assert response.context["adminform"].form.conflicts[0].label == "youngest age, oldest age"
    assert (said(entry)["age_min"], said(entry)["age_max"]) == (5, 16)


def terms(*codes):
    return [sector.pk for sector in terms_of("sectors", codes)]


# Rows

TIMES = {"starts_at_1": "09:00", "ends_at_1": "12:00", "status": "scheduled"}


def one_date(number, day, place):
    values = {"starts_at_0": f"2027-03-0{day}", "ends_at_0": f"2027-03-0{day}", "place": place, **TIMES}
    return {f"sessions-{number}-{name}": value for name, value in values.items()}


def opened_rows(client, entry):
    """The form as it would be sent, its moments in the two fields that they have."""
    data = form_of(client, address(entry))
    for name, value in list(data.items()):
        if isinstance(value, datetime):
            local = timezone.localtime(value)
            data |= {f"{name}_0": f"{local:%Y-%m-%d}", f"{name}_1": f"{local:%H:%M}"}
    return data


@pytest.fixture
def course(staff_client):
    course = make_course()
    save(
        staff_client, course, **one_date(0, 1, "Stafford"), **one_date(1, 2, "Stone"), **{"sessions-TOTAL_FORMS": "2"}
    )
    return course


def places(course):
    return [row["place"] for row in said(course)["sessions"]]


def change_row(client, course, **changes):
    return client.post(address(course), {**opened_rows(client, course), **changes}, follow=True)


def test_a_date_that_only_the_other_changed_is_kept(staff_client, course):
    opened_before = opened_rows(staff_client, course)
    change_row(staff_client, course, **{"sessions-0-place": "Lichfield"})
    response = post(staff_client, course, {**opened_before, "title": "Mine", "sessions-1-place": "Tamworth"})
    assert places(course) == ["Lichfield", "Tamworth"]
    assert said(course)["title"] == "Mine"
    assert "coordinator changed: dates (" in response.text


def test_a_date_that_the_other_added_or_removed_stays_so(staff_client, course):
    opened_before = opened_rows(staff_client, course)
    added = {**one_date(2, 3, "Leek"), "sessions-TOTAL_FORMS": "3"}
    change_row(staff_client, course, **added, **{"sessions-0-DELETE": "on"})
    post(staff_client, course, {**opened_before, "title": "Mine"})
    assert places(course) == ["Stone", "Leek"]


@pytest.mark.parametrize(("choice", "kept"), [("mine", "Tamworth"), ("theirs", "Lichfield")])
def test_a_date_that_both_changed_is_asked_about(staff_client, course, choice, kept):
    opened_before = opened_rows(staff_client, course)
    change_row(staff_client, course, **{"sessions-0-place": "Lichfield"})
    typed = {**opened_before, "sessions-0-place": "Tamworth"}
    response = post(staff_client, course, typed)
    assert "Dates: you both changed this" in response.text
    seen = response.context["adminform"].form["seen"].value()
    post(staff_client, course, {**typed, "seen": seen})
    assert places(course) == ["Lichfield", "Stone"]
    post(staff_client, course, {**typed, "seen": seen, "decide_sessions": choice})
    assert places(course) == [kept, "Stone"]


def test_a_date_that_one_removed_and_the_other_changed_is_asked_about(staff_client, course):
    opened_before = opened_rows(staff_client, course)
    change_row(staff_client, course, **{"sessions-0-DELETE": "on"})
    typed = {**opened_before, "sessions-0-place": "Tamworth"}
    response = post(staff_client, course, typed)
    assert "Removed" in response.text
    post(
        staff_client,
        course,
        {**typed, "seen": response.context["adminform"].form["seen"].value(), "decide_sessions": "mine"},
    )
    assert places(course) == ["Tamworth", "Stone"]


def test_a_number_keeps_being_the_same_row_through_a_save_put_together(staff_client):
    """Who stands in a need points to it."""
    helper = make_organisation("A helpline", contact_points=[{"channel": "phone", "value": "0300 111 1111"}])
    point = helper.contact_points.get()
    opened_before = form_of(staff_client, address(helper))
    save(staff_client, helper, **{"contact_points-0-value": "0300 222 2222"})
    post(staff_client, helper, {**opened_before, "summary": "What I typed."})
    assert helper.contact_points.get().pk == point.pk
    assert helper.contact_points.get().value == "+443002222222"
    assert said(helper)["summary"] == "What I typed."


# A save that says nothing of what it began with


@pytest.mark.parametrize("version", ["", "0", "-1", "999", "nonsense", "9" * 40])
def test_a_save_that_does_not_say_what_it_changes_is_refused(staff_client, entry, version):
    data = {**form_of(staff_client, address(entry)), "summary": "Typed blind.", "version": version}
    assert post(staff_client, entry, data).status_code == 200
    assert Entry.objects.get(pk=entry.pk).summary == "As it was."


def test_the_putting_together_is_what_keeps_both(staff_client, entry, monkeypatch):
    """Without it the later save wins, so the tests above can fail."""
    monkeypatch.setattr(EntryForm, "put_together", lambda form, cleaned: None)
    opened_before = form_of(staff_client, address(entry))
    save(staff_client, entry, title="Their title")
    post(staff_client, entry, {**opened_before, "summary": "What I typed."})
    assert said(entry)["title"] == "As it was"


def test_a_likely_duplicate_is_asked_about_and_saved_when_confirmed(staff_client, entry):
    other = make_resource("Asking first", url="https://example.org/pack")
    response = save(staff_client, entry, url="http://www.example.org/pack/")
    assert "This may already be in the resource bank" in response.text
    assert other.title in response.text
    assert Entry.objects.get(pk=entry.pk).url == ""
    save(staff_client, entry, url="http://www.example.org/pack/", not_a_duplicate="on")
    assert Entry.objects.get(pk=entry.pk).url == "http://www.example.org/pack/"


def test_a_text_about_a_person_is_asked_about_and_a_pupil_number_refused(staff_client, entry):
    response = save(staff_client, entry, note="Jake Smith told us on 12/03/2026")
    assert "This may be about a person" in response.text
    save(staff_client, entry, note="Jake Smith told us on 12/03/2026", not_personal="on")
    assert "Jake Smith" in Entry.objects.get(pk=entry.pk).note
    response = save(staff_client, entry, summary="NHS 943 476 5919", not_personal="on")
    assert "It looks like an NHS number" in response.text
    assert "943" not in Entry.objects.get(pk=entry.pk).summary


def test_an_entry_saved_before_with_such_words_can_still_be_edited(staff_client):
    entry = make_resource(note="Jake Smith told us on 12/03/2026")
    save(staff_client, entry, summary="Another sentence.")
    assert Entry.objects.get(pk=entry.pk).summary == "Another sentence."


def test_any_two_versions_are_compared_and_one_restored(staff_client, entry):
    for summary in ("Second.", "Third."):
        save(staff_client, entry, summary=summary)
    first, *_, last = (revision.number for revision in entry.revisions.order_by("number"))
    page = staff_client.get(address(entry, "versions"), {"before": first, "after": last}).text
    assert "As it was." in page.partition("Differences between the two versions")[2]
    assert "Third." in page.partition("Differences between the two versions")[2]
    restore = f"{address(entry, 'versions')}{first}/restore/"
    assert "As it was." in staff_client.get(restore).text
    staff_client.post(restore)
    assert Entry.objects.get(pk=entry.pk).summary == "As it was."


@pytest.mark.parametrize("query", [{"before": "x"}, {"before": "999999"}, {"after": "-1"}, {"before": "9" * 40}])
def test_versions_answers_nonsense(staff_client, entry, query):
    assert staff_client.get(address(entry, "versions"), query).status_code == 200
