"""What an adult does is no topic of what children do to each other."""

from directory.search.language.people.topics_of_adults import topics_of_adults
from directory.search.language.topic_detection import MeantTopic


def topic(code, score):
    return MeantTopic(code, score, score, likely=True, meant=True, certain=False)


def test_a_childs_behaviour_is_abuse_where_an_adult_shows_it():
    found = topics_of_adults([topic("harmful_sexual_behaviour", 7.0), topic("child_sexual_abuse", 3.0)])
    assert found == [topic("child_sexual_abuse", 7.0)]


def test_what_is_between_children_is_left_out():
    assert topics_of_adults([topic("physical_abuse", 7.0), topic("bullying", 6.0), topic("grooming", 3.0)]) == [
        topic("grooming", 3.0)
    ]


def test_all_else_stays_in_its_order():
    topics = [topic("sexual_violence", 7.0), topic("child_sexual_abuse", 6.0), topic("upskirting", 3.0)]
    assert topics_of_adults(topics) == topics
