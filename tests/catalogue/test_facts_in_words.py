import re
from itertools import combinations_with_replacement

import pytest

from directory.catalogue.facts_in_words import (
    ages_in_words,
    duration_in_words,
    length_in_words,
    shorten_list,
    years_or_ages,
)
from directory.catalogue.models import OLDEST_AGE
from directory.taxonomy.models import YearGroup


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ((7, 11), "7 to 11, key stage 2"),
        ((5, 11), "5 to 11, key stages 1 and 2"),
        ((5, 18), "5 to 18, key stages 1 to 5"),
        ((0, 5), "0 to 5, early years"),
        ((0, 11), "0 to 11, early years and key stages 1 and 2"),
        ((8, 18), "8 to 18, Years 4 to 13"),
        ((12, 18), "12 to 18, Years 8 to 13"),
        ((9, 10), "9 to 10, Year 5"),
        ((8, 10), "8 to 10, Years 4 and 5"),
        ((4, 16), "4 to 16, Reception to Year 11"),
        ((3, 5), "3 to 5, nursery and Reception"),
        ((2, 11), "2 to 11, up to Year 6"),
        ((0, 12), "0 to 12, early years to Year 7"),
        ((0, 25), "0 to 25, from the early years"),
        ((11, 25), "11 to 25, from Year 7"),
        ((9, 9), "9"),
        ((18, 25), "18 to 25"),
        ((None, None), ""),
    ],
)
def test_ages_in_words(ages, words):
    assert ages_in_words(*ages) == words


@pytest.fixture
def bands():
    """What schools call the ages, in small letters -> (age at its start, birthday reached by its end)."""
    years = {year.label.lower(): (year.age_min, year.age_max) for year in YearGroup.objects.all()}
    stages = {}
    for year in YearGroup.objects.select_related("key_stage"):
        name = year.key_stage.label.lower().partition(" /")[0]
        first, last = stages.get(name, (OLDEST_AGE, 0))
        stages[name] = (min(first, year.age_min), max(last, year.age_max))
    return years | stages | {"early years": (0, 5)}


def ages_meant(words, youngest, oldest, bands):
    """The first and last age that these words mean, read as somebody in a school reads them."""
    singular = re.sub(
        r"\b(year|key stage)s (\d+) (and|to) (\d+)", r"\1 \2 \3 \1 \4", words.lower().replace("the ", "")
    )
    named = [bands[name] for name in re.split(r" and | to |^from |^up to ", singular) if name]
    assert sorted(named) == named
    first = youngest if words.startswith("up to ") else named[0][0]
    last = oldest if words.startswith("from ") else named[-1][1]
    if words.startswith("from "):
        assert oldest > max(last for name, (_, last) in bands.items() if name.startswith("year"))
    if " and " in words:
        assert named[0][1] == named[1][0]
    return first, last


@pytest.mark.django_db
def test_ages_in_words_never_claim_a_year_that_is_not_served_nor_leave_one_out(bands):
    for youngest, oldest in combinations_with_replacement(range(OLDEST_AGE + 1), 2):
        figures, _, words = ages_in_words(youngest, oldest).partition(", ")
        assert figures == (f"{youngest} to {oldest}" if oldest > youngest else f"{youngest}")
        if words:
            assert ages_meant(words, youngest, oldest, bands) == (youngest, oldest), words


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ((8, 18), "Years 4 to 13"),
        ((11, 14), "Years 7 to 9"),
        ((12, 14), "Years 8 and 9"),
        ((9, 10), "Year 5"),
        ((4, 7), "Reception to Year 2"),
        ((3, 11), "Nursery to Year 6"),
        ((0, 5), "Ages 0 to 5"),
        ((11, 25), "Ages 11 to 25"),
        ((12, 17), "Ages 12 to 17"),  # "under 18": a pupil of Year 13 may be 17
        ((17, 17), "Age 17"),
        ((0, 18), "All ages"),
        ((0, 25), "All ages"),
        ((None, None), ""),
    ],
)
def test_years_or_ages(ages, words):
    assert years_or_ages(*ages) == words


@pytest.mark.django_db
def test_years_or_ages_never_claim_a_year_that_is_not_served_nor_leave_one_out(bands):
    for youngest, oldest in combinations_with_replacement(range(OLDEST_AGE + 1), 2):
        words = years_or_ages(youngest, oldest)
        if not words.startswith(("Age", "All ages")):
            assert ages_meant(words, youngest, oldest, bands) == (youngest, oldest), words


@pytest.mark.django_db
def test_ages_in_words_name_a_key_stage_only_where_all_of_it_is_served(bands):
    for youngest, oldest in combinations_with_replacement(range(OLDEST_AGE + 1), 2):
        words = ages_in_words(youngest, oldest)
        starts = {first for name, (first, _) in bands.items() if "stage" in name or name == "early years"}
        ends = {last for name, (_, last) in bands.items() if "stage" in name or name == "early years"}
        assert ("key stage" in words) <= (youngest in starts and oldest in ends), words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(165, "2 hours 45 minutes"), (60, "1 hour"), (1, "1 minute"), (0, ""), (None, "")],
)
def test_duration_in_words(minutes, words):
    assert duration_in_words(minutes) == words


@pytest.mark.parametrize(
    ("lessons", "minutes", "words"),
    [
        (3, 55, "3 × 55 minutes"),
        (1, 50, "50 minutes"),
        (None, 50, "50 minutes"),
        (6, None, "6 lessons"),
        (1, None, "1 lesson"),
        (2, 60, "2 × 1 hour"),
        (None, None, ""),
    ],
)
def test_length_in_words(lessons, minutes, words):
    assert length_in_words(lessons, minutes) == words


def test_shorten_list_never_hides_only_one():
    assert shorten_list(["a", "b", "c"], 2) == "a, b, c"
    assert shorten_list(["a", "b", "c", "d"], 2) == "a, b and 2 more"
