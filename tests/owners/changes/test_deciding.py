"""A change that an organisation wants, accepted or refused by a curator."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.correspondence.models import Email
from directory.organisations.models import ContactPoint, Organisation
from directory.owners.changes import deciding
from directory.owners.models import Owner, ProposedChange
from directory.training.models import CourseSession
from tests.factories import archive, at_ten, make_contact, make_course, make_organisation, make_resource, withdraw
from tests.owners.making import asked, curator, links_in, send
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
ALL = ("summary", "url", "age_min", "age_max", "districts", "cost", "expires_on", "contact_points", "sessions")


@pytest.fixture
def entry():
    return make_organisation("Helpers", phone="01785 278997", summary="They help.", slug="helpers")


def proposed(client, entry, **changed):
    response = send(client, asked(entry), **changed)
    assert response.status_code == 302, response.text
    return ProposedChange.objects.latest("pk")


def accept(change, by=None, names=ALL, **more):
    return deciding.accept(change=change, by=by or curator(), names=names, **more)


def again(entry):
    return Organisation.objects.get(pk=entry.pk)


def test_accepting_makes_the_entry_say_it_with_a_line_of_history(client, entry):
    by = curator()
    accept(proposed(client, entry, summary="They help more.", contact_points__0__value="01785 111222"), by)
    entry = again(entry)
    assert entry.summary == "They help more."
    assert [point.value for point in entry.contact_points.all()] == ["+441785111222"]
    change = entry.revisions.first()
    today = timezone.localdate()
    assert (change.action, change.by) == ("by_owner", by)
    assert change.why == f"Sent by the organisation on {today:%-d %B %Y}."
    assert change.get_action_display() == "Changed by the organisation, accepted"
    email = Email.objects.latest("pk")
    assert (email.to, email.subject) == ("office@example.org", "Schools now see your changes: Helpers")


def test_only_what_they_changed_is_applied_to_an_entry_that_changed_meanwhile(client, entry):
    change = proposed(client, entry, summary="They help more.")
    Organisation.objects.filter(pk=entry.pk).update(url="https://example.com/", waiting_time="Two weeks")
    accept(change)
    entry = again(entry)
    assert (entry.summary, entry.url, entry.waiting_time) == ("They help more.", "https://example.com/", "Two weeks")


def test_a_field_that_was_changed_here_too_is_not_ticked_by_itself(client, entry):
    change = proposed(client, entry, summary="Theirs.", url="https://example.com/")
    Entry.objects.filter(pk=entry.pk).update(summary="Ours.")
    page = sign_in(client, curator()).get(reverse("admin:owners_proposedchange_decide", args=[change.pk]))
    assert page.context["chosen"] == ["url"]
    for words in ("Changed here too since they looked", "Theirs.", "Ours.", "They help."):
        assert words in page.text


def test_what_was_not_ticked_stays(client, entry):
    accept(proposed(client, entry, summary="Theirs.", url="https://example.com/"), names=["url"])
    entry = again(entry)
    assert (entry.summary, entry.url) == ("They help.", "https://example.com/")


def test_nothing_ticked_is_asked_about(client, entry):
    with pytest.raises(ValidationError, match="Tick at least one"):
        accept(proposed(client, entry, summary="Theirs."), names=[])


def test_words_alone_can_be_accepted_and_change_nothing(client, entry):
    accept(proposed(client, entry, words="The name is wrong"), names=[])
    assert again(entry).title == "Helpers"
    assert ProposedChange.objects.get().state == "accepted"


def test_that_the_rest_is_right_is_a_check_of_the_day_they_said_so(client, entry):
    change = proposed(client, entry, summary="They help more.", rest_is_right="on")
    ProposedChange.objects.update(received_at=timezone.now() - timedelta(days=4))
    accept(change)
    assert again(entry).checked_on == timezone.localdate() - timedelta(days=4)
    assert again(entry).review_due_on > timezone.localdate()


def test_a_check_since_is_not_made_older(client, entry):
    change = proposed(client, entry, summary="They help more.", rest_is_right="on")
    ProposedChange.objects.update(received_at=timezone.now() - timedelta(days=4))
    Entry.objects.filter(pk=entry.pk).update(checked_on=timezone.localdate())
    accept(change)
    assert again(entry).checked_on == timezone.localdate()


def test_a_change_that_cannot_be_says_why_and_nothing_is_lost(client, entry):
    change = proposed(client, entry, summary="Theirs.")
    entry.help_kinds.set([])
    with pytest.raises(ValidationError, match="kind of help"):
        accept(change)
    assert again(entry).summary == "They help."
    assert ProposedChange.objects.get().state == "waiting"
    assert not Email.objects.exists()


def test_an_archived_entry_is_not_changed(client, entry):
    change = proposed(client, entry, summary="Theirs.")
    archive(entry=again(entry))
    with pytest.raises(ValidationError, match="archived"):
        accept(change)


def test_only_curators_decide(client, entry):
    change = proposed(client, entry, summary="Theirs.")
    for role in ("Editor", "Contributor", "Administrator", None):
        for action in (
            lambda by: accept(change, by),
            lambda by: deciding.refuse(change=change, by=by, reason="No"),
            lambda by: deciding.amend(change=change, by=by, said={}),
        ):
            with pytest.raises(PermissionDenied):
                action(make_user(role))


def test_what_is_decided_is_decided_once(client, entry):
    change = proposed(client, entry, summary="Theirs.")
    accept(change)
    with pytest.raises(ValidationError, match="accepted already"):
        accept(change)
    with pytest.raises(ValidationError, match="accepted already"):
        deciding.refuse(change=change, by=curator(), reason="No")


def test_the_values_of_a_row_are_read_in_their_own_order_whatever_the_database_makes_of_it(client, entry):
    change = proposed(client, entry, contact_points__0__value="01785 111222")
    (row,) = change.wanted["contact_points"]
    change.wanted["contact_points"] = [dict(sorted(row.items()))]
    (part,) = deciding.shown(change)
    assert [words for words, differ in part.after if differ] == ["+441785111222,"]


def test_refusing_tells_them_why(client, entry):
    change = proposed(client, entry, summary="Theirs.")
    with pytest.raises(ValidationError, match="Say why"):
        deciding.refuse(change=change, by=curator(), reason=" ")
    deciding.refuse(change=change, by=curator(), reason="It is <too> long & odd.")
    assert "It is <too> long & odd." in Email.objects.latest("pk").text
    assert again(entry).summary == "They help."


def test_what_is_typed_on_a_draft_is_not_emailed(client, entry):
    change = proposed(client, entry, summary="Theirs.")
    withdraw(entry=entry)
    Entry.objects.filter(pk=entry.pk).update(title="Under inquiry")
    deciding.refuse(change=ProposedChange.objects.get(pk=change.pk), by=curator(), reason="No.")
    assert Email.objects.latest("pk").subject == "We have not made your changes: Helpers"


def test_who_is_not_to_be_written_to_is_not_told(client, entry):
    change = proposed(client, entry, summary="Theirs.")
    Owner.objects.update(paused=True)
    accept(change)
    assert not Email.objects.exists()


# Numbers that readers are told to call in an incident


@pytest.mark.parametrize("need", ["band", "front_door"])
def test_a_number_of_an_incident_is_rung_before_it_is_changed(client, entry, need):
    make_contact(need, entry)
    point = entry.contact_points.get().pk
    change = proposed(client, entry, contact_points__0__value="01785 111222")
    for rang in ("", "  "):
        with pytest.raises(ValidationError, match="Ring it first"):
            accept(change, rang=rang)
    accept(change, rang="Helpers, duty desk")
    assert ContactPoint.objects.get(pk=point).value == "+441785111222", "the route follows"
    assert "answered: Helpers, duty desk" in again(entry).revisions.first().why
    assert ProposedChange.objects.get().rang == "Helpers, duty desk"


def test_the_tick_and_the_words_are_both_needed(client, entry):
    make_contact("band", entry)
    change = proposed(client, entry, contact_points__0__value="01785 111222")
    sign_in(client, curator())
    page = reverse("admin:owners_proposedchange_decide", args=[change.pk])
    assert "I rang or opened it, and it answered as" in client.get(page).text
    taken = {"parts": ["contact_points"], "accept": "yes"}
    for given in ({"rang": "on"}, {"answered_as": "Desk"}):
        response = client.post(page, {**taken, **given})
        assert "Ring it first" in response.text
    assert "Desk" in response.text, "what was typed stays"
    assert client.post(page, {**taken, "rang": "on", "answered_as": "Desk"}).status_code == 302
    assert ProposedChange.objects.get().state == "accepted"


def test_another_number_of_the_same_entry_need_not_be_rung(client, entry):
    make_contact("band", entry)
    accept(proposed(client, entry, summary="They help more."))
    entry = again(entry)
    accept(proposed(client, entry, contact_points__1__value="01785 555666"))
    assert again(entry).contact_points.count() == 2


def test_a_number_of_an_incident_cannot_go_without_another(client, entry):
    make_contact("band", entry)
    change = proposed(client, entry, contact_points__0__gone="on")
    with pytest.raises(ValidationError, match="still in use"):
        accept(change, rang="nobody")
    assert ProposedChange.objects.get().state == "waiting"


def test_the_page_of_a_reporting_tool_is_opened_first(client):
    tool = make_resource("Report Remove", url="https://example.org/")
    make_contact("band", tool)
    change = proposed(client, tool, url="https://example.com/")
    with pytest.raises(ValidationError, match="Ring it first"):
        accept(change)


# Closing


def test_what_will_close_gets_its_last_day(client, entry):
    day = timezone.localdate() + timedelta(days=30)
    accept(proposed(client, entry, closed="on", expires_on=day.isoformat()))
    assert (again(entry).expires_on, again(entry).state) == (day, "published")


def test_what_has_closed_is_archived(client, entry):
    accept(proposed(client, entry, closed="on", expires_on=timezone.localdate().isoformat()))
    assert again(entry).state == "archived"
    assert client.get("/organisations/helpers/").status_code == 410


def test_what_has_closed_on_a_last_day_that_we_had_is_archived(client, entry):
    Entry.objects.filter(pk=entry.pk).update(expires_on=timezone.localdate())
    accept(proposed(client, again(entry), closed="on"), names=[])
    assert again(entry).state == "archived"


def test_a_closing_that_is_not_ticked_archives_nothing(client, entry):
    today = timezone.localdate().isoformat()
    accept(proposed(client, entry, closed="on", expires_on=today, summary="Was."), names=["summary"])
    assert again(entry).state == "published"


def test_closing_a_number_of_an_incident_is_rung_first(client, entry):
    make_contact("band", entry)
    change = proposed(client, entry, closed="on", expires_on=timezone.localdate().isoformat())
    with pytest.raises(ValidationError, match="Ring it first"):
        accept(change)


# Dates of a course


def test_a_moved_date_stays_the_same_date_for_calendars(client):
    course = make_course()
    starts = at_ten(days=9)
    session = course.sessions.create(starts_at=starts, ends_at=starts + timedelta(hours=2), place="Stafford")
    past = course.sessions.create(starts_at=starts - timedelta(days=90), ends_at=starts - timedelta(days=89))
    day = timezone.localdate(starts) + timedelta(days=1)
    accept(proposed(client, course, sessions__0__day=day.isoformat(), sessions__0__status="full"))
    assert set(CourseSession.objects.values_list("pk", flat=True)) == {past.pk, session.pk}
    moved = course.sessions.latest("starts_at")
    assert (timezone.localdate(moved.starts_at), moved.status, moved.place) == (day, "full", "Stafford")
    assert moved.sequence > session.sequence


# The pages


def test_from_the_desk_it_takes_three_clicks(client, entry):
    change = proposed(client, entry, summary="Theirs.")
    sign_in(client, curator())
    desk = client.get("/admin/").text
    assert "<strong>1</strong> Changes sent by organisations" in desk
    listed = client.get(reverse("admin:owners_proposedchange_changelist"), {"state__exact": "waiting"}).text
    page = reverse("admin:owners_proposedchange_decide", args=[change.pk])
    assert f'href="{page}"' in listed
    assert client.get(page).context["chosen"] == ["summary"]
    response = client.post(page, {"parts": ["summary"], "accept": "yes"}, follow=True)
    assert "Helpers: accepted." in response.text
    assert again(entry).summary == "Theirs."


def test_the_next_one_follows(client, entry):
    first, second = proposed(client, entry, summary="One."), proposed(client, make_resource(), summary="Two.")
    sign_in(client, curator())
    response = client.post(
        reverse("admin:owners_proposedchange_decide", args=[first.pk]), {"refuse": "yes", "reason": "No."}
    )
    assert response.headers["Location"] == reverse("admin:owners_proposedchange_decide", args=[second.pk])


def test_a_change_can_be_put_right_first(client, entry):
    new = {"channel": "phone", "value": "01785 333444", "audience": "everyone"}
    change = proposed(
        client, entry, summary="Theris.", **{f"contact_points__1__{name}": text for name, text in new.items()}
    )
    sign_in(client, curator())
    page = reverse("admin:owners_proposedchange_amend", args=[change.pk])
    form = client.get(page).context["form"]
    data = {}
    for part in [form, *form.all_rows]:
        for field in part:
            value = field.value()
            if value not in (None, "", False):
                data[field.html_name] = "on" if value is True else value
    response = client.post(page, {**data, "summary": "Theirs."})
    assert response.status_code == 302
    change.refresh_from_db()
    assert change.wanted["summary"] == "Theirs."
    assert [row["value"] for row in change.wanted["contact_points"]] == ["+441785278997", "+441785333444"]
    accept(change)
    assert again(entry).contact_points.count() == 2


def test_no_link_is_in_what_they_are_told_of_a_decision(client, entry):
    accept(proposed(client, entry, summary="Theirs."))
    assert links_in(Email.objects.latest("pk")) == []
