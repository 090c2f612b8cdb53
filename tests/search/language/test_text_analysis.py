import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.documents.querysets import joined_terms
from directory.search.language.text_analysis import fold, terms, tokenize


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Children who have been harmed", "child harmed"),
        ("Bullying", "bullied"),
        ("Policies", "policy"),
        ("Everyone’s Invited", "everyones invited"),
        ("Everyone's Invited", "everyones invited"),
        ("child-on-child abuse", "CHILD ON CHILD abuse"),
        ("Café", "cafe"),
        ("sexual violence & harassment", "sexual violence and harassment"),
        ("the women of the town", "woman town"),
    ],
)
def test_terms_are_the_same_however_a_thing_is_written(said, typed):
    assert terms(said) == terms(typed)


def test_terms_keep_acronyms_whole():
    assert terms("DSL, FE and PMLD") == ["dsl", "fe", "pmld"]


def test_terms_of_only_small_words_are_none():
    assert terms("who can it be for?") == []


@given(st.text())
def test_terms_hold_only_plain_letters_and_figures(text):
    assert all(set(term) <= set(string.ascii_lowercase + string.digits) for term in terms(text))


@given(st.text())
def test_fold_changes_nothing_the_second_time(text):
    assert fold(fold(text)) == fold(text)


def test_joined_terms_let_a_whole_word_be_found_between_spaces():
    assert " ask " in joined_terms(["first", "ask"])
    assert " as " not in joined_terms(["first", "ask"])


@given(st.text())
def test_tokenize_gives_the_words_that_are_searched_for_each_in_its_place(text):
    found = tokenize(text)
    assert all(fold(text[word.start : word.end]) for word in found)
    assert [word.start for word in found] == sorted(word.start for word in found)


def test_tokens_keep_their_places():
    text = "Everyone’s  Invited & more"
    assert [(text[word.start : word.end], word.folded) for word in tokenize(text)] == [
        ("Everyone’s", "everyones"),
        ("Invited", "invited"),
        ("&", "and"),
        ("more", "more"),
    ]
