"""Sentences as people type them, asked of the starter content."""

import random
from functools import cache

import pytest
from django.utils.http import urlencode

from directory.catalogue.models import Entry
from directory.search.language.english.stop_words import WEAK_WORDS
from directory.search.language.english.word_frequencies import zipf_by_word
from directory.search.language.text_analysis import content_words
from directory.taxonomy.models import Topic
from tests.quick import fewer
from tests.search.asking import filterset_for
from tests.starter_content.relevance.queries import HELD_OUT, SETS, every_query

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("starter_content"), pytest.mark.django_db]

JUDGED = [query.text for query in every_query([name for name in SETS if name not in HELD_OUT])]


def asked(words, **choices):
    return filterset_for(urlencode({"q": words, **choices}))


@cache
def total(words):
    return asked(words).hits().total


@pytest.mark.parametrize(
    ("told", "topic"),
    [
        ("a boy put his hand up her skirt on the stairs", "sexual_violence"),
        ("she says she was raped by a lad in her year", "sexual_violence"),
        ("pupils are passing round a nude of a girl in our year 8", "sharing_nudes"),
        ("he took a picture up her skirt", "upskirting"),
        ("lads used a nudify app on a photo of my daughter", "ai_image_abuse"),
        ("stranger wants money or he sends my nudes to everyone", "sextortion"),
        ("she keeps getting dick pics she never asked for", "online_sexual_harassment"),
        ("two six year olds were touching each others willies", "harmful_sexual_behaviour"),
        ("my daughter is being bullied and dreads school", "bullying"),
        ("they call my friend a slag", "sexual_bullying"),
        ("he was beaten up on the way home", "physical_abuse"),
        ("her boyfriend slapped her outside maths", "relationship_abuse"),
        ("he goes through her phone and decides who she can talk to", "coercive_control"),
        ("older boys made the new lads strip on rugby tour", "initiation_hazing"),
        ("mums boyfriend hits her and the kids see it", "domestic_abuse"),
        ("my stepdad touches me at night", "child_sexual_abuse"),
        ("older man picks her up in his car and buys her gifts", "exploitation"),
        ("somebody she met online wants to meet her in secret", "grooming"),
        ("my lad brags that he slept with a girl of 12", "sexual_violence"),
        ("he was on top of me when i woke up drunk, is it my fault", "sexual_violence"),
        (
            "a girl home from a long trip to Africa is in pain and fears her sister will be cut too",
            "child_sexual_abuse",
        ),
        ("her auntie wants her engaged to a cousin abroad", "domestic_abuse"),
        ("she gets the belt when dad is angry", "domestic_abuse"),
        ("mydaughterwastouchedbyaboy", "sexual_violence"),
    ],
)
def test_what_somebody_tells_leads_to_its_topic(told, topic):
    found = asked(told)
    assert found.is_of_incident
    assert topic in {meant.code for meant in [found.topic_meant, *found.also_meant]}


@pytest.mark.parametrize(
    "words",
    [
        "neighbour aged 60 has been touching a year 3 girl",
        "her granddad puts his hand up her skirt, she is 5",
        "daddy puts his willy on me says a girl of 4",
        "lunchtime helper rubbed himself against a reception child",
    ],
)
def test_what_an_adult_did_to_a_small_child_is_no_childs_behaviour(words):
    assert asked(words).topic_meant.code in ("child_sexual_abuse", "sexual_violence")


@pytest.mark.parametrize(
    "words",
    [
        "siblings of 5 and 8, the older one has been making the younger one do things",
        "a boy of 6 puts his hand in other childrens pants",
        "two in reception took their clothes off in the home corner",
    ],
)
def test_what_small_children_do_is_no_crime_of_an_adult(words):
    found = asked(words)
    assert found.topic_meant.code == "harmful_sexual_behaviour"
    assert not found.parsed_query.by_another_adult


@pytest.mark.parametrize(
    "words",
    [
        "assembly about sexual harassment ks3",
        "policy template for child on child abuse",
        "pshe scheme of work on relationships",
        "governor training on sexual violence",
        "how to teach year 6 about nudes",
        "risk assessment template",
        "lesson on upskirting",
        "inset for staff on grooming",
        "case study on misogyny",
    ],
)
def test_who_plans_tells_of_no_incident(words):
    assert not asked(words).is_of_incident


