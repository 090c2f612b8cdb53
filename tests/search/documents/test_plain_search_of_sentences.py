"""What words mean as a whole: found, put in order and sunk alike by the index and by the plain path."""

import pytest
from django.db import transaction
from django.http import QueryDict
from django.utils.http import urlencode
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from directory.search.documents.index_store import advance, current_edition
from directory.search.documents.index_writer import batched_updates
from directory.search.documents.plain_search import plain_search
from directory.search.pages.filters.filterset import EntryFilterSet
from tests.factories import make_guidance, make_organisation, make_resource
from tests.quick import fewer
from tests.search.asking import answer, filterset_for, titles

pytestmark = pytest.mark.django_db

MAKERS = {"resource": make_resource, "organisation": make_organisation, "guidance": make_guidance}
TOPICS = ["sexual_violence", "sharing_nudes", "consent", "bullying"]
SENTENCES = [
    "she was raped at a party",
    "my daughter was raped at a party",
    "my boyfriend raped me at a party",
    "a nude of a girl in year 9 is going round on her phone",
    "helpline for two pupils who were raped at a party in tamworth free",
    "lesson on consent for 15 year olds",
    "counselling for a grown up adult who was raped",
    "raped 19",
    "naked pictures",
    "kids xylophone glockenspiel",
    "party zebra",
    "who can i call about rape",
]
WORDS = ["party", "raped", "nude", "phone", "consent", "pupils", "counselling"]


def some(options, least=0):
    return st.lists(st.sampled_from(options), min_size=least, max_size=3, unique=True)


ages = st.tuples(st.integers(0, 25), st.integers(0, 25)).map(sorted).map(tuple)
entries = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(list(MAKERS)),
        "words": some(WORDS),
        "ages": st.one_of(ages, st.just((18, 25)), st.just((5, 18))),
        "topics": some(TOPICS, least=1),
        "districts": some(["tamworth", "national"], least=1),
        "audiences": some(["pupils", "parents_carers", "dsl", "all_staff"], least=1),
        "help_kinds": some(["victims", "report_crime", "counselling", "refer_social_care"], least=1),
        "resource_kinds": some(["lesson_plan", "leaflet", "statutory_guidance", "video"], least=1),
    }
)
OWN = {"organisation": "help_kinds", "resource": "resource_kinds"}


@batched_updates()
def store_entries(described):
    for number, entry in enumerate(described):
        kind, words = entry["kind"], entry["words"]
        others = {"kind", "words", *OWN.values()} - {OWN.get(kind)}
        values = {name: value for name, value in entry.items() if name not in others}
        MAKERS[kind](" ".join([f"e{number}", *words]), abilities=["mainstream"], **values)


choices = st.fixed_dictionaries(
    {"q": st.sampled_from(SENTENCES)},
    optional={
        "age": st.sampled_from([9, 15, 18, 22]),
        "kind": some(list(MAKERS), least=1),
        "topic": some(TOPICS, least=1),
        "district": st.just(["tamworth"]),
        "sort": st.sampled_from(["best", "title", "newest", "date"]),
    },
)


