"""What the page shows: the steps of the rules with the curators' contacts, at this moment."""

from datetime import UTC, datetime

import pytest

from directory.county.current import county
from directory.who_to_call.answers import Answers
from directory.who_to_call.call_sheet import BY_DAY, BY_NIGHT, MOST_EACH, CallSheet
from tests.factories import make_contact, make_organisation

pytestmark = pytest.mark.django_db
MONDAY_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)  # on which the clocks in England agree
MONDAY_NIGHT = datetime(2026, 11, 23, 22, tzinfo=UTC)
ANSWERS = {"what": "unsure", "harmed": "13-15", "other": "13-15", "danger": "no", "home": "tamworth"}
ANY_AGE = {"ages": (0, 25)}
PAGE_ONLY = "We only have a web page for the LADO here, and no telephone number. The council has the number."
OF_A_COUNCIL = {"help_kinds": ["refer_social_care"]}


def sheet(moment=MONDAY_NOON, **answers):
    return CallSheet(Answers.of(**{**ANSWERS, **answers}), moment)


def contacts(found, need):
    return [contact.title for step in found.steps if step.step.need == need for contact in step.contacts]


def groups(found, need="front_door"):
    steps = (step for step in found.steps if step.step.need == need)
    return [(when, [contact.title for contact in there]) for step in steps for when, there in step.groups]


def line(title, number="0300 000 0001", **values):
    """A council's own, where it is for no nation and nothing else is said."""
    hours = {"opening_times": values.pop("times", ""), "always_open": values.pop("always_open", False)}
    point = {"channel": "phone", "value": number, **hours}
    return make_organisation(title, contact_points=[point], **{**ANY_AGE, **OF_A_COUNCIL, **values})


@pytest.fixture
def day_and_night():
    make_contact("front_door", line("Day", times="Monday to Friday 9am to 5pm"))
    make_contact("front_door", line("Hours not known", number="0300 000 0002"))
    make_contact("out_of_hours", line("Night"))


@pytest.mark.usefixtures("day_and_night")
def test_both_lines_of_social_care_stand_there_and_the_night_leads_while_the_day_is_closed():
    assert groups(sheet(MONDAY_NOON)) == [(BY_DAY, ["Day", "Hours not known"]), (BY_NIGHT, ["Night"])]
    assert groups(sheet(MONDAY_NIGHT)) == [(BY_NIGHT, ["Night"]), (BY_DAY, ["Day", "Hours not known"])]


def test_the_day_leads_where_nobody_has_said_when_it_is_open():
    make_contact("front_door", line("Day"))
    make_contact("out_of_hours", line("Night"))
    assert groups(sheet(MONDAY_NIGHT))[0] == (BY_DAY, ["Day"])


def test_home_that_is_not_known_shows_both_front_doors_by_day_and_by_night():
    for need, hour in (("front_door", "day"), ("out_of_hours", "night")):
        make_contact(need, line(f"Staffordshire by {hour}", districts=["tamworth", "lichfield"]))
        make_contact(need, line(f"Stoke by {hour}", districts=["stoke_on_trent"]))
    assert groups(sheet(home="not_known")) == [
        (BY_DAY, ["Staffordshire by day", "Stoke by day"]),
        (BY_NIGHT, ["Staffordshire by night", "Stoke by night"]),
    ]
    assert groups(sheet(home="stoke_on_trent")) == [(BY_DAY, ["Stoke by day"]), (BY_NIGHT, ["Stoke by night"])]
    assert groups(sheet(home="elsewhere")) == []


def test_nobody_stands_twice_and_a_need_shows_the_first_few():
    both = line("In both")
    make_contact("talk", both)
    make_contact("mental_health", both)
    for number in range(MOST_EACH):
        make_contact("mental_health", line(f"Line {number}"))
    found = sheet()
    assert contacts(found, "talk") == ["In both"]
    assert contacts(found, "mental_health") == ["Line 0", "Line 1", "Line 2"]
    make_contact("mental_health", line("One too many"))
    assert len(contacts(sheet(), "mental_health")) == MOST_EACH


def test_a_step_without_anything_to_press_is_left_out():
    make_contact("front_door", line("Social care", districts=["tamworth"]))
    assert [step.step.need for step in sheet().steps] == ["front_door", "police"]
    assert [step.step.need for step in sheet(home="elsewhere").steps] == ["front_door", "police"]
    assert not sheet(home="elsewhere").has_contacts


def test_a_sentence_that_fits_two_steps_is_said_at_the_first():
    make_contact("staff_advice", line("Advice"))
    make_contact("front_door", line("Social care", districts=["tamworth"], always_open=True))
    advice, social_care, *_ = sheet(what="behaviour", harmed="5-7").steps
    assert [say.text[:7] for say in advice.says] == ["Compare"]
    assert social_care.says == ()


