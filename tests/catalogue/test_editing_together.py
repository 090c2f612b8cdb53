"""Two people have one entry open: nobody overwrites the other unseen, and nothing that was typed is lost."""

import pytest

from directory.catalogue.admin.entry_form import EntryForm
from directory.catalogue.models import Entry
from tests.catalogue.test_admin import address, form_of, save
from tests.factories import make_course, make_organisation, make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return make_resource("As it was", slug="ours", summary="As it was.", sectors=["primary"])


def post(client, entry, data):
    return client.post(
        address(entry), {name: value for name, value in data.items() if value is not None}, follow=True
    )


def test_a_stale_save_is_refused_with_both_texts_and_nothing_lost(staff_client, entry):
    opened_before = form_of(staff_client, address(entry))
    save(staff_client, entry, summary="What the other saved.")
    response = post(staff_client, entry, {**opened_before, "summary": "What I typed.", "note": "And a note"})
    assert Entry.objects.get(pk=entry.pk).summary == "What the other saved."
    assert "Nothing is saved yet. coordinator changed this entry" in response.text
    table = response.text.partition("<caption>Differences")[2].partition("</table>")[0]
    assert "What the other saved." in table
    assert "What I typed." in table
    assert ">\nWhat I typed.</textarea>" in response.text
    assert ">\nAnd a note</textarea>" in response.text


def test_a_stale_save_says_what_the_other_did_to_the_telephone_numbers(staff_client):
    helper = make_organisation("A helpline", contact_points=[{"channel": "phone", "value": "0300 111 1111"}])
    opened_before = form_of(staff_client, address(helper))
    save(staff_client, helper, **{"contact_points-0-value": "0300 222 2222"})
    response = post(staff_client, helper, {**opened_before, "summary": "What I typed."})
    table = response.text.partition("<caption>What the other person changed")[2].partition("</table>")[0]
    assert "+443001111111" in table
    assert "+443002222222" in table
    assert helper.contact_points.get().value == "+443002222222"


def test_a_stale_save_of_terms_is_refused_too(staff_client, entry):
    opened_before = form_of(staff_client, address(entry))
    special = entry.sectors.model.objects.get(code="special").pk
    save(staff_client, entry, sectors=[special])
    post(staff_client, entry, opened_before)
    assert [sector.code for sector in Entry.objects.get(pk=entry.pk).sectors.all()] == ["special"]


def test_a_save_after_looking_at_both_is_taken(staff_client, entry):
    opened_before = form_of(staff_client, address(entry))
    save(staff_client, entry, summary="What the other saved.")
    response = post(staff_client, entry, {**opened_before, "summary": "What I typed."})
    version = response.context["adminform"].form["version"].value()
    post(staff_client, entry, {**opened_before, "summary": "Both together.", "version": version})
    assert Entry.objects.get(pk=entry.pk).summary == "Both together."


@pytest.mark.parametrize("version", ["", "0", "-1", "999", "nonsense", "9" * 40])
def test_a_save_that_does_not_say_what_it_changes_is_refused(staff_client, entry, version):
    data = {**form_of(staff_client, address(entry)), "summary": "Typed blind.", "version": version}
    assert post(staff_client, entry, data).status_code == 200
    assert Entry.objects.get(pk=entry.pk).summary == "As it was."


def test_the_guard_is_what_refuses(staff_client, entry, monkeypatch):
    """With the guard off the later save wins, so the tests above can fail."""
    monkeypatch.setattr(EntryForm, "refuse_if_stale", lambda form, cleaned: None)
    opened_before = form_of(staff_client, address(entry))
    save(staff_client, entry, summary="What the other saved.")
    post(staff_client, entry, {**opened_before, "summary": "What I typed."})
    assert Entry.objects.get(pk=entry.pk).summary == "What I typed."


def test_dates_of_a_course_count_as_part_of_it(staff_client):
    course = make_course()
    opened_before = form_of(staff_client, address(course))
    date = {
        "sessions-TOTAL_FORMS": "1",
        "sessions-0-starts_at_0": "2027-03-01",
        "sessions-0-starts_at_1": "09:00",
        "sessions-0-ends_at_0": "2027-03-01",
        "sessions-0-ends_at_1": "12:00",
        "sessions-0-status": "scheduled",
    }
    save(staff_client, course, **date)
    response = post(staff_client, course, {**opened_before, "title": "Typed over it"})
    assert "Nothing is saved yet" in response.text


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