@settings(
    max_examples=fewer(60),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(before=st.lists(entries, max_size=6), described=st.lists(entries, max_size=6), selection=choices)
@example(before=[], described=[], selection={"q": SENTENCES[0]})
def test_the_index_answers_sentences_as_the_plain_path_does(before, described, selection):
    """Half of the entries are in the large segment of the index, the others in the small one."""
    with transaction.atomic():
        store_entries(before)
        large = advance(None, current_edition())
        store_entries(described)
        filterset = EntryFilterSet(
            QueryDict(urlencode(selection, doseq=True)), snapshot=advance(large, current_edition())
        )
        assert answer(filterset) == plain_search(filterset)
        transaction.set_rollback(True)


def ask(words, **selection):
    """The answer of the index, once the plain path has given the same."""
    filterset = filterset_for(urlencode({"q": words, **selection}, doseq=True))
    hits = answer(filterset)
    assert hits == plain_search(filterset)
    return titles(hits)


def test_the_sentences_here_ask_for_all_that_is_compared():
    criteria = [filterset_for(urlencode({"q": words})).criteria for words in SENTENCES]
    assert any(asked.about for asked in criteria)
    assert any(len(asked.about) > 1 and asked.preferences and asked.sinking for asked in criteria)
    assert any(asked.sinking and not asked.about for asked in criteria)
    assert any(not asked.about for asked in criteria)
    assert {closeness for asked in criteria for _, closeness in asked.about} >= {1, 2, 4}


def test_what_is_about_the_topic_that_is_meant_is_found_whichever_words_it_has():
    make_resource("Listening well", topics=["sexual_violence"])
    make_resource("Fractions", topics=["curriculum"])
    assert ask("a girl in my class was raped at the weekend") == ["Listening well"]


def test_who_helps_whatever_has_happened_is_found_too():
    make_organisation("Front door", help_kinds=["refer_social_care"], topics=["curriculum"])
    make_organisation("Choir", help_kinds=["training"], topics=["curriculum"])
    assert ask("a girl in my class was raped at the weekend") == ["Front door"]


def test_what_has_the_words_and_is_about_the_topic_comes_before_what_has_the_words_alone():
    make_resource("Party songs for the weekend", topics=["curriculum"])
    make_resource("Listening well", topics=["sexual_violence"], resource_kinds=["advice_guidance"], audiences=["dsl"])
    found = ask("a girl in my class was raped at a party at the weekend")
    assert found[0] == "Listening well"


@pytest.mark.parametrize(
    ("asker", "first"),
    [
        ("a pupil was raped at a party", "Green"),
        ("my daughter was raped at a party", "Blue"),
        ("my boyfriend raped me at a party", "Red"),
    ],
)
def test_what_is_made_for_those_who_ask_comes_first(asker, first):
    for title, audience in (("Green", "dsl"), ("Blue", "parents_carers"), ("Red", "pupils")):
        make_resource(title, topics=["sexual_violence"], audiences=[audience], resource_kinds=["leaflet"])
    assert ask(asker)[0] == first


def test_what_is_taught_with_is_no_help_where_something_has_happened():
    make_resource("A lesson for pupils", topics=["sexual_violence"], audiences=["pupils"])
    make_resource("What to do", topics=["sexual_violence"], audiences=["pupils"], resource_kinds=["leaflet"])
    assert ask("my boyfriend raped me at a party") == ["What to do", "A lesson for pupils"]


def test_services_for_adults_come_last_where_words_speak_of_children():
    make_organisation("Counselling for adults", ages=(18, 25), phone="0300 111 2222", quality="quality_assured")
    make_organisation("Somebody to listen", summary="Counselling", ages=(5, 17))
    assert ask("counselling for a pupil") == ["Somebody to listen", "Counselling for adults"]
    assert ask("counselling for an adult")[0] == ask("counselling")[0] == "Counselling for adults"


def test_services_for_adults_come_last_even_with_the_very_name():
    make_organisation("Kids", ages=(18, 25))
    make_organisation("Somebody for kids", ages=(5, 17))
    assert ask("kids") == ["Somebody for kids", "Kids"]


def test_words_of_lessons_put_lessons_first():
    make_resource("Consent to read", resource_kinds=["leaflet"], quality="quality_assured")
    make_resource("Consent to draw", resource_kinds=["lesson_plan"])
    assert ask("consent lesson") == ["Consent to draw", "Consent to read"]
    assert ask("consent") == ["Consent to read", "Consent to draw"]


def test_an_incident_is_not_narrowed_by_the_need_of_a_child():
    make_resource("Listening well", topics=["sexual_violence"], abilities=["mainstream"])
    assert ask("an autistic pupil was raped at a party") == ["Listening well"]
    assert ask("an autistic pupil was raped at a party", ability="autism_ci") == []
