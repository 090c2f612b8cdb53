"""Words as they were meant: what is mistyped is mended, and what is English never is."""

import random

import pytest

from directory.search.documents.index_store import index_store
from directory.search.documents.models import SynonymGroup
from directory.search.language.english.stemming import stem
from directory.search.language.english.word_frequencies import zipf_by_word
from directory.search.language.query_parser import parse_query
from directory.search.language.spelling import SHORTEST_TO_MEND, SpellingDictionary
from tests.factories import make_resource
from tests.quick import fewer

pytestmark = pytest.mark.django_db


def read(query):
    snapshot = index_store.snapshot()
    return parse_query(
        query,
        index=snapshot.index,
        spelling=snapshot.spelling,
        vocabulary=snapshot.vocabulary,
        facets={"year", "age", "district", "kind"},
    )


def corrections(query):
    return {word.typed: word.meant for word in read(query).corrections}


@pytest.fixture
def groups():
    SynonymGroup.objects.create(phrases="unwanted touching\ngroping")
    SynonymGroup.objects.create(phrases="child who has harmed\nperpetrator")
    SynonymGroup.objects.create(phrases="social media\nsnapchat")


@pytest.mark.usefixtures("groups")
@pytest.mark.parametrize(
    ("typed", "meant"), [("gropping", "groping"), ("perpatrator", "perpetrator"), ("snapchatt", "snapchat")]
)
def test_a_word_that_stands_only_in_synonyms_is_mended(typed, meant):
    make_resource("Something else")
    assert corrections(f"{typed} on the bus") == {typed: meant}


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("naked", "named"),
        ("party", "parts"),
        ("colleague", "colleagues"),
        ("toxic", "topic"),
        ("smoke", "spoke"),
        ("caught", "taught"),
        ("sleeping", "keeping"),
        ("filmed", "films"),
        ("bruises", "bruise"),
    ],
)
def test_english_stays_itself_however_near_another_word_is(word, near):
    make_resource(f"All about {near}")
    assert corrections(f"{word} yesterday") == {}
    assert [clause[0][0] for clause in read(word).clauses] == [(stem(word),)]


def test_no_word_of_english_is_ever_mended_or_parted():
    words = random.Random(2026).sample(sorted(zipf_by_word()), fewer(200))
    longer = [word for word in words if len(word) > SHORTEST_TO_MEND]
    make_resource("Near", how_to_use=" ".join(word[:-2] + word[-1] for word in longer))  # to each of them
    index_store.snapshot()
    for word in words:
        found = read(f"{word} xylophone glockenspiel")
        assert (word, found.corrections) == (word, [])
        assert sum(len(clause[0][0]) for clause in found.clauses) <= 3


def test_therapist_is_not_the_rapist():
    make_resource("The rapist", summary="Stopping the rapist")
    assert [clause[0][0] for clause in read("therapist").clauses] == [("therapist",)]


def test_what_is_written_together_by_mistake_is_parted():
    make_resource("Safety plan")
    assert [clause[0][0] for clause in read("safetyplan").clauses] == [("safeti",), ("plan",)]


def test_what_is_written_apart_by_mistake_is_joined():
    make_resource("Childline")
    assert [clause[0][0] for clause in read("child line").clauses] == [("childlin",)]


def test_a_mistyped_word_in_a_long_sentence_is_mended_too():
    make_resource("Safeguarding")
    assert corrections("what do we do about safegaurding when a boy has sent a nude to a girl in my class") == {
        "safegaurding": "safeguarding"
    }


def test_fewer_errors_count_before_more_and_then_more_entries():
    dictionary = SpellingDictionary(["harass", "harassed", "harassment"])
    assert dictionary.near("harasment") == [(1, "harassment")]
    for _ in range(2):
        make_resource("Blonkers")
    make_resource("Blonkert")
    assert corrections("blonkerx yesterday") == {"blonkerx": "blonkers"}


def test_a_dictionary_knows_its_words_and_those_that_begin_so():
    dictionary = SpellingDictionary(["contest", "consent"], [b"banter", b"consensual", b"consent"])
    assert "contest" in dictionary
    assert "banter" in dictionary
    assert "con" not in dictionary
    assert dictionary.near("bantee") == [(1, "banter")]
    assert dictionary.near("consentt") == [(1, "consent")]
    assert dictionary.completions("conse") == ["consensual", "consent"]
    assert dictionary.completions("co") == []
