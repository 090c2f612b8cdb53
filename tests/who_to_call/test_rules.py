"""The rules of "Who do I call", held over every answer that can be given."""

import re
import subprocess
import sys
from itertools import product

import pytest

from directory.who_to_call.advice import advice_for
from directory.who_to_call.answers import ALL_AGES, DANGER, ELSEWHERE, HOMES, Answers
from directory.who_to_call.needs import NEEDS, PAGES
from directory.who_to_call.rules import HAPPENINGS
from tests.machine import ROOT
from tests.quick import QUICK, some_of

COMBINATIONS = len(HAPPENINGS) * len(ALL_AGES) ** 2 * len(DANGER) * len(HOMES) * 2
POLICE_LEAD = {"violence", "touching", "blackmail", "grooming"}
ADVICE_LEADS = {"harassment", "behaviour", "online", "relationship", "unsure"}
AT_ONCE = "Tell the police and children's social care at once."
UNDER_13 = "A child under 13 can never consent to anything sexual in law."
CONDITIONS = ("If ", "Tell the police and children's social care at once if one of these is true.")


def everything():
    """An advice for every combination of answers."""
    answers = list(product(HAPPENINGS, ALL_AGES, ALL_AGES, DANGER, HOMES, (True, False)))
    for happening, harmed, other, danger, home, is_dsl in some_of(answers):
        yield advice_for(Answers(happening.code, harmed, other, danger, home, is_dsl))


def advice(what, harmed="13-15", other="13-15", danger="no", home="tamworth", is_dsl=False):
    return advice_for(Answers.of(what=what, harmed=harmed, other=other, danger=danger, home=home, is_dsl=is_dsl))


def said(advice, need):
    return [say.text for step in advice.steps if step.need == need for say in step.says]


def order(advice):
    return [step.need for step in advice.steps]


def wrong(holds):
    """The first few answers for which `holds` is not true."""
    found = [one.answers for one in everything() if not holds(one)]
    return found[:3]


def test_every_combination_of_answers_has_steps_that_the_rules_know():
    """11 things that may have happened, 8 ages of each child, 3 of danger, 11 homes, and whether it is the lead."""
    walked = 0
    for one in everything():
        walked += 1
        needs = order(one)
        assert needs, one.answers
        assert len(needs) == len(set(needs)) <= 8, one.answers
        assert set(needs) <= NEEDS.keys() - set(PAGES), one.answers
    print(f"who do I call: {walked} combinations of answers")
    assert COMBINATIONS == 46_464
    assert walked == (len(range(0, COMBINATIONS, 7)) if QUICK else COMBINATIONS)


def test_the_police_and_social_care_stand_in_every_answer():
    assert wrong(lambda one: {"police", "front_door"} <= set(order(one))) == []


def test_a_number_of_the_police_stands_in_every_answer():
    def has_numbers(one):
        text = " ".join(said(one, "police"))
        return "999" in text and "101" in text

    assert wrong(has_numbers) == []


def test_rape_leads_to_the_police_and_social_care_at_once_at_every_age_of_a_child():
    def leads(one):
        if one.answers.what != "violence" or one.answers.harmed.adult:
            return True
        at_once = any(text.startswith(AT_ONCE) for text in said(one, "police"))
        return order(one)[:2] == ["police", "front_door"] and at_once

    assert wrong(leads) == []


def test_under_13_adds_its_sentence_and_takes_none_away():
    for what in ("violence", "touching", "blackmail", "grooming"):
        younger, older = said(advice(what, harmed="10-12"), "police"), said(advice(what), "police")
        assert any(text.startswith(UNDER_13) for text in younger)
        assert set(older) < set(younger)


def test_touching_leads_to_the_police_at_every_age_with_advice_beside_it():
    def leads(one):
        if one.answers.what != "touching" or one.answers.harmed.adult:
            return True
        starts = any("Start with the police" in text for text in said(one, "police"))
        return order(one)[0] == "police" and starts and "staff_advice" in order(one)

    assert wrong(leads) == []
    assert any("not clear" in text for text in said(advice("touching"), "front_door"))


@pytest.mark.parametrize("what", ["violence", "touching"])
def test_police_act_for_welfare_where_the_child_who_harmed_is_under_10(what):
    assert any("welfare of both" in text for text in said(advice(what, other="8-9"), "police"))
    assert any("welfare of both" in text for text in said(advice(what, other="not_known"), "police"))
    assert not any("welfare of both" in text for text in said(advice(what, other="10-12"), "police"))


def test_comments_and_worrying_behaviour_never_lead_to_the_police_without_a_condition():
    def conditional(one):
        if one.answers.what not in ADVICE_LEADS or one.answers.harmed.adult or one.answers.other.adult:
            return True
        return order(one)[:2] == ["staff_advice", "front_door"] and said(one, "police")[0].startswith(CONDITIONS)

    assert wrong(conditional) == []


def test_what_an_adult_has_done_to_a_child_goes_to_the_police_social_care_and_the_lado_whatever_it_was():
    def leads(one):
        if one.answers.harmed.adult or not one.answers.other.adult:
            return True
        told = any("An adult may have harmed a child" in text for text in said(one, "police"))
        softened = any(
            text.startswith(("Compare", "If it may be")) for step in one.steps for text in said(one, step.need)
        )
        return order(one)[:3] == ["police", "front_door", "allegation"] and told and not softened

    assert wrong(leads) == []


