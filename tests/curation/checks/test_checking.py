"""Checking the facts of one entry after the other."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.catalogue.states import Action, Quality, State
from directory.curation.checks import checking
from directory.curation.models import CheckTurn
from directory.freshness.models import Link
from directory.insight.models import RecentUse
from directory.who_to_call.models import Contact
from tests.factories import make_contact, make_organisation, make_resource
from tests.people import ROLES, make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

NEXT = "/admin/catalogue/entry/check/"


@pytest.fixture
def curator(client):
    user = make_user("Curator", email="curator@example.org")
    sign_in(client, user)
    return user


def to_check(title, make=make_organisation, **values):
    return make(title, confidence="medium", **values)


def page_of(entry):
    return reverse("admin:catalogue_entry_check", args=[entry.pk])


def fresh(entry):
    return Entry.objects.get(pk=entry.pk)


def order_for(user):
    """The titles in the order in which one person is given them."""
    found = []
    while entry := checking.next_for(user):
        found.append(entry.title)
        checking.confirm(entry=entry, version=entry.version, by=user)
    return found


def test_what_harms_most_if_it_is_wrong_comes_first(curator):
    to_check("A pack", make_resource)
    to_check("Other number", phone="0300 123 4567")
    opened = to_check("Opened number", phone="0300 123 4568")
    RecentUse.objects.create(entry_id=opened.pk, step=3)
    to_check("Crisis line", phone="0300 123 4569", crisis=True)
    make_contact("police", to_check("On the route", phone="0300 123 4570"))
    make_contact("band", to_check("In the band", phone="0300 123 4571"))
    make_resource("Checked", checked_on=timezone.localdate())
    assert order_for(curator) == [
        "In the band",
        "On the route",
        "Crisis line",
        "Opened number",
        "Other number",
        "A pack",
    ]


def test_of_the_rest_what_was_checked_longest_ago_comes_first(curator):
    yesterday = timezone.localdate() - timedelta(days=1)
    for title, checked_on in (("Late", date(2025, 3, 1)), ("Earlier", date(2024, 3, 1)), ("Never", None)):
        to_check(title, make_resource, checked_on=checked_on, review_due_on=yesterday)
    assert order_for(curator) == ["Never", "Earlier", "Late"]


def test_two_people_are_not_given_the_same_and_a_turn_ends_by_itself(curator):
    entries = {to_check("One").pk, to_check("Two").pk}
    other, third = make_user("Curator"), make_user("Curator")
    first = checking.next_for(curator)
    assert checking.next_for(curator) == first
    assert {first.pk, checking.next_for(other).pk} == entries
    assert checking.next_for(third) is None
    later = timezone.now() + checking.A_TURN + timedelta(seconds=1)
    assert checking.next_for(third, now=later).pk in entries


def test_right_is_one_press_and_the_next_is_opened(client, curator):
    first, second = to_check("One", phone="0300 123 4567"), to_check("Two")
    page = client.get(NEXT, follow=True)
    assert 'href="tel:+443001234567"' in page.text
    assert "1 of 2" in page.text
    answer = client.post(page_of(first), {"do": "right", "version": fresh(first).version}, follow=True)
    assert answer.request["PATH_INFO"] == page_of(second)
    assert "2 of 2" in answer.text
    assert fresh(first).checked_on == timezone.localdate()
    last = first.revisions.first()
    assert (last.action, last.by) == (Action.CHECKED, curator)


def test_the_page_says_what_it_was_checked_for_last_and_what_its_link_answered(client, curator):
    entry = to_check("One", url="https://example.org/", review_due_on=date(2025, 1, 1))
    checking.confirm(entry=fresh(entry), version=fresh(entry).version, by=curator)
    Link.objects.create(entry_id=entry.pk, address=entry.url, state="works", status=200, checked_at=timezone.now())
    text = client.get(page_of(entry)).text
    assert f"{timezone.localdate():%-d %B %Y} by {curator}" in re.sub(r"\s+", " ", text)
    assert "Works, Answer 200" in text


def test_right_is_not_taken_of_what_a_colleague_changed_meanwhile(client, curator):
    entry = to_check("One", phone="0300 123 4567")
    seen, colleague = fresh(entry).version, make_user("Curator")
    checking.correct(entry=fresh(entry), version=seen, by=colleague, url="https://example.org/", points=[{}])
    Entry.objects.filter(pk=entry.pk).update(checked_on=None)
    answer = client.post(page_of(entry), {"do": "right", "version": seen})
    assert f"{colleague} changed this while you had it open" in answer.text
    assert fresh(entry).checked_on is None


def changed_data(client, entry, **typed):
    form = client.get(page_of(entry)).context["changed"]
    as_it_is = {name: form[name].value() for name in form.fields}
    given = {name: value for name, value in as_it_is.items() if value not in (None, "", False)}
    return {**given, "do": "changed", **typed}


def test_changed_corrects_the_number_at_once_with_history_and_records_the_check(client, curator):
    entry = to_check("One", slug="one", phone="0300 123 4567")
    contact = make_contact("police", entry)
    client.post(
        page_of(entry), changed_data(client, entry, value_0="01785 222000", opening_times_0="Mon-Fri 9am-5pm")
    )
    point = entry.contact_points.get()
    assert (point.value, point.hours_in_words.lower()) == ("+441785222000", "monday to friday 9am to 5pm")
    assert "01785 222000" in client.get("/organisations/one/").text
    checked, edited = entry.revisions.all()[:2]
    assert (checked.action, edited.action, edited.by) == (Action.CHECKED, Action.EDITED, curator)
    assert Contact.objects.get(pk=contact.pk).contact_point == point


def test_saving_nothing_different_only_records_the_check(client, curator):
    entry = to_check("One", phone="0300 123 4567", url="https://example.org/")
    before = fresh(entry).version
    client.post(page_of(entry), changed_data(client, entry))
    assert entry.contact_points.get().value == "+443001234567"
    assert (fresh(entry).version, fresh(entry).checked_on) == (before + 1, timezone.localdate())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"value_0": "01785"}, "Check every digit"),
        ({"value_0": ""}, "This field is required"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"url": "ftp://example.org/"}, "Enter a valid URL"),
        ({"hours_note_0": "Call Jamie, date of birth 3 March 2012"}, "date of birth"),
        ({"hours_note_0": "Call 07700 900123"}, "tick the box"),
        ({"opening_times_0": "when we like"}, "Opening times"),
    ],
)
def test_what_the_form_of_an_entry_refuses_is_refused_here_and_stays_typed(client, curator, typed, words):
    entry = to_check("One", phone="0300 123 4567")
    answer = client.post(page_of(entry), changed_data(client, entry, **typed))
    assert words.lower() in answer.text.lower()
    assert entry.contact_points.get().value == "+443001234567"
    assert fresh(entry).checked_on is None
    assert next(iter(typed.values())) in answer.text


def test_a_number_that_another_entry_has_is_asked_about(client, curator):
    make_organisation("Childline", phone="0800 1111")
    entry = to_check("One", phone="0300 123 4567")
    data = changed_data(client, entry, value_0="0800 1111")
    assert "“Childline”" in client.post(page_of(entry), data).text
    assert fresh(entry).checked_on is None
    client.post(page_of(entry), {**data, "not_a_duplicate": "on"})
    assert fresh(entry).checked_on == timezone.localdate()


def test_a_web_address_on_another_site_ends_the_mark_as_everywhere(client, curator):
    entry = to_check("One", make_resource, url="https://example.org/", quality="quality_assured")
    client.post(page_of(entry), changed_data(client, entry, url="https://example.com/"))
    assert fresh(entry).quality == Quality.UNREVIEWED


@pytest.mark.parametrize(("step", "state"), [("unpublish", State.DRAFT), ("archive", State.ARCHIVED)])
def test_gone_hides_or_archives_with_a_reason(client, curator, step, state):
    entry = to_check("One")
    data = {"do": "gone", "version": fresh(entry).version, "step": step}
    assert "This field is required" in client.post(page_of(entry), {**data, "why": ""}).text
    client.post(page_of(entry), {**data, "why": "It has closed"})
    assert fresh(entry).state == state
    assert entry.revisions.first().why == "It has closed"


def test_gone_warns_where_readers_are_told_to_call_it(client, curator):
    entry = to_check("One", phone="0300 123 4567")
    make_contact("band", entry)
    make_contact("band", make_organisation("Two", phone="0300 123 4568"))
    assert "The urgent help band on every page" in client.get(page_of(entry)).text
    data = {"do": "gone", "version": fresh(entry).version, "step": "archive", "why": "It has closed"}
    page = client.post(page_of(entry), data)
    assert "What takes its place in" in page.text
    assert fresh(entry).is_published
    answers = {name: "nobody" if name.startswith("instead_") else "on" for name in page.context["gone"].fields}
    client.post(page_of(entry), {**answers, **data})
    assert fresh(entry).state == State.ARCHIVED


def test_what_is_skipped_is_asked_another_day_and_can_be_brought_back(client, curator):
    first, second = to_check("One"), to_check("Two")
    assert client.get(NEXT).headers["Location"] == page_of(first)
    answer = client.post(page_of(first), {"do": "later"}, follow=True)
    assert answer.request["PATH_INFO"] == page_of(second)
    assert "1 put off until tomorrow" in answer.text
    client.post(page_of(second), {"do": "later"})
    assert "2 were put off" in client.get(NEXT).text
    assert client.post(NEXT).headers["Location"] == page_of(first)
    assert fresh(first).checked_on is None


def test_the_last_check_is_taken_back_and_opened_again(client, curator):
    due = timezone.localdate() - timedelta(days=3)
    entry = to_check("One", checked_on=date(2025, 3, 1), review_due_on=due)
    to_check("Two")
    client.post(page_of(entry), {"do": "right", "version": fresh(entry).version})
    answer = client.post(reverse("admin:catalogue_entry_check_undo"))
    assert answer.headers["Location"] == page_of(entry)
    assert (fresh(entry).checked_on, fresh(entry).review_due_on) == (date(2025, 3, 1), due)
    assert "taken back" in entry.revisions.first().why
    with pytest.raises(ValidationError):
        checking.undo_last(by=curator)


def test_nobody_takes_back_the_check_of_a_colleague(client, curator):
    entry = to_check("One")
    checking.confirm(entry=fresh(entry), version=fresh(entry).version, by=make_user("Curator"))
    client.post(reverse("admin:catalogue_entry_check_undo"))
    assert fresh(entry).checked_on == timezone.localdate()


def test_a_moved_address_is_used_from_the_page(client, curator):
    entry = to_check("One", url="https://example.org/old")
    link = Link.objects.create(
        entry_id=entry.pk, address=entry.url, state="moved", leads_to="https://example.org/new"
    )
    assert "Use the new address: https://example.org/new" in client.get(page_of(entry)).text
    client.post(page_of(entry), {"do": "address", "link": link.pk})
    assert fresh(entry).url == "https://example.org/new"


def test_when_all_is_checked_the_page_says_so(client, curator):
    assert "Everything is checked" in client.get(NEXT).text


@pytest.mark.parametrize("role", [role for role in ROLES if role != "Curator"])
def test_only_curators_record_checks(role):
    entry, user = to_check("One"), make_user(role)
    with pytest.raises(PermissionDenied):
        checking.confirm(entry=entry, version=fresh(entry).version, by=user)
    with pytest.raises(PermissionDenied):
        checking.put_off(entry=entry, by=user)
    with pytest.raises(PermissionDenied):
        checking.bring_back(by=user)
    assert not CheckTurn.objects.exists()


@pytest.mark.parametrize("sent", ["", "nonsense", "right", "changed", "gone", "address"])
def test_what_makes_no_sense_changes_nothing_and_fails_nowhere(client, curator, sent):
    entry = to_check("One")
    answer = client.post(page_of(entry), {"do": sent, "version": "x", "link": "-1"})
    assert answer.status_code in (200, 404)
    assert fresh(entry).checked_on is None


def test_the_page_asks_the_database_as_much_for_many_as_for_few(client, curator, django_assert_max_num_queries):
    def queries(entry):
        with django_assert_max_num_queries(60) as captured:
            client.get(page_of(entry))
        with django_assert_max_num_queries(60) as more:
            client.get(NEXT)
        return len(captured) + len(more)

    entry = to_check("One", phone="0300 123 4567")
    queries(entry)
    few = queries(entry)
    for number in range(5):
        to_check(f"More {number}", phone=f"0300 123 457{number}")
    assert queries(entry) == few
