"""The matching and safety rules, one by one."""

from datetime import date

import pytest

from directory.catalogue import matching_rules
from directory.catalogue.doors import Door, FormerDoor, Unstated
from directory.catalogue.models import Entry
from directory.taxonomy.models import Ability, Cost, District, KeyStage, Sector, YearGroup
from tests.factories import make_case_study, make_course, make_guidance, make_organisation, make_resource

pytestmark = pytest.mark.django_db


def titles(condition):
    return set(Entry.objects.filter(condition).values_list("title", flat=True))


def test_for_ages_includes_both_ends():
    make_resource("7 to 11", ages=(7, 11))
    found = [age for age in range(26) if titles(matching_rules.for_ages(age, age))]
    assert found == [7, 8, 9, 10, 11]


@pytest.mark.parametrize(
    ("year", "served"),
    [
        ("y4", {"8 to 9"}),
        ("y5", {"8 to 9", "9 to 10"}),
        ("y6", {"9 to 10"}),
        ("r", set()),
        ("y13", {"17 to 18"}),
    ],
)
def test_for_age_bands_serves_a_year_group_by_its_age_on_the_first_of_september(year, served):
    make_resource("8 to 9", ages=(8, 9))
    make_resource("9 to 10", ages=(9, 10))
    make_resource("17 to 18", ages=(17, 18))
    assert titles(matching_rules.for_age_bands([YearGroup.objects.get(code=year)])) == served


def test_for_age_bands_serves_a_key_stage_by_overlap():
    make_resource("5 to 7", ages=(5, 7))
    make_resource("11 to 16", ages=(11, 16))
    assert titles(matching_rules.for_age_bands([KeyStage.objects.get(code="ks2")])) == {"5 to 7"}
    assert titles(matching_rules.for_age_bands([KeyStage.objects.get(code="ks3")])) == {"11 to 16"}


def test_an_adult_service_serves_no_year_group_of_children():
    make_organisation("For adults", ages=(18, 25), help_kinds=["adults"])
    assert titles(matching_rules.for_age_bands(YearGroup.objects.all())) == set()


def test_for_sectors_takes_any_of_them():
    make_resource("primary", sectors=["primary"])
    make_resource("both", sectors=["primary", "special"])
    make_resource("college", sectors=["fe_skills"])
    chosen = Sector.objects.filter(code__in=["primary", "special"])
    assert titles(matching_rules.for_sectors(chosen)) == {"primary", "both"}


def test_for_abilities_never_takes_mainstream_for_everybody():
    make_resource("mainstream", abilities=["mainstream"])
    make_resource("mld", abilities=["mld"])
    make_organisation("serves all", for_everyone=True)
    make_organisation("serves sld", abilities=["sld"])
    assert titles(matching_rules.for_abilities(Ability.objects.filter(code="mld"))) == {"mld", "serves all"}


def test_for_abilities_keeps_what_staff_read_unless_it_says_otherwise():
    make_course("any", abilities=[], provider=make_organisation("provider"))
    make_case_study("of a special school", abilities=["sld"])
    make_resource("template", abilities=[], resource_kinds=["policy_template"])
    make_resource("lesson that does not say", abilities=[])
    assert titles(matching_rules.for_abilities(Ability.objects.filter(code="mld"))) == {"any", "template"}


def test_what_does_not_say_can_be_asked_for_by_itself():
    make_resource("lesson that does not say", abilities=[])
    make_resource("lesson for everyone", abilities=[], for_everyone=True)
    make_guidance("a change", abilities=[])
    assert titles(matching_rules.for_abilities([Unstated.NOT_STATED])) == {"lesson that does not say"}
    both = [Unstated.NOT_STATED, *Ability.objects.filter(code="mld")]
    assert titles(matching_rules.for_abilities(both)) == {
        "lesson that does not say",
        "lesson for everyone",
        "a change",
    }


def test_for_doors_tells_lessons_from_what_staff_read():
    make_resource("film", resource_kinds=["video"])
    make_resource("template", resource_kinds=["policy_template"])
    make_guidance("a change")
    assert titles(matching_rules.for_doors([Door.LESSONS])) == {"film"}
    assert titles(matching_rules.for_doors([Door.GUIDANCE])) == {"template", "a change"}
    assert titles(matching_rules.for_doors([FormerDoor.RESOURCE])) == {"film", "template"}


def test_for_districts_keeps_what_is_national():
    make_organisation("Tamworth", districts=["tamworth"])
    make_organisation("Stafford", districts=["stafford"])
    make_organisation("England", districts=["national"])
    tamworth = District.objects.filter(code="tamworth")
    assert titles(matching_rules.for_districts(tamworth)) == {"Tamworth", "England"}
    assert titles(matching_rules.for_districts(tamworth) & matching_rules.for_local_only()) == {"Tamworth"}


def test_for_costs_counts_free_for_local_schools_as_free():
    for code in ("free", "free_local", "paid"):
        make_resource(code, cost=code)
    assert titles(matching_rules.for_costs([Cost.objects.get(code="free")])) == {"free", "free_local"}
    assert titles(matching_rules.for_costs([Cost.objects.get(code="free_local")])) == {"free_local"}


def test_to_check_first_lists_what_readers_see_as_being_checked():
    make_resource("medium", confidence="medium")
    make_resource("checked since", confidence="medium", checked_on=date(2026, 11, 1))
    make_resource("high")
    make_resource("draft", confidence="medium", published=False)
    assert [entry.title for entry in Entry.objects.to_check_first()] == ["medium"]