@pytest.mark.parametrize(
    "words",
    [
        "whats for dinner",
        "bus pass for sixth former",
        "my daughter left her blazer on the bus",
        "spending money for the paris trip",
        "term dates 2027",
        "boiler service contract",
        "my child has nits",
        "school jumper sizes",
        "where can i park for the concert",
        "maths homework help fractions",
        "who do i ring about the broken radiator",
    ],
)
def test_everyday_words_of_a_school_lead_to_no_topic(words):
    found = asked(words)
    assert (found.is_of_incident, found.topic_meant) == (False, None)


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("harassment", "sexual_harassment"),
        ("year 8 harassment", "sexual_harassment"),
        ("online harassment", "online_sexual_harassment"),
        ("racial harassment", "bullying"),
        ("kissed without consent", "sexual_violence"),
        ("kissed a girl against her will", "sexual_violence"),
        ("year 1 kissed a girl", "harmful_sexual_behaviour"),
        ("year 1 touched a girl", "harmful_sexual_behaviour"),
        ("porn on phone year 5", "harmful_sexual_behaviour"),
        ("porn year 5", "pornography"),
        ("teaching assistant messaging pupil", "grooming"),
        ("teacher touched pupil", "child_sexual_abuse"),
    ],
)
def test_what_is_told_in_a_few_words_leads_to_its_topic(words, topic):
    assert asked(words).topic_meant.code == topic


NAMES = [
    "Jayden",
    "kayleigh",
    "Oliwia",
    "Krzysztof",
    "Mr Smith",
    "Aoife-Mae",
    "JB",
    "in 8B",
    "Zylophant",
    "Rugeley High",
]


@pytest.mark.parametrize(
    "told", ["year 9 touched", "touched a girl", "kissed against her will", "has nudes of a girl"]
)
@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_word_takes_nothing_away(told, name):
    first, _, rest = told.partition(" ")
    for words in (f"{name} {told}", f"{told} {name}", f"{first} {name} {rest}" if first != "year" else told):
        assert asked(words).topic_meant == asked(told).topic_meant
        assert total(words) > 3


@pytest.mark.parametrize(
    "words", ["Oakhill Primary", "Rugeley High", "Stafford Grammar", "girl pothole", "Chloe girl guides"]
)
def test_names_of_places_and_words_that_all_say_mean_no_incident(words):
    assert not asked(words).is_of_incident


def test_names_in_a_sentence_take_nothing_away():
    found = asked("my daughter Amelia said a boy called Josh touched her")
    assert found.topic_meant.code == "sexual_violence"


@pytest.mark.parametrize("words", ["lost his PE kit", "school dinner menu", "bus pass", "maths homework", ""])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_makes_no_incident_of_everyday_words(words, name):
    found = asked(f"{name} {words}")
    assert (found.is_of_incident, found.topic_meant) == (False, None)


@pytest.mark.parametrize(
    "words", ["my son was groped", "a pupil was raped", "kids domestic violence", "teenage girls"]
)
def test_a_service_for_adults_comes_after_all_others_where_words_speak_of_children(words):
    found = asked(words)
    (keys,) = [found.criteria.sinking]
    adults = found.snapshot.index.documents_with_any(keys)
    entries = found.snapshot.index.entries
    serves = {int(entries[document]) for document in adults}
    order = [pk in serves for page in range(1, found.hits().pages + 1) for pk in asked(words, page=page).hits().ids]
    assert order == sorted(order)


def test_every_topic_is_led_to_by_most_of_what_is_said_of_it():
    """Each line is one that the site has learnt from: what it says of it is the least that can be asked."""
    told = [
        (topic.code, line)
        for topic in Topic.objects.filter(group=Topic.Group.ABUSE)
        for line in topic.sayings.splitlines()
    ]
    told = random.Random(18).sample(told, fewer(300))
    right = sum(code in asked(line).meant_topics for code, line in told)
    assert right > 0.75 * len(told)


def test_no_judged_sentence_finds_nothing_where_one_of_its_words_alone_finds_something():
    assert len(JUDGED) > 300
    assert [words for words in JUDGED if not total(words) and any(map(total, words_that_say_much(words)))] == []


def words_that_say_much(words):
    return [word for word in content_words(words) if word not in WEAK_WORDS and not word.isdecimal()]


def test_no_word_of_english_is_ever_mended():
    for word in random.Random(26).sample(sorted(zipf_by_word()), 200):
        assert (word, asked(f"{word} xylophone").parsed_query.corrections) == (word, [])


@pytest.mark.parametrize(
    ("typed", "meant"), [("gropping", "groping"), ("perpatrator", "perpetrator"), ("snapchatt", "snapchat")]
)
def test_what_stands_only_in_synonyms_is_mended(typed, meant):
    assert [word.meant for word in asked(f"{typed} in school").parsed_query.corrections] == [meant]


@pytest.mark.parametrize(
    "typed", ["he touched me ", "my son was raped at a party in year 5 ", "nude ", "? ", "tamworth "]
)
def test_a_thousand_characters_are_answered(typed):
    found = asked((typed * 1_000)[:1_000])
    assert found.problems == []
    assert found.hits().total >= 0


@pytest.mark.parametrize(
    "words",
    [
        "someone touched me at school and i want to tell somebody",
        "my ta says weird stuff to me about my body",
        "an allegation has been made against a lunchtime supervisor",
        "her teacher touched her leg",
    ],
)
def test_no_service_for_adults_is_among_the_first_for_a_young_person_or_where_an_adult_harmed_one(words):
    found = Entry.objects.in_bulk(asked(words).hits().ids[:5])
    assert {entry.title for entry in found.values() if entry.age_min >= 18} == set()
