"""The figures are shares of the queries that they are about, set by set and class by class."""

from tests.starter_content.relevance import figures
from tests.starter_content.relevance.test_answers import answer

FOUND = answer("sentence | parent | he is 9 | o:nspcc | | bullying", "nspcc", topics=["bullying"])
BEHIND = answer(
    "sentence | pupil | i am 9 | o:nspcc | | grooming", "police", "nspcc", topics=["bullying", "grooming"]
)
SHORT = answer("short | parent | nspcc | o:nspcc", "police")
POTHOLES = answer("nothing | parent | potholes")
ALL = [POTHOLES, SHORT, FOUND, BEHIND]


def test_success_and_rank_are_of_what_can_be_found():
    own = figures.Figures(figures.findable(ALL))
    assert (len(own), own.right(1), own.right(3), own.mrr) == (3, 1, 2, 0.5)


def test_the_box_is_judged_by_its_first_topic_and_by_all():
    own = figures.Figures(figures.incidents(ALL))
    assert (len(own), own.box_first, own.box_among) == (2, 1, 2)


def test_saying_that_there_is_nothing_is_right_where_there_is_nothing():
    own = figures.Figures(figures.unanswerable(ALL))
    assert (len(own), own.say_nothing) == (1, 1)


def test_tables_go_by_set_and_class_in_the_order_of_the_files():
    assert figures.by_set_and_category(ALL).splitlines()[2:] == [
        "| queries | sentence | 2 | 100% | 100% | 0.75 | 0 |",
        "| queries | short | 1 | 0% | 0% | 0.00 | 0 |",
    ]
    assert figures.side_by_side({"ours": ALL, "theirs": ALL}).splitlines()[2:] == [
        "| queries | sentence | 100% | 100% |",
        "| queries | short | 0% | 0% |",
    ]
