"""What the words of a search mean as a whole: a topic, whether something has happened, and what follows from that."""

import pytest

from directory.search.documents.facet_options import (
    FOR_ADULTS,
    HELP_WHATEVER_HAPPENED,
    LESSONS,
    TAUGHT_WITH,
    preferences_in_incident,
)
from directory.search.engine.criteria import Preference
from directory.search.language.parsed_query import EXACT, GUESS
from directory.search.pages.filters.meant_topics import OTHERS, REMOTE
from tests.factories import make_resource
from tests.search.asking import filterset_for

pytestmark = pytest.mark.django_db

DISCLOSURES = {
    "a boy put his hand up her skirt in the corridor": "sexual_violence",
    "she was raped at a party": "sexual_violence",
    "a nude of a girl in my class is going round": "sharing_nudes",
    "someone is threatening to share my pics unless i pay": "sextortion",
    "my boyfriend hits me": "relationship_abuse",
    "two reception children were touching each others private parts": "harmful_sexual_behaviour",
    "they made a fake nude of me with an app": "ai_image_abuse",
    "my son was punched in the face": "physical_abuse",
    "my stepdad comes into my room at night": "child_sexual_abuse",
}
PLANS = [
    "worksheet about sexual harassment",
    "policy template for child on child abuse",
    "pshe scheme of work on abusive relationships",
    "governor training on sexual violence",
    "how do i teach year 6 about nudes",
    "lesson on upskirting for year 9",
    "case studies on sexual bullying",
    "worksheet about grooming ks3",
    "is sharing nudes in the rshe curriculum",
]


def asked(words, **choices):
    return filterset_for("&".join(f"{name}={value}" for name, value in {"q": words, **choices}.items()))


def topic_of(words):
    topic = asked(words).topic_meant
    return topic and topic.code


# Whether something has happened


@pytest.mark.parametrize(("words", "topic"), DISCLOSURES.items())
def test_what_has_happened_leads_to_its_topic(words, topic):
    found = asked(words)
    assert found.is_of_incident
    assert found.says_what_happened
    assert found.topic_meant.code == topic


@pytest.mark.parametrize("words", PLANS)
def test_who_plans_tells_of_no_incident(words):
    found = asked(words)
    assert not found.is_of_incident
    assert not found.says_what_happened


def test_who_asks_for_an_organisation_may_well_tell_of_one():
    assert asked("who can i call about a boy who raped her").is_of_incident


@pytest.mark.parametrize(
    "words",
    ["whats for dinner", "bus pass for sixth former", "my daughter left her blazer on the bus", "my child has nits"],
)
def test_everyday_words_of_a_school_lead_to_no_topic(words):
    found = asked(words)
    assert (found.is_of_incident, found.topic_meant, found.also_meant) == (False, None, [])


# Which topic leads on best


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("upskirting", "upskirting"),
        ("consent year 9", "consent"),
        ("sexting in year 9", "sharing_nudes"),
        ("sexual assault on a bus", "sexual_violence"),
        ("“upskirting”", "upskirting"),
    ],
)
def test_a_topic_that_few_words_name_is_meant(words, topic):
    assert topic_of(words) == topic


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("he put his hand up her skirt in the corridor", "sexual_violence"),  # and took no photo
        ("a man on roblox wants to meet my daughter", "grooming"),  # which is no lesson about games
    ],
)
def test_what_certainly_happened_counts_before_what_a_word_names(words, topic):
    assert topic_of(words) == topic


@pytest.mark.parametrize("words", ["spending money for the trip", "money for book fair", "hits of the sixties"])
def test_one_word_of_a_longer_phrase_names_no_topic(words):
    assert topic_of(words) not in ("sextortion", "relationship_abuse")


def test_a_lesson_about_what_happened_in_many_words_leads_to_what_happened():
    words = "lesson for my class after a boy shared a nude photo of a girl round the whole year group"
    found = asked(words)
    assert not found.is_of_incident
    assert found.says_what_happened
    assert found.topic_meant.code == "sharing_nudes"


def test_who_asks_whom_to_call_and_tells_nothing_is_led_to_no_topic():
    found = asked("who do i call")
    assert found.asks_whom_to_call
    assert found.topic_meant is None


def test_what_else_may_have_happened_is_offered_and_never_the_topic_itself():
    found = asked("a boy made a fake nude of her with an app and sent the naked picture to his mates")
    codes = [topic.code for topic in found.also_meant]
    assert found.topic_meant.code not in codes
    assert 0 < len(codes) <= OTHERS
    assert {found.topic_meant.code, *codes} >= {"ai_image_abuse", "sharing_nudes"}


def test_nothing_else_is_offered_where_a_topic_is_only_named():
    assert asked("consent").also_meant == []


