"""Every answer of "Who do I call", on the starter content: who leads, and who never appears."""

from collections import Counter
from datetime import UTC, datetime
from itertools import product

import pytest

from directory.county.current import county
from directory.exchange.models import StarterRecord
from directory.exchange.starter_content.content import read_content
from directory.taxonomy.models import District
from directory.who_to_call.answers import ALL_AGES, ELSEWHERE, HOMES, NOT_KNOWN, Answers
from directory.who_to_call.call_sheet import BY_DAY, BY_NIGHT, CallSheet, contacts_by_need
from directory.who_to_call.models import Contact, Need
from directory.who_to_call.needs import NEEDS
from directory.who_to_call.rules import HAPPENINGS
from tests.conftest import FIXTURES
from tests.quick import QUICK, some_of

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("starter_content"), pytest.mark.django_db]

AT_NIGHT = datetime(2026, 11, 23, 22, tzinfo=UTC)
EDUCATION_LINE = "+441782222413"  # books programmes for schools
FOR_ADULTS_ONLY = {"respect", "revenge-porn-helpline", "mens-advice-line", "grange-park-sarc", "stopncii"}
IMAGES = ("image", "blackmail", "online")
STOKE = "stoke_on_trent"
STAFFORDSHIRE = HOMES.keys() - {STOKE, ELSEWHERE, NOT_KNOWN}


@pytest.fixture(scope="module")
def sheets(starter_content, django_db_blocker):
    """The page for every happening, both ages and every home; danger and the reader's role change no contact."""
    with django_db_blocker.unblock():
        known = contacts_by_need()
        combinations = list(product(HAPPENINGS, ALL_AGES, ALL_AGES, HOMES))
        answers = [
            Answers(what.code, harmed, other, "no", home) for what, harmed, other, home in some_of(combinations)
        ]
        return [CallSheet(one, AT_NIGHT, known) for one in answers]


def shown(sheet):
    """(need, contact) of all that stands on the page."""
    return [(step.step.need, contact) for step in sheet.steps for contact in step.contacts]


def wrong(sheets, holds):
    """What is shown though it must not be, with how often."""
    found = Counter()
    for sheet in sheets:
        for need, contact in shown(sheet):
            if not holds(sheet, need, contact):
                found[need, str(contact)] += 1
    return found


def test_every_combination_is_walked(sheets):
    numbers = Counter(len(sheet.steps) for sheet in sheets)
    print(f"who do I call: {len(sheets)} pages of the starter content; steps on a page: {dict(numbers)}")
    combinations = len(HAPPENINGS) * len(ALL_AGES) ** 2 * len(HOMES)
    assert combinations == 7_744
    assert len(sheets) == (len(range(0, combinations, 7)) if QUICK else combinations)


def test_no_line_for_adults_appears_for_a_child(sheets):
    def is_fine(sheet, need, contact):
        theirs = sheet.answers.other if need == "harmed_others" else sheet.answers.harmed
        for_adults = contact.entry.slug in FOR_ADULTS_ONLY or contact.ages[0] >= 18
        return not for_adults or theirs.adult or need == "adult_front_door"

    assert wrong(sheets, is_fine) == {}
    children = [sheet for sheet in sheets if not sheet.answers.harmed.adult]
    assert not [contact for sheet in children for need, contact in shown(sheet) if need.startswith("adult_")]


def test_every_contact_is_for_the_whole_age_that_was_chosen(sheets):
    def is_fine(sheet, need, contact):
        ages = NEEDS[need].ages(sheet.answers)
        first, last = contact.ages
        return (first <= ages.first and ages.last <= last) if ages.known else first < 16

    assert wrong(sheets, is_fine) == {}


def test_nothing_that_is_closed_or_not_published_appears(sheets):
    assert wrong(sheets, lambda sheet, need, contact: contact.entry.is_active and contact.entry.is_published) == {}


def test_the_booking_line_for_school_programmes_never_appears(sheets):
    assert wrong(sheets, lambda sheet, need, contact: EDUCATION_LINE not in contact.number.link) == {}


def test_no_organisation_appears_that_does_not_serve_where_the_child_lives(sheets):
    def is_fine(sheet, need, contact):
        own = {district.code for district in contact.entry.districts.all()}
        return District.NATIONAL in own or bool(own & sheet.answers.districts) or NEEDS[need].for_school

    assert wrong(sheets, is_fine) == {}


def test_childline_never_stands_for_an_adult(sheets):
    assert (
        wrong(sheets, lambda s, need, contact: not (s.answers.harmed.adult and contact.entry.slug == "childline"))
        == {}
    )


