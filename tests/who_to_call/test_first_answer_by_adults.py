"""The box above the results where an adult is said to have harmed a child, and what a young person is told whatever
the topic is.
"""

import pytest

from directory.who_to_call.rules import TELL_DSL, TELL_HEAD
from tests.factories import make_contact
from tests.who_to_call.test_first_answer import LADO, box, calls, hub_of, line, make_lado_and_line_of_children, routes

__all__ = ["routes"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("routes")]


@pytest.fixture(autouse=True)
def hubs():
    make_lado_and_line_of_children()
    make_contact("mental_health", line("Crisis line", "0300 000 0111"))
    for code in ("child_sexual_abuse", "harmful_sexual_behaviour", "domestic_abuse", "exploitation"):
        hub_of(code)


def test_an_allegation_needs_no_topic(client):
    words = "q=cleaner+has+been+giving+presents+to+a+year+6+boy"
    found = box(client, words)
    assert calls(client, words) == ["101", "0300 000 0001", LADO]
    assert "About an adult who works with children: do this now" in found
    assert found.index("tel:999") < found.index(TELL_HEAD)
    assert "Do not promise to keep it a secret." in found


def test_a_chair_of_governors_who_hears_of_the_headteacher_is_answered(client):
    words = "q=headteacher+is+the+one+accused+i+am+the+chair+of+governors"
    assert calls(client, words) == ["101", "0300 000 0001", LADO]
    assert "tell the chair of governors" in box(client, words)


def test_another_adult_needs_no_topic_and_no_lado(client):
    words = "q=mums+new+boyfriend+walks+in+on+her+in+the+shower"
    found = box(client, words)
    assert calls(client, words) == ["101", "0300 000 0001"]
    assert "An adult may have harmed a child: do this now" in found
    assert TELL_DSL in found
    assert TELL_HEAD not in found


def test_what_another_adult_did_is_not_harmful_sexual_behaviour(client):
    words = "q=grandad+put+his+hand+in+her+pants+hsb+child+sexual+abuse"
    assert "Child sexual abuse: do this now" in box(client, words)
    assert calls(client, words) == ["101", "0300 000 0001"]
    assert "other=18-25" in box(client, words)


def test_domestic_abuse_keeps_its_own_order(client):
    assert calls(client, "q=domestic+abuse+dad+hits+her") == ["0300 000 0003", "0300 000 0001"]


def test_the_police_and_social_care_are_called_first_about_exploitation(client):
    assert calls(client, "q=child+sexual+exploitation") == ["101", "0300 000 0001"]


def test_a_young_person_is_told_who_helps_whatever_the_topic(client):
    hub_of("pornography", ("week", "Later"))
    found = box(client, "q=i+watch+pornography+and+cant+stop+im+13")
    assert "You can get help with this now" in found
    assert calls(client, "q=i+watch+pornography+and+cant+stop+im+13") == ["0800 111 1111"]
    assert "Step" not in found


def test_a_lesson_is_no_call_for_help(client):
    hub_of("pornography", ("week", "Later"))
    assert box(client, "q=lesson+on+pornography+year+9") == ""


def test_a_school_that_hears_of_a_life_at_risk_tells_the_dsl(client):
    found = box(client, "q=pupil+found+with+a+ligature")
    assert TELL_DSL in found
    assert calls(client, "q=pupil+found+with+a+ligature") == ["0300 000 0111"]
