"""The box above the results where an adult who works with children is said to have harmed a child."""

import pytest

from directory.who_to_call.models import Contact
from directory.who_to_call.rules import TELL_HEAD
from tests.factories import make_contact, make_organisation
from tests.who_to_call.test_first_answer import LADO, box, calls, hub_of, line, make_lado_and_line_of_children, routes

__all__ = ["routes"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("routes")]


@pytest.fixture(autouse=True)
def hub():
    make_lado_and_line_of_children()
    for code in ("child_sexual_abuse", "sexual_violence", "sharing_nudes"):
        hub_of(code)


@pytest.mark.parametrize(
    "words", ["child+sexual+abuse+by+a+teacher", "sexual+assault+teacher+sexually+assaulted+a+girl"]
)
def test_the_lado_is_among_the_calls_after_the_police_and_social_care(client, words):
    assert calls(client, f"q={words}+tamworth") == ["101", "0300 000 0001", LADO]


def test_a_web_page_of_the_lado_is_said_to_be_no_number(client):
    page = {"url": "https://council.example/lado", "districts": ["tamworth"], "ages": (0, 25)}
    own = make_organisation("The council's LADO", help_kinds=["refer_social_care"], **page)
    Contact.objects.filter(need__code="allegation").delete()
    make_contact("allegation", own)
    found = box(client, "q=child+sexual+abuse+by+a+teacher+tamworth")
    assert "https://council.example/lado" in found
    assert "We only have a web page for the LADO here, and no telephone number." in found
    Contact.objects.filter(need__code="allegation").delete()
    make_contact("allegation", line("The council's LADO by telephone", "0300 000 0077", districts=["tamworth"]))
    assert "no telephone number" not in box(client, "q=child+sexual+abuse+by+a+teacher+tamworth")


def test_whoever_asks_in_a_school_tells_the_headteacher_first_and_not_the_person(client):
    found = box(client, "q=child+sexual+abuse+by+a+teacher")
    assert found.index("tel:999") < found.index(TELL_HEAD) < found.index("Step 1")
    assert "Do not ask the adult about it first." in found
    assert "other=18-25" in found


@pytest.mark.parametrize(
    "words",
    [
        "sexual+assault+she+told+her+teacher+that+a+boy+touched+her",
        "told+the+teacher+sexual+assault",
        "sexual+assault+of+a+teacher+by+a+pupil",
        "sexual+assault+on+a+bus",
    ],
)
def test_an_adult_in_another_part_changes_nothing(client, words):
    found = box(client, f"q={words}")
    assert "do this now" in found
    assert LADO not in found
    assert TELL_HEAD not in found
    assert "other=" not in found


def test_training_for_teachers_is_no_allegation(client):
    assert box(client, "q=teacher+training+on+sharing+nudes") == ""


def test_an_image_is_taken_down_all_the_same(client):
    words = "q=sharing+nudes+teacher+asked+a+girl+for+nudes+age+14"
    assert calls(client, words) == ["101", "0300 000 0001", LADO, "Report Remove"]


def test_parent_tells_the_headteacher_and_the_school_the_lado(client):
    found = box(client, "q=child+sexual+abuse+of+my+daughter+by+a+teacher")
    assert TELL_HEAD in found
    assert "The school must tell the local authority designated officer (LADO)." in found
    assert "Do not speak to the adult about it yourself." in found
    assert "(DSL)" not in found


def test_young_person_has_a_line_of_their_own(client):
    found = box(client, "q=my+teacher+touched+me+child+sexual+abuse")
    assert "0800 111 1111" in found
    assert TELL_HEAD not in found
