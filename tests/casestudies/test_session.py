"""Twenty minutes for a staff meeting, made only of what a case says."""

import re

import pytest

from directory.casestudies.session import TOTAL, StaffSession
from directory.catalogue.actions.editing import save_entry
from directory.taxonomy.models import Place
from tests.factories import archive, make_case_study

pytestmark = pytest.mark.django_db

FULL = {
    "issue": "Rumours went round a year group.",
    "done_for_harmed": "A named adult",
    "done_for_who_harmed": "A safety plan",
    "what_did_not_work": "An assembly",
    "lessons": "Ask first.\nCall early",
    "questions_for_governors": "Who tells us?",
}


def session(client, case):
    return client.get(f"/case-studies/{case.slug}/session/").text


@pytest.mark.parametrize(
    "left_out", [[], ["what_did_not_work"], ["done_for_harmed", "done_for_who_harmed"], [*FULL][1:]]
)
def test_parts_follow_each_other_and_add_to_twenty_minutes(left_out):
    case = make_case_study(**{name: words for name, words in FULL.items() if name not in left_out})
    parts = list(StaffSession(case).parts.values())
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert [part.starts for part in parts] == [0, *(part.ends for part in parts[:-1])]
    assert parts[-1].ends == sum(part.minutes for part in parts) == TOTAL == 20


def test_staff_say_what_they_would_do_before_they_read_what_was_done(client):
    case = make_case_study(
        "Telling families", **FULL, what_was_done="Told both families", summary="Both families were told."
    )
    page = session(client, case)
    told = [
        "<title>Staff session: 20 minutes",
        ">Staff session: 20 minutes</h1>",
        "Do not name a child.",
        "Rumours went round a year group.",
        "What would you do?",
        "Fold here",
        "Telling families",
        "Told both families",
        "A named adult",
        "A safety plan",
        "An assembly",
        "Who tells us?",
        "What will we change here?",
    ]
    assert sorted(told, key=page.index) == told
    assert case.summary not in page  # it tells the end


@pytest.mark.parametrize("said", ["done_for_harmed", "done_for_who_harmed", "places"])
def test_staff_are_asked_about_the_children_where_the_case_is_of_an_incident(client, said):
    case = make_case_study(**{} if said == "places" else {said: "A named adult"})
    if said == "places":
        case.places.set(Place.objects.filter(code="journey"))
    page = session(client, case)
    assert "Who would you tell? What would the children need?" in page
    assert "How would you know it worked?" not in page


def test_staff_are_asked_what_they_would_try_where_the_case_is_of_a_schools_own_work(client):
    page = session(client, make_case_study(topics=["sexual_harassment"]))
    assert "What would you try first, and why? Who would you involve? How would you know it worked?" in page
    assert "What would the children need?" not in page


def test_session_tells_decisions_with_why(client):
    decision = {"when": "The next day", "what": "Told both families", "why": "They had heard rumours"}
    page = session(client, make_case_study(what_was_done="Not this", decisions=[decision]))
    for words in decision.values():
        assert words in page
    assert "Not this" not in page


def test_session_leaves_out_the_parts_that_the_case_has_nothing_for(client):
    page = session(client, make_case_study())
    assert re.findall(r"<h2>(\d\. [^<]+?) <", page) == [
        "1. Read this aloud: what happened",
        "2. What would you do?",
        "3. What was done",
        "4. What will we change here?",
    ]


def test_session_asks_about_the_child_that_the_case_says_nothing_of(client):
    page = session(client, make_case_study(done_for_who_harmed="A safety plan"))
    harmed, _, who_harmed = page.partition("For the child who has harmed, or is alleged to have")
    assert "The case does not say. What would this child need from us?" in harmed
    assert "A safety plan" in who_harmed


def test_three_questions_are_those_for_governors_and_then_the_lessons():
    assert StaffSession(make_case_study(**FULL)).questions == [
        "Who tells us?",
        "One lesson was: “Ask first”. What does that mean for us?",
        "One lesson was: “Call early”. What does that mean for us?",
    ]
    many = make_case_study(questions_for_governors="One?\nTwo?\nThree?\nFour?")
    assert StaffSession(many).questions == ["One?", "Two?", "Three?"]


def test_the_more_a_case_says_the_smaller_the_type_and_there_is_always_room_to_write():
    sizes = [StaffSession(make_case_study(issue="One more sentence. " * times)) for times in (1, 90, 150, 400)]
    assert [size.size for size in sizes] == ["normal", "long", "very-long", "smallest"]
    assert all(size.lines_to_write_on >= 2 for size in sizes)


def test_session_has_a_title_of_its_own_and_the_case_links_to_it(client):
    case = make_case_study("Rumours", setting="A large school", content_warning="It describes an assault.")
    page = session(client, case)
    assert "<title>Staff session: 20 minutes, A large school - Resource bank</title>" in page
    assert "It describes an assault." in page
    assert "testserver/case-studies/rumours" in page  # to be found again from paper
    assert 'href="/case-studies/rumours/session/"' in client.get(case.get_absolute_url()).text


def test_session_follows_its_case_to_drafts_archives_and_new_addresses(client):
    draft, gone, moved = make_case_study(published=False), make_case_study("Gone"), make_case_study(slug="first")
    assert client.get(f"/case-studies/{draft.slug}/session/").status_code == 404
    assert client.get("/case-studies/nothing/session/").status_code == 404
    archive(entry=gone)
    answer = client.get("/case-studies/gone/session/")
    assert (answer.status_code, "What would you do?" in answer.text) == (410, False)
    moved.slug = "second"
    save_entry(entry=moved)
    answer = client.get("/case-studies/first/session/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/case-studies/second/session/")


def test_session_is_read_and_nothing_is_sent_to_it(client):
    assert client.post(f"/case-studies/{make_case_study().slug}/session/").status_code == 405


def test_a_case_may_be_called_session(client):
    case = make_case_study("Session")
    assert client.get(case.get_absolute_url()).status_code == 200
    assert client.get("/case-studies/session/session/").status_code == 200


def test_session_asks_the_database_no_more_for_a_fuller_case(client, django_assert_max_num_queries):
    short = make_case_study("Short", decisions=[{"what": "One thing"}])
    long = make_case_study(
        "Long", decisions=[{"what": f"Thing {number}", "why": "So"} for number in range(9)], **FULL
    )
    session(client, short)  # what the frame of every page asks once
    with django_assert_max_num_queries(40) as first:
        session(client, short)
    with django_assert_max_num_queries(len(first.captured_queries)):
        session(client, long)
