"""Figures that are ages, and figures that are not."""

import pytest

from directory.search.language.filters.ages import without_older
from directory.search.language.parsed_query import InferredFilter
from tests.search.language.filters.reading import filters_in

pytestmark = pytest.mark.django_db

NO_AGE = """
    out of 10; 1 in 4 girls; 4 types of; period 6; set 5; 3 strikes; grade 4; 13 reasons why; pegi 18; 11 september;
    covid 19; windows 11; section 175; KCSIE 2025; 999; 101; form 9; Y2K; year on year; 7 out of 10 pupils;
    one in ten; 3 in 10; 24/7; 9/11; 9 to 5; mon-fri 9-5; 8 til 6; 10.30; 4 pm; before 9 am; after 5; 14 february;
    5 minute video; 20 minute assembly; under 5 minutes; 24 hours; 10 day rule; 5 years ago; 10 year plan;
    last 3 years; 4 years of abuse; chapter 3; top 10; no 10; no. 5; section 47; level 3; kcsie part 5; rule 5;
    article 12; edition 5; series 3; season 4; gta 6; iphone 14; ios 17; version 4; channel 4; war 2; rated 15;
    15 certificate; 18 rated game; a 15 film; scale of 1 to 10; score of 7; scored 8; gad-7; 5 stars; 2 boys; 3 girls;
    4 boys and a girl; 12 messages; 10 likes; 10% of girls; 12 per cent; costs £5; 5 pounds; group of 6 boys;
    class of 12; 10 top tips; 4 key messages; the 5 ws; 4 x 4; 5-a-side; five a day; 3 way call; 6 part series;
    8 children; 12 staff; phone 4 help; part time; two thirds; in trouble 4 sending a nude; is it ok 4 a girl;
    when she was 6; since he was 8 her uncle; she was 6 when it happened; when i was only seven;
    before she was aged 9; she is ten minutes late; there is four of them; he is four years older
    """


@pytest.mark.parametrize("query", [query.strip() for query in NO_AGE.split(";")])
def test_figures_that_count_or_number_something_are_no_age(query):
    assert {code for facet, code in filters_in(query) if facet in ("age", "year")} == set()


@pytest.mark.parametrize(
    ("query", "age"),
    [
        ("14 tamworth", 14),
        ("aged nine", 9),
        ("under 16", 15),
        ("under 16 girls", 15),
        ("9 year olds", 9),
        ("a 14 yr old", 14),
        ("14yo", 14),
        ("my 13 year old", 13),
        ("girl 13", 13),
        ("12 girl", 12),
        ("a girl of 14", 14),
        ("he is 14", 14),
        ("I am 14 am I in trouble", 14),
        ("son 15 sends nudes", 15),
        ("14 nudes", 14),
        ("13 healthy relationships", 13),
        ("rape 15", 15),
        ("15 yrs", 15),
        ("pupil is 5 and touching others", 5),
        ("12 helplines", 12),
        ("14 staffs", 14),
        ("hes only eight and upset", 8),
        ("i am nine and scared", 9),
        ("my girl whos eleven is getting messages", 11),
        ("when i was 7 my babysitter hurt me, im 14 now", 14),
        ("lesson 4 a 4 year old", 4),
        ("he was 14 last week", 14),
    ],
)
def test_figures_that_say_how_old_somebody_is_are_an_age(query, age):
    assert ("age", str(age)) in filters_in(query)


@pytest.mark.parametrize(
    ("query", "years"),
    [
        ("two year 8 boys", {"y8"}),
        ("3 year 8 boys", {"y8"}),
        ("yr 8s", {"y8"}),
        ("Y5/6", {"y5", "y6"}),
        ("level 2 year 8", {"y8"}),
        ("5-7 year olds", {"y1", "y2", "y3"}),
        ("12 to 14 pupils", {"y8", "y9", "y10"}),
    ],
)
def test_figures_that_say_a_year_group_are_one(query, years):
    assert filters_in(query) == {("year", year) for year in years}


def test_of_ages_said_apart_the_youngest_counts():
    place = InferredFilter("district", ("stafford",), "stafford", 40, 48)
    older, younger = (InferredFilter("age", (age,), age, 0, 2) for age in ("17", "9"))
    assert without_older([older, place, younger]) == [place, younger]
    assert without_older([place]) == [place]