def test_for_want_of_words_the_likeliest_topic_is_taken():
    found = asked("he hurt me")
    assert [topic.code for topic in found.parsed_query.topics if topic.meant] == found.meant_topics[:1]
    assert found.is_of_incident
    assert found.closeness_of(found.parsed_query.topics[0]) == EXACT


@pytest.mark.parametrize("words", ["vegetarian dinner options", "blinds", "xylophone", "girl glockenspiel xylophone"])
def test_not_where_something_else_is_likelier_or_no_word_tells(words):
    assert asked(words).meant_topics == []


def test_words_that_nobody_knows_take_nothing_away():
    assert asked("hurt glockenspiel xylophone").meant_topics == asked("hurt").meant_topics != []


def test_nor_where_the_words_find_enough():
    for number in range(5):
        make_resource(f"When it hurts {number}", topics=["wellbeing"])
    assert asked("he hurt me").meant_topics == []


def test_nor_where_a_kind_is_asked_for():
    assert asked("case study he hurt me").meant_topics == []


def test_words_in_quotation_marks_mean_only_themselves():
    assert asked('"she was raped at a party"').about == {}
    assert asked('a boy said "send me a naked picture" to her').is_of_incident


# What follows from an incident


@pytest.mark.parametrize(
    ("words", "asker"),
    [
        ("a pupil was raped at a party", ""),
        ("my daughter was raped at a party", "parent"),
        ("my boyfriend raped me at a party", "young_person"),
    ],
)
def test_in_an_incident_what_is_about_its_topic_is_found_and_who_helps_those_who_ask(words, asker):
    found = asked(words)
    assert found.about["topic", ("sexual_violence",)] == EXACT
    assert found.about["help", HELP_WHATEVER_HAPPENED[asker]] == GUESS
    wanted = [Preference(*sets) for sets in preferences_in_incident(asker, told=True)]
    assert [one for one in found.criteria.preferences if one in wanted] == wanted
    assert all(one.without == TAUGHT_WITH for one in wanted)


def test_elsewhere_a_topic_is_one_word_more():
    for number in range(9):
        make_resource(f"Consent {number}")
    found = asked("lesson on consent for year 9")
    assert found.about == {("topic", ("consent",)): REMOTE}


@pytest.mark.parametrize(
    ("words", "kept", "dropped"),
    [
        ("a 14 year old girl was raped at a party in tamworth by an autistic boy", {"age", "district"}, {"ability"}),
        ("she was raped at a party in our special school in year 9", {"year"}, {"sector"}),
        ("helpline for a girl who was raped at a party free", {"kind"}, {"cost"}),
    ],
)
def test_an_incident_is_narrowed_by_who_the_child_is_and_where_and_by_what_helps(words, kept, dropped):
    found = asked(words)
    assert found.is_of_incident
    active = set(found.active_filters)
    assert active & (kept | dropped) <= kept
    assert active <= {"age", "year", "district", "kind", "help"}
    assert dropped <= {one.facet for one in found.parsed_query.filters} - active


def test_what_is_chosen_narrows_an_incident_all_the_same():
    assert asked("she was raped at a party", sector="special").active_filters["sector"] == ["special"]


def test_a_plan_is_narrowed_by_all_that_is_said():
    active = asked("free lesson on consent for autistic pupils").active_filters
    assert {"cost", "kind", "ability"} <= set(active)


# Children and adults


@pytest.mark.parametrize(
    "words", ["my son was hit", "counselling for a teenager", "two pupils", "girls in year 8", "kids"]
)
def test_services_for_adults_sink_where_words_speak_of_children(words):
    assert asked(words).criteria.sinking == frozenset({FOR_ADULTS})


@pytest.mark.parametrize("words", ["counselling", "adult child abused as a kid", "adults who hurt children", "rape"])
def test_they_do_not_where_words_speak_of_adults_or_of_nobody(words):
    assert asked(words).criteria.sinking == frozenset()


def test_they_do_not_where_an_age_of_eighteen_or_more_is_asked_for():
    assert asked("counselling for girls", age=18).criteria.sinking == frozenset()
    assert asked("counselling for girls", age=17).criteria.sinking == frozenset({FOR_ADULTS})


# Lessons


@pytest.mark.parametrize("words", ["consent lesson", "lesson plans on consent", "lessons about porn"])
def test_words_of_lessons_prefer_what_lessons_are_made_of(words):
    assert Preference(LESSONS) in asked(words).criteria.preferences


@pytest.mark.parametrize("words", ["consent worksheet", "training on consent", "a boy was hit in a lesson"])
def test_other_words_do_not(words):
    assert Preference(LESSONS) not in asked(words).criteria.preferences
