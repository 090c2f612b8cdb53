"""What the first line and the facts of a card say: of each kind what tells it from others, and no more."""

from datetime import date

import pytest

from directory.search.pages.cards import card_of, entries_with_cards
from tests.factories import make_case_study, make_course, make_guidance, make_organisation, make_resource

pytestmark = pytest.mark.django_db


def card(entry):
    return card_of(entries_with_cards([entry.pk]).get())


def test_a_lesson_says_its_sort_publisher_years_length_cost_and_needs():
    lesson = make_resource(
        resource_kinds=["lesson_pack"],
        publisher="PSHE Association",
        ages=(11, 14),
        duration_minutes=55,
        abilities=["mainstream", "mld", "sld"],
    )
    assert card(lesson).first_line == ["Lesson sequence", "PSHE Association"]
    assert card(lesson).facts == ["Years 7 to 9", "55 minutes", "Free", "Needs: MLD, SLD"]


def test_a_lesson_for_pupils_who_work_as_expected_says_nothing_of_needs():
    assert card(make_resource(ages=(5, 7), abilities=["mainstream"])).facts == ["Years 1 and 2", "Free"]


def test_a_document_says_whom_it_is_for_and_a_price_only_if_it_has_one():
    document = make_resource(
        resource_kinds=["advice_guidance"], publisher="DfE", ages=(0, 18), audiences=["dsl", "senco"]
    )
    assert card(document).first_line == ["Advice", "DfE"]
    assert card(document).facts == ["For safeguarding leads, SENCOs", "All ages"]
    assert card(make_resource(resource_kinds=["toolkit"], cost="paid")).facts[-1] == "Paid"


def test_a_service_says_where_it_is_and_goes_by_ages_not_by_years_of_school():
    service = make_organisation(scope="local", districts=["newcastle_under_lyme"], ages=(11, 18), for_everyone=True)
    assert card(service).first_line == ["Who can help", "Local", "Newcastle-under-Lyme"]
    assert card(service).facts == ["Ages 11 to 18", "Free", "All needs"]
    assert card(make_organisation(scope="national", districts=["national"])).first_line == [
        "Who can help",
        "National",
    ]


def test_a_service_whose_number_was_checked_says_when():
    assert card(make_organisation(checked_on=date(2026, 3, 3))).facts[-1] == "Checked 3 March 2026"


def test_a_course_says_who_provides_it_and_how():
    course = make_course(
        provider=make_organisation("NSPCC"), delivery_modes=["live_online"], duration_minutes=60, ages=(11, 18)
    )
    assert card(course).first_line == ["Training", "NSPCC"]
    assert card(course).facts[:4] == ["Years 7 to 13", "1 hour", "Live online", "Free"]


def test_a_case_study_says_where_and_whether_it_is_an_illustration():
    reported, illustration = make_case_study(sectors=["secondary"]), make_case_study(evidence_strength="illustrative")
    assert card(reported).first_line == ["Case study", "Secondary"]
    assert "Illustration" not in card(reported).facts
    assert "Illustration" in card(illustration).facts


def test_a_change_in_guidance_says_whose_it_is_where_the_document_says():
    note = make_guidance(
        related_resource=make_resource(publisher="The department"), effective_from=date(2026, 9, 1), audiences=["dsl"]
    )
    assert card(note).first_line == ["Change in guidance", "The department"]
    assert card(note).facts == ["In force from 1 September 2026", "For safeguarding leads"]
    assert card(make_guidance()).first_line == ["Change in guidance"]


def test_that_details_are_being_checked_is_said_beside_a_number_to_call_and_not_of_every_lesson():
    unchecked = {"confidence": "medium"}
    assert card(make_organisation(phone="0300 000 0000", **unchecked)).marks == [("Details being checked", "wait")]
    assert card(make_organisation(**unchecked)).marks == []
    assert card(make_resource(**unchecked)).marks == []
