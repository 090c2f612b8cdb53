"""The box above the results speaks to whoever asks: staff, a parent or a young person; first to a life at risk."""

import pytest

from tests.factories import make_contact, make_organisation
from tests.who_to_call.test_first_answer import box, calls, hub_of, line, routes

__all__ = ["routes"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("routes")]


@pytest.fixture(autouse=True)
def lines_for_the_young():
    point = {"channel": "phone", "value": "0800 111 1111", "audience": "children"}
    make_contact("young_people", make_organisation("Child line", contact_points=[point], ages=(4, 18)))
    make_contact("young_people", line("For grown-ups", "0300 000 0009", ages=(18, 25)))
    make_contact("mental_health", line("Crisis line", "0300 000 0111"))


def test_staff_get_the_steps_of_the_hub_and_the_sheet(client):
    hub_of("sexual_violence")
    found = box(client, "q=pupil+says+sexual+assault+on+a+bus")
    assert "Step 1" in found
    assert "Print the incident sheet" in found
    assert "Are you under 18?" in found


def test_young_person_gets_a_line_of_their_own_and_nothing_for_staff(client):
    hub_of("sexual_violence")
    found = box(client, "q=my+boyfriend+sexual+assault")
    assert "You can get help with this now" in found
    assert calls(client, "q=my+boyfriend+sexual+assault") == ["0800 111 1111"]
    assert "Step 1" not in found
    assert "DSL" not in found
    assert "Print the incident sheet" not in found
    assert 'href="/get-help-now/#young"' in found


def test_young_person_is_led_to_what_takes_an_image_down(client):
    hub_of("sharing_nudes")
    assert calls(client, "q=my+ex+is+sharing+nudes+of+me+im+14") == ["0800 111 1111", "Report Remove"]
    assert calls(client, "q=my+boyfriend+sexual+assault") == []  # no hub, no box


def test_parent_gets_numbers_that_parents_call_and_no_advice_line_for_staff(client):
    hub_of("harmful_sexual_behaviour")
    words = "q=my+son+age+6+hsb+tamworth"
    assert calls(client, words) == ["0300 000 0001", "101"]
    found = box(client, words)
    assert "Advice line" not in found
    assert "Step 1" not in found
    assert "Tell the safeguarding lead (DSL) at the school." in found
    assert "What the school should do" in found


def test_parent_is_told_not_to_look_at_a_picture_only_where_there_is_one(client):
    for code in ("sharing_nudes", "harmful_sexual_behaviour"):
        hub_of(code)
    assert "Do not look at, send on, save or delete the picture." in box(client, "q=my+daughter+sharing+nudes")
    assert "the picture" not in box(client, "q=my+son+hsb")


@pytest.mark.parametrize(
    "words", ["my daughter wants to kill herself", "i wanna die", "she is self-harming", "suicidal"]
)
def test_life_at_risk_comes_first_with_or_without_a_topic(client, words):
    found = box(client, f"q={words.replace(' ', '+')}")
    assert found.index("tel:999") < found.index("Crisis line")
    assert calls(client, f"q={words.replace(' ', '+')}")[0] == "0300 000 0111"


def test_life_at_risk_comes_before_the_numbers_of_what_happened(client):
    hub_of("sextortion")
    found = calls(client, "q=boy+threatened+to+kill+himself+after+sextortion")
    assert found[:2] == ["0300 000 0111", "101"]


@pytest.mark.parametrize(
    "words", ["suicide prevention policy", "self harm lesson year 9", "training on suicide for staff"]
)
def test_lessons_about_suicide_are_no_alarm(client, words):
    assert "do this now" not in client.get("/search/", {"q": words}).text