def test_each_step_looks_at_the_age_of_the_one_it_is_for():
    make_contact("talk", line("For the younger", ages=(0, 12)))
    make_contact("harmed_others", line("For the older", ages=(13, 18)))
    found = sheet(what="harassment", harmed="8-9", other="13-15")
    assert contacts(found, "talk") == ["For the younger"]
    assert contacts(found, "harmed_others") == ["For the older"]
    turned = sheet(what="harassment", harmed="13-15", other="8-9")
    assert contacts(turned, "talk") == contacts(turned, "harmed_others") == []


def test_a_sheet_asks_the_database_no_more_for_more_contacts(django_assert_num_queries):
    make_contact("talk", line("One"))
    with django_assert_num_queries(
        4
    ):  # the contacts, their districts, those of their organisations and what these do
        sheet()
    for number in range(4):
        make_contact("talk", line(f"Line {number}"))
    with django_assert_num_queries(4):
        sheet()


def says_of(found, need):
    return [say.text for step in found.steps if step.step.need == need for say in step.says]


@pytest.mark.parametrize("home", ["tamworth", "not_known"])
def test_a_council_of_which_the_bank_has_no_number_is_found_on_its_own_page(home):
    make_contact("front_door", line("For the nation", districts=["national"]))
    found = sheet(home=home)
    assert contacts(found, "front_door") == ["For the nation"]
    assert says_of(found, "front_door")[-1].startswith(
        "We do not have the number of this council's social care here."
    )
    lado = sheet(what="allegation", home=home)
    assert says_of(lado, "allegation")[-1] == "We do not have the LADO's number here. The council has it."


def test_a_council_of_which_there_is_a_web_page_only_is_said_to_have_no_number_here():
    page = {"url": "https://www.ours.example/lado", "districts": ["tamworth"], **ANY_AGE, **OF_A_COUNCIL}
    make_contact("allegation", make_organisation("The LADO's page", **page))
    make_contact("front_door", make_organisation("A page of social care", **page))
    lado = sheet(what="allegation")
    assert contacts(lado, "allegation") == ["The LADO's page"]
    assert says_of(lado, "allegation")[-1] == PAGE_ONLY
    assert missing(lado)[0].startswith("We do not have the number of this council's social care here. Its own page")
    make_contact("allegation", line("The LADO", districts=["tamworth"]))
    assert says_of(sheet(what="allegation"), "allegation")[-1] != PAGE_ONLY


def test_whoever_is_local_and_not_the_council_s_does_not_stand_in_for_it():
    """Nor does it take the council's place among the few, however many come before it."""
    for number in range(MOST_EACH):
        charity = line(
            f"Charity {number}", number=f"0300 000 001{number}", districts=["tamworth"], help_kinds=["victims"]
        )
        make_contact("front_door", charity)
    assert missing(sheet())[0].startswith("We do not have the number of this council's social care here.")
    make_contact("front_door", line("Social care", districts=["tamworth"], always_open=True))
    assert missing(sheet()) == []
    assert contacts(sheet(), "front_door")[-1] == "Social care"
    assert len(contacts(sheet(), "front_door")) == MOST_EACH


def test_of_a_council_s_own_a_number_is_shown_before_its_page():
    page = {"url": "https://www.ours.example/", "districts": ["tamworth"], **ANY_AGE, **OF_A_COUNCIL}
    make_contact("front_door", make_organisation("Its page", **page))
    for number in range(MOST_EACH):
        make_contact("front_door", line(f"Nation {number}", number=f"0300 000 002{number}", districts=["national"]))
    make_contact("front_door", line("Its number", districts=["tamworth"], always_open=True))
    assert "Its number" in contacts(sheet(), "front_door")


def test_nothing_is_missing_where_the_council_answers_or_is_another_county_s():
    make_contact("front_door", line("Ours", districts=["tamworth"]))
    make_contact("out_of_hours", line("Ours at night", districts=["tamworth"]))
    for home in ("tamworth", "elsewhere"):
        assert missing(sheet(home=home)) == []


def missing(found, need="front_door"):
    return [text for text in says_of(found, need) if "We do not have" in text]


BY_DAY_ONLY = "We do not have this council's social care number for nights, weekends and bank holidays here."
BY_NIGHT_ONLY = "We do not have this council's social care number for the day here."


@pytest.mark.parametrize(("need", "said"), [("front_door", BY_DAY_ONLY), ("out_of_hours", BY_NIGHT_ONLY)])
def test_the_number_of_the_day_or_of_the_night_is_missing_by_itself(need, said):
    make_contact("front_door", line("For the nation", districts=["national"]))
    make_contact(need, line("Ours", number="0300 000 0002", districts=["tamworth"]))
    (text,) = missing(sheet())
    assert text.startswith(said)
    assert text.endswith("If you cannot reach it, call 101, or 999 if a child is in danger now.")
    assert missing(sheet(home="elsewhere")) == []


