"""The search finds what people in each role want, as well as it ever did."""

import pytest

from tests.starter_content.relevance.judge import judged, table

SUCCESS_AT_3, SUCCESS_AT_5, MRR = 0.955, 0.975, 0.91  # reached in November 2026; only ever raised


@pytest.fixture
def results(starter_content, db):
    return judged()


@pytest.mark.once
def test_the_judged_queries_find_what_people_want(results):
    assert len(results) >= 80
    assert [(result.query, result.violations) for result in results if result.violations] == []
    three, five = (sum(result.succeeds(n) for result in results) / len(results) for n in (3, 5))
    rank = sum(1 / result.place for result in results if result.place) / len(results)
    assert (three >= SUCCESS_AT_3, five >= SUCCESS_AT_5, rank >= MRR) == (True, True, True), table(results)
