"""An answer is good if something wanted comes early, and bad if what must not be shown is."""

from tests.starter_content.relevance.answers import SHOWN, Answer
from tests.starter_content.relevance.queries import query_in


def answer(line, *found, topics=()):
    return Answer(query_in(line, "queries"), [("organisation", slug) for slug in found], not found, list(topics))


def test_the_first_of_several_wanted_entries_counts():
    found = answer("short | dsl | nspcc | o:nspcc o:childline", "police", "childline", "nspcc")
    assert found.place == 2
    assert [found.succeeds(within) for within in (1, 2, 3)] == [False, True, True]


def test_a_query_that_found_nothing_wanted_succeeds_nowhere():
    found = answer("short | dsl | nspcc | o:nspcc", "police")
    assert found.place is None
    assert not found.succeeds(5)


def test_what_must_never_be_shown_counts_among_the_first_ten():
    line = "sentence | parent | my son is 9 | o:nspcc | o:for-adults"
    others = [f"other-{number}" for number in range(SHOWN)]
    assert answer(line, *others[1:], "for-adults").violations == [("organisation", "for-adults")]
    assert answer(line, *others, "for-adults").violations == []


def test_a_closed_service_may_be_found_but_not_first():
    line = "short | dsl | savana | o:survive | | | o:savana"
    assert answer(line, "savana", "survive").violations == [("organisation", "savana")]
    assert answer(line, "survive", "savana").violations == []