@pytest.mark.parametrize("what", ["harassment", "behaviour", "online"])
def test_behaviour_of_a_young_child_is_compared_with_what_is_usual(what):
    for harmed, other in [("5-7", "5-7"), ("13-15", "8-9"), ("0-4", "not_known"), ("not_known", "not_known")]:
        assert any(text.startswith("Compare") for text in said(advice(what, harmed, other), "front_door"))
    assert not any(text.startswith("Compare") for text in said(advice(what, "13-15", "16-17"), "front_door"))


def test_blackmail_says_not_to_pay_and_what_to_keep_at_every_age():
    def says(one):
        if one.answers.what != "blackmail":
            return True
        kept = any("messages, the user names and the payment details" in text for text in said(one, "police"))
        never = one.happening.never
        return kept and order(one)[0] == "police" and any(line.startswith("Do not pay") for line in never)

    assert wrong(says) == []


def test_every_answer_says_never_to_look_at_an_image():
    words = "Never view, copy, screenshot, save, share or delete an image of a child."
    assert wrong(lambda one: any(line.startswith(words) for line in one.happening.never)) == []


def test_an_image_under_18_names_report_remove_and_one_of_an_adult_stopncii():
    def names(one):
        if one.answers.what not in ("image", "blackmail", "online"):
            return True
        text = " ".join(said(one, "remove_image"))
        tool, other = ("StopNCII", "Report Remove") if one.answers.harmed.adult else ("Report Remove", "StopNCII")
        return tool in text and other not in text

    assert wrong(names) == []


def test_an_image_of_a_child_under_8_goes_to_the_police_social_care_and_the_iwf():
    young = advice("image", harmed="5-7")
    assert order(young)[:3] == ["police", "front_door", "remove_image"]
    assert "the police, social care and the Internet Watch Foundation (IWF)" in said(young, "remove_image")[0]
    assert "Help them to do it" in said(advice("image", harmed="8-9"), "remove_image")[0]


def test_an_image_has_the_five_points_of_an_immediate_referral_from_13():
    step = next(step for step in advice("image").steps if step.need == "police")
    assert len(step.says[0].points) == 5
    assert said(advice("image", harmed="10-12"), "police")[0].startswith(
        "A nude image of a child under 13 always goes"
    )


def test_an_adult_decides_about_the_police_and_has_adult_safeguarding():
    def for_an_adult(one):
        if not one.answers.harmed.adult:
            return "adult_help" not in order(one) and "adult_front_door" not in order(one)
        agrees = any("With their agreement" in text for text in said(one, "police"))
        at_risk = said(one, "front_door")[0].startswith("If children are at risk")
        return agrees and at_risk and {"adult_front_door"} <= set(order(one)) and "talk" not in order(one)

    assert wrong(for_an_adult) == []


def test_rape_of_an_adult_leads_to_the_sexual_assault_service():
    assert order(advice("violence", harmed="18-25"))[:2] == ["adult_help", "medical"]


def test_a_child_who_harmed_an_adult_has_help_of_their_own():
    assert order(advice("violence", harmed="18-25", other="13-15"))[-1] == "harmed_others"
    assert "harmed_others" not in order(advice("violence", harmed="18-25", other="18-25"))


def test_danger_or_doubt_puts_999_first():
    assert wrong(lambda one: one.danger == (one.answers.danger in ("yes", "unsure"))) == []


def test_a_safeguarding_lead_is_not_told_to_tell_herself():
    assert wrong(lambda one: not (one.answers.is_dsl and "DSL" in one.tell)) == []
    assert "DSL" in advice("image").tell
    assert advice("allegation", is_dsl=True).tell.startswith("Tell the headteacher")


def test_home_that_is_not_known_or_elsewhere_says_which_council():
    assert any(
        "If you do not know where that is" in text for text in said(advice("unsure", home="not_known"), "front_door")
    )
    for harmed in ("5-7", "18-25"):
        steps = advice("unsure", harmed=harmed, home=ELSEWHERE).steps
        assert all(any(say.link for say in step.says) for step in steps if step.need.endswith("front_door"))


def test_a_person_of_18_who_harmed_a_child_is_an_adult():
    assert any("is an adult in law" in text for text in said(advice("harassment", other="18-25"), "front_door"))


def test_no_sentence_calls_a_child_a_bad_name():
    texts = {say.text for one in everything() for step in one.steps for say in step.says}
    assert not [text for text in texts if re.search(r"abuser|perpetrator|victim|offender", text, re.IGNORECASE)]


def test_every_happening_leads_as_the_table_says():
    leads = {happening.code: order(advice(happening.code))[0] for happening in HAPPENINGS}
    assert leads == {
        **dict.fromkeys(POLICE_LEAD, "police"),
        **dict.fromkeys(ADVICE_LEADS | {"image"}, "staff_advice"),
        "allegation": "allegation",
    }


def test_page_for_safeguarding_leads_shows_these_rules():
    command = [sys.executable, ROOT / "scripts" / "describe_who_to_call.py", "--check"]
    subprocess.run(command, check=True)
