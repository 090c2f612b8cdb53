"""Who asks, and whether they plan: by the words alone."""

import pytest

from directory.search.language.asker import PARENT, YOUNG_PERSON, asker_of, is_planning
from directory.search.language.text_analysis import content_words

STAFF = ""


@pytest.mark.parametrize(
    "query",
    [
        "my daughter was groped at a party",
        "my 9 year old has been shown porn",
        "our youngest lad is being blackmailed",
        "My Son's girlfriend hits him",
        "daughters boyfriend checks her phone",
        "my little girl says a boy hurt her",
        "as a parent what can i do about bullying",
        "my 14yo sent a nude",
        "my autistic teenage son touched someone",
        "my stepdaughter told me something",
        "my 9-year-old was touched",
        "found out my 12yr old has been sending pics",
        "teenage daughter hates school",
        "ive found disgusting searches on his tablet",
        "my Y5 lad got sent a video",
        "her dad and i want to know what happens",
    ],
)
def test_who_speaks_of_their_own_child_is_a_parent(query):
    assert asker_of(query) == PARENT


@pytest.mark.parametrize(
    "query",
    [
        "my boyfriend wont stop asking for pics",
        "someone shared a nude of me",
        "he touched me on the bus",
        "my stepdad comes in my room",
        "im 14 and im scared",
        "they call me a slag",
        "me and my friend got followed",
        "i want to die",
        "he put his hand up my skirt",
        "I've been raped",
        "a boy in my class pulls my skirt up im 9",
        "i am nine and a boy is rude to me",
        "a lad spiked my drink and i woke up",
        "he keeps looking down my top",
        "a boy told me to send a nude",
        "i keep touching myself in lessons",
        "my mum told me to stop",
        "my ex is blackmailing me",
    ],
)
def test_who_speaks_of_themselves_is_a_young_person(query):
    assert asker_of(query) == YOUNG_PERSON


@pytest.mark.parametrize(
    "query",
    [
        "a pupil told me she was raped",
        "girl in year 9 says a boy touched her",
        "what do i do when a child discloses",
        "consent lesson year 8",
        "upskirting",
        "",
        "two pupils in my class sent nudes",
        "i am the dsl and need advice",
        "a student has told me her boyfriend hits her",
        "how do i report to social care",
        "its friday night and a mum has just emailed me about her daughter",
        "a parent of a boy in the team has rung me",
        "our looked after boy starts monday",
        "our year 9 girl was followed",
    ],
)
def test_all_others_are_taken_for_staff(query):
    assert asker_of(query) == STAFF


@pytest.mark.parametrize("query", ["MY SON was hit", "my  son\n was hit", "my són was hit", "“my son” was hit"])
def test_case_spaces_and_accents_do_not_matter(query):
    assert asker_of(query) == PARENT


@pytest.mark.parametrize(
    "query",
    [
        "worksheet about sexual harassment",
        "policy template for child on child abuse",
        "pshe scheme of work on relationships",
        "worksheet on upskirting",
        "INSET on grooming",
        "questions governors ask about rape",
        "how to teach about nudes",
        "ks3 sexting",
        "kcsie on sexual violence",
    ],
)
def test_who_teaches_or_decides_is_planning(query):
    assert is_planning(content_words(query))


@pytest.mark.parametrize(
    "query",
    ["a teacher touched me", "he was raped in a lesson", "nudes in year 9", "teaching assistant touched me", ""],
)
def test_who_tells_what_happened_is_not(query):
    assert not is_planning(content_words(query))


@pytest.mark.parametrize("query", ["a governor has been contacting girls", "i am the chair of governors"])
def test_a_governor_may_have_done_something_or_been_told(query):
    assert not is_planning(query.split())
    assert is_planning("training for governors".split())