def test_report_remove_stands_for_every_image_from_8_to_17(sheets):
    def missing(sheet):
        if sheet.answers.what not in IMAGES:
            return False
        slugs = {contact.entry.slug for _, contact in shown(sheet)}
        eight_to_17 = 8 <= sheet.answers.harmed.last <= 17
        if eight_to_17:
            return "report-remove" not in slugs
        return "report-remove" in slugs or (not sheet.answers.harmed.adult and "iwf" not in slugs)

    assert [sheet.answers for sheet in sheets if missing(sheet)][:3] == []


def test_somebody_answers_at_night_on_every_page(sheets):
    """101 does, by its link in the words about the police; within the county a number of a service does too."""

    def answers_at_night(sheet):
        numbers = [contact.number for _, contact in shown(sheet) if contact.number.is_number]
        says_101 = any("101" in say.text for step in sheet.steps for say in step.says if step.step.need == "police")
        is_open = any(number.opening_at(AT_NIGHT).is_open for number in numbers)
        return says_101 and (is_open or sheet.answers.home == ELSEWHERE)

    assert [sheet.answers for sheet in sheets if not answers_at_night(sheet)][:3] == []


def test_the_night_leads_while_social_care_of_the_county_or_of_stoke_is_closed(sheets):
    for sheet in sheets:
        if sheet.answers.home != ELSEWHERE and not sheet.answers.harmed.adult:
            front_door = next(step for step in sheet.steps if step.step.need == "front_door")
            assert [when for when, _ in front_door.groups] == [BY_NIGHT, BY_DAY], sheet.answers
            assert front_door.contacts[0].number.opening_at(AT_NIGHT).is_open, sheet.answers


def test_the_out_of_hours_lines_stand_on_every_page_for_a_child_who_lives_there(sheets):
    lines = {"staffs-eds": {*STAFFORDSHIRE, NOT_KNOWN}, "stoke-edt": {STOKE, NOT_KNOWN}}
    for line, homes in lines.items():
        for sheet in sheets:
            if sheet.answers.home in homes and not sheet.answers.harmed.adult:
                assert line in {contact.entry.slug for _, contact in shown(sheet)}, sheet.answers


def test_nobody_stands_twice_on_a_page_but_for_the_night_lines(sheets):
    def by_day(sheet):
        return [str(one) for _, one in shown(sheet) if one.need.code != "out_of_hours"]

    twice = [sheet.answers for sheet in sheets if len(by_day(sheet)) != len(set(by_day(sheet)))]
    assert twice[:3] == []


def test_social_care_has_a_night_line_for_an_adult_who_was_harmed_too(sheets):
    for sheet in sheets:
        if sheet.answers.harmed.adult and sheet.answers.home in STAFFORDSHIRE:
            steps = [step for step in sheet.steps if step.step.need in ("front_door", "adult_front_door")]
            assert all(BY_NIGHT in dict(step.groups) for step in steps), sheet.answers


def test_the_designated_officer_stands_wherever_the_child_lives(sheets):
    asked = [sheet for sheet in sheets if sheet.answers.what == "allegation" and not sheet.answers.harmed.adult]
    assert all("staffs-lado" in {one.entry.slug for _, one in shown(sheet)} for sheet in asked)


def test_every_page_has_a_number_to_call_within_the_county(sheets):
    def reached(sheet):
        return any(contact.number.is_number for _, contact in shown(sheet)) or sheet.answers.home == ELSEWHERE

    assert [sheet.answers for sheet in sheets if not reached(sheet)][:3] == []


def test_social_care_of_the_county_leads_for_a_child_who_lives_there(sheets):
    for sheet in sheets:
        if sheet.answers.home == "tamworth" and not sheet.answers.harmed.adult:
            front_door = next(step for step in sheet.steps if step.step.need == "front_door")
            assert "scas" in {contact.entry.slug for contact in front_door.contacts}, sheet.answers


def test_routes_are_loaded_for_every_need_and_every_contact():
    assert {need.code for need in Need.objects.all()} == NEEDS.keys()
    there = {f"{kind}:{name}" for kind, name in published_records()}
    for route in read_content(FIXTURES, county).routes:
        names = [one.get("tool") or f"organisation:{one['organisation']}" for one in route["contacts"]]
        loaded = Contact.objects.filter(need__code=route["need"])
        assert [f"{contact.entry.kind}:{contact.entry.reference}" for contact in loaded] == names, route["need"]
        assert set(names) <= there


def published_records():
    return StarterRecord.objects.filter(entry__state="published").values_list("kind", "reference")
