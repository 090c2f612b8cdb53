"""What anybody can tell us, without an account and without a cookie."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.inbox import actions, limits
from directory.inbox.limits import MESSAGES, VOTES_FOR_ONE_ENTRY, midnight
from directory.inbox.models import HelpfulVotes, Message, Submission
from tests.factories import make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def suggestion(begun, **values):
    return {
        "title": "A new lesson pack",
        "url": "https://example.org/new",
        "words": "Good for Year 5",
        "begun": begun,
        **values,
    }


def test_suggest_keeps_a_suggestion_and_leads_to_its_private_page(client, begun):
    response = client.post("/suggest/", suggestion(begun))
    message = Message.objects.get()
    assert response.headers["Location"] == f"/progress/{message.token}/"
    assert (message.title, message.url, message.words) == (
        "A new lesson pack",
        "https://example.org/new",
        "Good for Year 5",
    )
    page = client.get(response.headers["Location"])
    assert "Received" in page.text
    assert page.headers["Cache-Control"] == "no-store, private"
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_no_form_sets_a_cookie(client, begun):
    make_resource(slug="ours")
    for response in (
        client.get("/suggest/"),
        client.get("/resources/ours/feedback/"),
        client.post("/suggest/", suggestion(begun)),
        client.post("/resources/ours/feedback/", {"helped": "yes"}),
        client.post("/resources/ours/feedback/", {"trouble": "link", "begun": begun}),
        client.get(f"/progress/{Message.objects.first().token}/"),
    ):
        assert response.cookies == {}
        assert "Cookie" not in response.headers.get("Vary", "")


def test_suggest_takes_the_words_that_were_searched_for_in_vain(client):
    assert 'value="body safety"' in client.get("/suggest/?q=body+safety").text
    assert "/suggest/?q=zzzz" in client.get("/search/?q=zzzz").text


@pytest.mark.parametrize("path", ["/suggest/", "/resources/ours/feedback/"])
def test_every_form_says_that_nobody_is_to_be_named(client, path):
    make_resource(slug="ours")
    text = client.get(path).text
    assert "Do not name a child, a family or a school" in text
    assert "Do not use this form to report abuse" in text


def test_a_problem_is_kept_with_its_entry(client, begun):
    entry = make_resource(slug="ours")
    client.post("/resources/ours/feedback/", {"trouble": "number", "words": "It is 0800 1111", "begun": begun})
    message = Message.objects.get()
    assert (message.entry_id, message.purpose, message.trouble) == (entry.pk, "problem", "number")


@pytest.mark.parametrize("state", ["draft", "in_review", "archived"])
def test_only_published_entries_take_feedback(client, state):
    entry = make_resource(slug="ours")
    Entry.objects.filter(pk=entry.pk).update(state=state)
    assert client.get("/resources/ours/feedback/").status_code == 404
    assert client.post("/resources/ours/feedback/", {"helped": "yes"}).status_code == 404


@pytest.fixture
def long_between(monkeypatch):
    """Who sends the same again does so later, and means it."""
    monkeypatch.setattr(limits, "AGAIN", limits.Limit("again", timedelta(0), 1))


def test_an_answer_that_was_pressed_twice_counts_once_and_is_thanked_twice(client):
    make_resource(slug="ours")
    for _ in range(2):
        assert "Thank you" in client.post("/resources/ours/feedback/", {"helped": "yes"}).text
    assert HelpfulVotes.objects.get().yes == 1


def test_helped_is_counted_by_day_and_nothing_else_is_kept(client, long_between):
    entry = make_resource(slug="ours")
    for answer in ("yes", "yes", "no"):
        assert "Thank you" in client.post("/resources/ours/feedback/", {"helped": answer}).text
    counted = HelpfulVotes.objects.get()
    assert (counted.entry_id, counted.day, counted.yes, counted.no) == (entry.pk, timezone.localdate(), 2, 1)


def test_one_address_does_not_count_without_end(client, long_between):
    make_resource(slug="ours")
    for _ in range(VOTES_FOR_ONE_ENTRY.from_one + 3):
        client.post("/resources/ours/feedback/", {"helped": "no"})
    assert HelpfulVotes.objects.get().no == VOTES_FOR_ONE_ENTRY.from_one


def test_a_program_that_fills_in_what_nobody_sees_gets_thanks_and_keeps_nothing(client, begun):
    response = client.post("/suggest/", suggestion(begun, website="https://spam.example"))
    assert response.headers["Location"] == "/thanks/"
    assert not Message.objects.exists()


@pytest.mark.parametrize("token", ["", "made up", None])
def test_a_form_sent_faster_than_anybody_reads_is_not_kept(client, token):
    token = signing.dumps("begun") if token is None else token
    client.post("/suggest/", suggestion(token))
    assert not Message.objects.exists()


def test_a_sender_of_many_is_asked_to_wait_and_loses_nothing(client, begun):
    for number in range(MESSAGES.from_one):
        assert client.post("/suggest/", suggestion(begun, title=f"Pack {number}")).status_code == 302
    response = client.post("/suggest/", suggestion(begun, words="Typed with care"))
    assert response.status_code == 429
    an_hour = min(3_600, (midnight() - timezone.now()).total_seconds())  # at midnight all counts begin anew
    assert an_hour - 100 < int(response.headers["Retry-After"]) <= an_hour + 1
    assert "Your network has sent us several messages" in response.text
    assert "Typed with care" in response.text
    assert Message.objects.count() == MESSAGES.from_one
    assert client.post("/suggest/", suggestion(begun), REMOTE_ADDR="203.0.113.9").status_code == 302


def test_no_address_is_kept_nor_anything_that_leads_back_to_one(client, begun):
    client.post("/suggest/", suggestion(begun), REMOTE_ADDR="203.0.113.9")
    kept = [str(value) for model in (Message, Submission) for row in model.objects.values() for value in row.values()]
    assert not any("203.0.113.9" in value for value in kept)
    client.post("/suggest/", suggestion(begun, title="Another pack"), REMOTE_ADDR="203.0.113.10")
    assert len(set(Submission.objects.values_list("sender", flat=True))) == 2


@pytest.mark.parametrize(
    "words",
    [
        "Jake Smith, 12/03/2026",
        "call 07700 900123",
        "write to mum@example.com",
        "they live at ST16 2LH",
        "Emily, aged 9",
    ],
)
def test_likely_personal_data_is_asked_about_again_and_kept_only_if_confirmed(client, begun, words):
    response = client.post("/suggest/", suggestion(begun, words=words))
    assert response.status_code == 400
    assert "Is this about a person?" in response.text
    assert 'name="looked_over"' in response.text
    assert not Message.objects.exists()
    assert client.post("/suggest/", suggestion(begun, words=words, looked_over="on")).status_code == 302
    assert Message.objects.get().words == words


@pytest.mark.parametrize("words", ["NHS 943 476 5919", "dob 3/4/2012"])
def test_what_is_certainly_personal_is_never_kept(client, begun, words):
    response = client.post("/suggest/", suggestion(begun, words=words, looked_over="on"))
    assert response.status_code == 400
    assert "We must not keep it" in response.text
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_form_sent_from_another_site_is_refused(client, begun, headers):
    assert client.post("/suggest/", suggestion(begun), headers=headers).status_code == 403
    assert not Message.objects.exists()


def test_an_unknown_private_address_leads_nowhere(client):
    assert client.get("/progress/made-up/").status_code == 404


# The curators' side


@pytest.fixture
def message():
    return Message.objects.create(
        purpose="suggestion", title="A new pack", url="https://example.org/n", words="Year 5", kind="resource"
    )


def test_a_suggestion_becomes_a_draft_in_one_click(client, message):
    curator = make_user("Curator")
    sign_in(client, curator)
    response = client.post(reverse("admin:inbox_message_draft", args=[message.pk]))
    entry = Entry.objects.get()
    assert response.headers["Location"].endswith(f"/resources/resource/{entry.pk}/change/")
    assert (entry.title, entry.url, entry.state, entry.created_by) == (
        "A new pack",
        "https://example.org/n",
        "draft",
        curator,
    )
    assert "Year 5" not in entry.note  # it stays with the message, and is forgotten with it
    assert reverse("admin:inbox_message_answer", args=[message.pk]) in client.get(response.headers["Location"]).text
    message.refresh_from_db()
    assert (message.entry_id, message.state) == (entry.pk, "in_hand")


def test_a_suggestion_of_what_we_have_is_asked_about_before_it_becomes_a_draft(client, message):
    make_organisation("The Rowan line", phone="01785 220011")
    make_resource("Quite another title", url="http://example.org/n/")
    Message.objects.update(words="Ring 01785 220011.")
    sign_in(client, make_user("Curator"))
    page = client.post(reverse("admin:inbox_message_draft", args=[message.pk]), {"kind": "resource"}).text
    assert "Quite another title</a> (published, the same web address)" in page
    assert "The Rowan line</a> (published, the same telephone number)" in page
    assert not Entry.objects.filter(state="draft").exists()
    ticked = re.search(r'name="checked" value="(\w+)"', page)[1]
    client.post(reverse("admin:inbox_message_draft", args=[message.pk]), {"kind": "resource", "checked": ticked})
    assert Entry.objects.get(state="draft").title == "A new pack"


def test_a_suggestion_that_may_be_about_a_person_is_asked_about_too(client, message):
    Message.objects.update(title="What Betsan Rees (aged 12) wrote")
    sign_in(client, make_user("Curator"))
    page = client.post(reverse("admin:inbox_message_draft", args=[message.pk]), {"kind": "resource"}).text
    assert "“Betsan Rees (aged 12)” looks like a name" in page
    assert not Entry.objects.exists()


def test_a_suggestion_becomes_no_second_draft(client, message):
    sign_in(client, make_user("Curator"))
    for _ in range(2):
        client.post(reverse("admin:inbox_message_draft", args=[message.pk]))
    assert Entry.objects.count() == 1


def test_the_sender_reads_the_answer_at_the_private_address(client, message):
    sign_in(client, make_user("Curator"))
    client.post(
        reverse("admin:inbox_message_answer", args=[message.pk]),
        {"state": "done", "reply": "It is in the bank now.", "seen": message.version},
    )
    client.logout()
    text = client.get(f"/progress/{message.token}/").text
    assert "It is in the bank now." in text
    assert "Done" in text


def test_the_second_of_two_answers_is_told_of_the_first_and_loses_nothing(client, message):
    page = reverse("admin:inbox_message_answer", args=[message.pk])
    first, second = message.version, message.version
    sign_in(client, make_user("Curator"))
    client.post(page, {"state": "done", "reply": "Added, thank you.", "seen": first})
    answer = client.post(page, {"state": "declined", "reply": "Not for schools.", "seen": second})
    assert "changed this while you had it open: done. The reply is now: “Added, thank you.”" in answer.text
    assert "Not for schools." in answer.text
    assert Message.objects.get().reply == "Added, thank you."
    seen = re.search(r'name="seen" value="(\w+)"', answer.text)[1]
    client.post(page, {"state": "declined", "reply": "Not for schools.", "seen": seen})
    assert Message.objects.get().reply == "Not for schools."


@pytest.mark.parametrize(
    ("reply", "ticked", "kept"),
    [
        ("Betsan Rees (aged 12) said so.", "", False),
        ("Betsan Rees (aged 12) said so.", "on", True),
        ("Her date of birth is 14 June 2013.", "on", False),
    ],
)
def test_a_reply_is_looked_over_as_all_that_readers_see(client, message, reply, ticked, kept):
    sign_in(client, make_user("Curator"))
    page = reverse("admin:inbox_message_answer", args=[message.pk])
    client.post(page, {"state": "done", "reply": reply, "seen": message.version, "looked_over": ticked})
    assert (Message.objects.get().reply == reply) == kept


def test_a_form_sent_twice_is_one_message(client, begun):
    first, second = (client.post("/suggest/", suggestion(begun)) for _ in range(2))
    assert Message.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]
    client.post("/suggest/", suggestion(begun, words="I forgot: it is in Welsh too."))
    assert Message.objects.count() == 2


def test_no_two_forms_are_one_form(client):
    one, other = (re.search(r'name="begun"[^>]* value="([^"]+)"', client.get("/suggest/").text)[1] for _ in range(2))
    assert one != other


def test_forget_takes_out_the_words_ninety_days_after_the_answer_and_ends_the_private_address(message):
    now = timezone.now()
    Message.objects.update(state="done", handled_at=now - timedelta(days=actions.KEPT_DAYS, minutes=1))
    fresh = Message.objects.create(purpose="problem", words="Still open", received_at=now - timedelta(days=400))
    actions.forget(now=now)
    old = Message.objects.get(pk=message.pk)
    assert (old.title, old.url, old.words) == ("", "", "")
    assert old.token != message.token
    assert Message.objects.get(pk=fresh.pk).words == "Still open"


def test_forget_takes_out_yesterdays_senders(client, begun):
    client.post("/suggest/", suggestion(begun))
    actions.forget(now=timezone.now() + timedelta(days=1, minutes=1))
    assert not Submission.objects.exists()


def test_hidden_fields_do_not_name_the_reader(client):
    fields = set(re.findall(r'name="(\w+)"', client.get("/suggest/").text))
    assert fields - {"viewport", "theme-color", "description"} == {
        "title",
        "url",
        "kind",
        "words",
        "website",
        "begun",
    }