@pytest.mark.parametrize("need", ["front_door", "out_of_hours"])
def test_a_number_that_always_answers_is_one_for_the_day_and_the_night(need):
    make_contact(need, line("Ours", districts=["tamworth"], always_open=True))
    assert missing(sheet()) == []


def test_a_number_beside_an_earlier_step_is_not_missing():
    both = line("Front door", districts=["tamworth"], always_open=True)
    make_contact("staff_advice", both)
    make_contact("front_door", both)
    found = sheet()
    assert contacts(found, "staff_advice") == ["Front door"]
    assert missing(found) == []


def test_adult_social_care_is_missing_by_itself_too():
    make_contact("adult_front_door", line("Ours", districts=["tamworth"], ages=(18, 25)))
    make_contact("out_of_hours", line("For children", districts=["tamworth"], ages=(0, 18)))
    (text,) = missing(sheet(harmed="18-25", home="tamworth"), "adult_front_door")
    assert text.startswith("We do not have this council's adult social care number for nights, weekends")


@pytest.fixture
def three_others():
    """Before whoever of the council comes in a need."""
    for need in ("front_door", "adult_front_door", "out_of_hours"):
        for place in range(MOST_EACH):
            make_contact(need, line(f"For the nation {need} {place}", districts=["national"]))


@pytest.mark.usefixtures("three_others")
@pytest.mark.parametrize("harmed", ["13-15", "18-25"])
def test_the_council_is_among_those_that_are_shown_whoever_comes_before_it(harmed):
    for need in ("front_door", "adult_front_door", "out_of_hours"):
        make_contact(need, line(f"Ours {need}", districts=["tamworth"]))
    for step in (step for step in sheet(harmed=harmed).steps if step.step.rule.nights):
        day, night = dict(step.groups)[BY_DAY], dict(step.groups)[BY_NIGHT]
        assert [contact.title for contact in (day[-1], night[-1])] == [f"Ours {step.step.need}", "Ours out_of_hours"]
        assert len(day) == len(night) == MOST_EACH
        assert not any("We do not have" in say.text for say in step.says)


@pytest.mark.usefixtures("three_others")
def test_each_council_that_may_be_the_right_one_is_among_those_that_are_shown():
    make_contact("front_door", line("Lichfield", districts=["lichfield"]))
    make_contact("front_door", line("Stoke", districts=["stoke_on_trent"]))
    assert dict(groups(sheet(home="not_known")))[BY_DAY] == ["For the nation front_door 0", "Lichfield", "Stoke"]


HOMES_HERE = sorted(county.homes)
OF_SOME = "We do not have the social care number of every council here, for the day and the night."


@pytest.mark.parametrize("need", ["front_door", "adult_front_door"])
def test_where_the_home_is_not_known_the_day_of_one_council_and_the_night_of_another_are_not_both(need):
    first, *others = HOMES_HERE
    make_contact(need, line("By day", districts=[first]))
    make_contact("out_of_hours", line("By night", districts=others))
    (text,) = missing(sheet(home="not_known", harmed="18-25" if need == "adult_front_door" else "13-15"), need)
    assert text.startswith(OF_SOME.replace("social", "adult social") if need == "adult_front_door" else OF_SOME)


def test_where_the_home_is_not_known_nothing_is_missing_if_every_council_is_there_by_day_and_at_night():
    first, *others = HOMES_HERE
    make_contact("front_door", line("One", districts=[first]))
    make_contact("front_door", line("Always", districts=others, always_open=True))
    make_contact("out_of_hours", line("One at night", districts=[first]))
    assert missing(sheet(home="not_known")) == []


def test_a_council_that_has_no_room_among_the_few_is_missing():
    for home in HOMES_HERE[: MOST_EACH + 1]:
        make_contact("front_door", line(home, districts=[home], always_open=True))
    assert len(contacts(sheet(home="not_known"), "front_door")) == MOST_EACH
    (text,) = missing(sheet(home="not_known"))
    assert text.startswith(OF_SOME)


@pytest.mark.parametrize("others", [(), ("front_door",), ("out_of_hours",), ("front_door", "out_of_hours")])
@pytest.mark.parametrize("need", ["front_door", "out_of_hours"])
def test_the_only_number_of_a_council_stands_under_no_words_of_time_if_it_always_answers(need, others):
    for other in others:
        make_contact(other, line(f"Other {other}", districts=["national"], times="Monday to Friday 9am to 5pm"))
    make_contact(need, line("Ours", districts=["tamworth"], always_open=True))
    found = groups(sheet())
    assert missing(sheet()) == []
    assert "Ours" in dict(found)[""]
    assert not any("Ours" in there for when, there in found if when)


def test_the_number_of_the_night_stands_under_its_words_though_it_always_answers_if_there_is_one_for_the_day():
    make_contact("front_door", line("Ours", districts=["tamworth"]))
    make_contact("out_of_hours", line("Always", districts=["tamworth"], always_open=True))
    assert groups(sheet()) == [(BY_DAY, ["Ours"]), (BY_NIGHT, ["Always"])]
