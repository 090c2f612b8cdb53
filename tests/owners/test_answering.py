"""What an organisation can do by its link, and what nobody can."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from directory.catalogue.models import Entry, Revision
from directory.correspondence.models import Email
from directory.inbox import limits
from directory.owners import answering
from directory.owners.changes.named_fields import packed, said_by
from directory.owners.models import AddressLink, ConfirmationLink, Owner, ProposedChange
from tests.factories import archive, make_course, make_organisation, make_resource
from tests.owners.making import asked, form_data, last_email, links_in, page_of, send, yes

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return make_organisation("Helpers", phone="01785 278997", url="https://example.org/", summary="They help.")


@pytest.fixture
def link(entry):
    return asked(entry)


def state():
    """All that an answer could change."""
    models = (Entry, ConfirmationLink, Owner, ProposedChange, Revision, Email, AddressLink)
    return {model: list(model.objects.order_by("pk").values()) for model in models}


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("page", ["", "change/"])
@pytest.mark.parametrize("headers", [{}, {"Sec-Purpose": "prefetch"}, {"User-Agent": "MailScanner"}])
def test_opening_a_page_changes_nothing_however_often(client, link, method, page, headers):
    before = state()
    for _ in range(3):
        response = getattr(client, method)(page_of(link) + page, headers=headers)
        assert response.status_code == 200
    assert state() == before


def test_the_page_says_what_we_say_and_leaves_no_trace(client, link):
    response = client.get(page_of(link))
    for words in ("Helpers", "They help.", "01785 278997", "https://example.org/", "Primary", "Free"):
        assert words in response.text
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert not response.cookies
    assert "office@example.org" not in response.text


def test_yes_is_a_check_by_the_organisation_that_readers_see(client, entry, link):
    Owner.objects.update(every_months=12)
    response = yes(client, link)
    assert response.headers["Location"] == "/confirm/thanks/yes/"
    assert "nothing more to do" in client.get(response.headers["Location"]).text
    entry = Entry.objects.get(pk=entry.pk)
    assert entry.checked_on == timezone.localdate()
    assert entry.review_due_on > entry.checked_on
    change = entry.revisions.first()
    assert (change.action, change.by, change.who) == ("confirmed", None, "The organisation")
    today = timezone.localdate()
    assert f"Confirmed by the organisation, {today.day} {today:%B %Y}" in client.get(entry.get_absolute_url()).text
    assert entry.owner.due_on > today + timedelta(days=360)


def test_an_entry_that_nobody_confirmed_does_not_say_so(client, entry):
    assert "Confirmed by the organisation" not in client.get(entry.get_absolute_url()).text


def test_yes_does_not_renew_a_quality_mark(client, link, entry):
    Entry.objects.filter(pk=entry.pk).update(quality="quality_assured", quality_until=timezone.localdate())
    yes(client, link)
    assert Entry.objects.get(pk=entry.pk).quality_until == timezone.localdate()


def test_yes_at_half_past_midnight_in_summer_is_of_that_day_here(entry):
    now = datetime(2027, 6, 2, 23, 30, tzinfo=UTC)
    answering.confirm(link=asked(entry, expires_at=now + timedelta(days=1)), sent="x", now=now)
    assert f"{Entry.objects.get(pk=entry.pk).checked_on:%-d %B}" == "3 June"


def test_a_confirmation_at_half_past_midnight_in_summer_is_shown_as_of_that_day(entry, link, client):
    yes(client, link)
    Revision.objects.filter(action="confirmed").update(at=datetime(2027, 6, 2, 23, 30, tzinfo=UTC))
    assert "Confirmed by the organisation, 3 June 2027" in client.get(entry.get_absolute_url()).text


def test_a_double_press_answers_once_and_is_thanked_twice(client, link):
    data = {"answer": "yes", "seen": packed(said_by(link.entry))}
    answers = [client.post(page_of(link), data) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == ["/confirm/thanks/yes/"] * 2
    assert Revision.objects.filter(action="confirmed").count() == 1
    data = form_data(link.entry, summary="They help much.")
    other = asked(link.entry)
    answers = [client.post(f"{page_of(other)}change/", data) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == ["/confirm/thanks/change/"] * 2
    assert ProposedChange.objects.count() == 1


def test_of_two_answers_at_once_the_first_counts(link):
    answering.confirm(link=link, sent="one")
    said = {"seen": {}, "wanted": {"summary": "x"}, "closed": False, "rest_is_right": False, "words": ""}
    with pytest.raises(answering.ClosedError):
        answering.propose(link=link, sent="two", said=said)
    assert not ProposedChange.objects.exists()


def test_yes_to_what_has_changed_since_it_was_opened_is_asked_again(client, link, entry):
    seen = packed(said_by(link.entry))
    Entry.objects.filter(pk=entry.pk).update(summary="Something else.")
    response = client.post(page_of(link), {"answer": "yes", "seen": seen})
    assert response.status_code == 409
    assert "has changed since you opened it" in response.text
    assert "Something else." in response.text
    assert not Revision.objects.filter(action="confirmed").exists()


def test_every_link_that_does_nothing_gets_the_same_page(client, link, entry):
    now = timezone.now()
    used, revoked = asked(entry, used_at=now), asked(entry, revoked_at=now)
    old = asked(entry, expires_at=now - timedelta(seconds=1))
    foreign = AddressLink.objects.create(entry=link.entry, to="a@example.org", expires_at=now + timedelta(days=1))
    hidden = asked(make_organisation("Hidden"))
    archive(entry=hidden.entry)
    tokens = [one.token for one in (used, revoked, old, foreign, hidden)]
    tokens += ["x", "0" * 75, link.token[:-1] + ("A" if link.token[-1] != "A" else "B")]
    pages = [client.get(f"/confirm/{token}/{page}") for token in tokens for page in ("", "change/")]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
    assert "no-store" in pages[0].headers["Cache-Control"]
    assert "Helpers" not in pages[0].text
    assert client.get(f"/confirm/address/{link.token}/").content == pages[0].content


def test_what_was_typed_is_shown_where_the_link_ended_meanwhile(client, link):
    ConfirmationLink.objects.update(revoked_at=timezone.now())
    response = send(client, link, summary="A long new text")
    assert response.status_code == 404
    assert "has not been sent" in response.text
    assert "A long new text" in response.text
    assert not ProposedChange.objects.exists()


def test_stop_asking(client, link):
    response = client.post(page_of(link), {"answer": "stop"})
    assert "will not email you" in client.get(response.headers["Location"]).text
    assert Owner.objects.get().paused


def test_what_comes_from_another_site_is_refused(client, link):
    response = client.post(page_of(link), {"answer": "yes"}, headers={"Origin": "https://evil.example"})
    assert response.status_code == 403


def test_too_many_answers_from_one_network_wait_and_lose_nothing(client, link, monkeypatch):
    monkeypatch.setattr(limits, "ANSWERS", limits.Limit("answer", limits.AN_HOUR, 1))
    client.post("/confirm/x/", {"answer": "yes"})
    response = send(client, link, summary="A long new text")
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert "A long new text" in response.text
    assert "send it again later" in response.text


def test_an_answer_ends_the_other_links_of_the_same_question(client, link, entry):
    other, of_another = asked(entry), asked(make_resource())
    yes(client, link)
    assert client.get(page_of(other)).status_code == 404
    assert client.get(page_of(of_another)).status_code == 200


# A change


def test_a_change_waits_for_a_curator(client, link, entry):
    response = send(client, link, summary="They help more.", contact_points__0__value="01785 111222")
    assert "team checks what you sent" in client.get(response.headers["Location"]).text
    change = ProposedChange.objects.get()
    assert change.wanted["summary"] == "They help more."
    assert change.wanted["contact_points"][0]["value"] == "+441785111222"
    assert change.wanted.keys() == {"summary", "contact_points"}
    assert Entry.objects.get(pk=entry.pk).summary == "They help."


def test_a_number_goes_and_one_for_schools_comes(client, link):
    new = {
        "channel": "phone",
        "value": "01785 333444",
        "audience": "school_staff",
        "opening_times": "Mon-Fri 9am to 5pm",
    }
    send(
        client,
        link,
        contact_points__0__gone="on",
        **{f"contact_points__1__{name}": text for name, text in new.items()},
    )
    gone, added = ProposedChange.objects.get().wanted["contact_points"]
    assert gone is None
    assert (added["value"], added["audience"]) == ("+441785333444", "school_staff")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"url": "ftp://example.org/"}, "Enter a web address"),
        ({"url": "javascript:alert(1)"}, "Enter a web address"),
        ({"summary": ""}, "Enter what it is"),
        ({"summary": "x" * 1001}, "Shorten your answer to 1,000"),
        ({"summary": "Ask Ann, NHS number 943 476 5919"}, "It looks like"),
        ({"age_min": "30"}, "Enter the youngest age"),
        ({"age_min": "12", "age_max": "5"}, "cannot be lower"),
        ({"districts": []}, "Select at least one area"),
        ({"closed": "on"}, "Enter the last day"),
        ({"contact_points__0__value": "12"}, "number"),
        ({"contact_points__0__opening_times": "sometimes"}, "times"),
        ({"contact_points__0__note": "call Ann, born 3 March 2015, on 07700 900123"}, "looks like"),
        ({"new_email": "nobody"}, "Enter an email address"),
        ({"summary": "a\x07b"}, "hidden control characters"),
        ({"contact_points__0__name": "a\x07b"}, "hidden control characters"),
        ({}, "Change something"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do_and_nothing_typed_is_lost(client, link, changed, words):
    response = send(client, link, words="Kept as typed" if changed else "", **changed)
    assert response.status_code == 400
    assert "There is a problem" in response.text
    assert words in response.text
    assert "Kept as typed" in response.text or not changed
    assert not ProposedChange.objects.exists()
    assert ConfirmationLink.objects.open().exists()


def test_what_only_looks_personal_is_asked_about_once(client, link):
    changed = {"summary": "Ring 01785 999888 for help."}
    assert "I have checked again" in send(client, link, **changed).text
    assert send(client, link, **changed, looked_over="on").status_code == 302


def test_dates_of_a_course_are_added_moved_and_cancelled(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 1, 15, 12, tzinfo=UTC))
    course = make_course()
    soon = datetime(2027, 3, 3, 9, 30, tzinfo=UTC)
    for day in (0, 1):
        starts = soon + timedelta(days=day)
        course.sessions.create(starts_at=starts, ends_at=starts + timedelta(hours=2), place="Stafford")
    course.sessions.create(starts_at=soon - timedelta(days=900), ends_at=soon - timedelta(days=899))
    link = asked(course)
    new = {"day": "2027-07-03", "starts": "09:30", "ends": "11:30", "place": "Tamworth"}
    response = send(
        client,
        link,
        sessions__0__day="2027-03-10",
        sessions__1__status="cancelled",
        **{f"sessions__2__{name}": text for name, text in new.items()},
    )
    assert response.status_code == 302, response.text
    moved, cancelled, added = ProposedChange.objects.get().wanted["sessions"]
    assert (moved["starts_at"], moved["place"]) == ("2027-03-10T09:30:00+00:00", "Stafford")
    assert cancelled["status"] == "cancelled"
    assert added["starts_at"] == "2027-07-03T08:30:00+00:00"  # summer time
    assert len(said_by(course)["sessions"]) == 2, "what is past is not asked about"


def test_a_date_must_end_after_it_starts(client):
    link = asked(make_course())
    response = send(
        client, link, sessions__0__day="2027-03-10", sessions__0__starts="11:00", sessions__0__ends="10:00"
    )
    assert response.status_code == 400
    assert "must end after it starts" in response.text


def test_a_resource_is_asked_about_without_numbers(client):
    link = asked(make_resource(url="https://example.org/"))
    assert client.get(f"{page_of(link)}change/").status_code == 200
    assert send(client, link, url="https://example.com/").status_code == 302
    assert ProposedChange.objects.get().wanted == {"url": "https://example.com/"}


# Another address


def test_another_address_is_confirmed_at_the_old_one(client, link):
    assert send(client, link, new_email="new@example.org").status_code == 302
    assert not ProposedChange.objects.exists()
    email = last_email()
    assert email.to == "office@example.org"
    assert "new@example.org" not in email.text
    assert Owner.objects.get().email == "office@example.org"
    (address,) = links_in(email)
    assert "new@example.org" in client.get(address).text
    assert Owner.objects.get().email == "office@example.org", "opening it changes nothing"
    assert client.post(address).headers["Location"] == "/confirm/thanks/address/"
    assert Owner.objects.get().email == "new@example.org"
    assert client.get(address).status_code == 404


def test_another_address_ends_the_links_sent_to_the_old_one(client, link):
    send(client, link, new_email="new@example.org")
    waiting = asked(make_resource())
    client.post(links_in(last_email())[0])
    assert set(Owner.objects.values_list("email", flat=True)) == {"new@example.org"}
    assert client.get(page_of(waiting)).status_code == 404


def test_only_the_rest_is_right_and_another_address_is_a_check(client, link, entry):
    send(client, link, new_email="new@example.org", rest_is_right="on")
    assert Entry.objects.get(pk=entry.pk).checked_on == timezone.localdate()
