import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.documents.querysets import joined_terms
from directory.search.language.text_analysis import content_words, fold, terms, tokenize


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


# Letters, signs that nobody sees, and full stops between letters


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Łódź", "lodz"),
        ("Søren", "Soren"),
        ("Straße", "STRASSE"),
        ("Đorđe, Ægir, Œuvre, Þór, Ísafjörður", "dorde aegir oeuvre thor isafjordur"),
        ("İstanbul ısı", "istanbul isi"),
        ("con\u00adsent", "consent"),
        ("con\u200bsent\u2060ing \ufeffnow", "consenting now"),
        ("re\u0301sume\u0301", "résumé"),
        ("P.S.H.E lessons", "PSHE lessons"),
        ("p.s.h.e. lessons", "pshe lessons"),
        ("R.S.E", "rse"),
        ("F.E. colleges", "FE colleges"),
        *((f"girls{sign} toilets don{sign}t", "girls' toilets don't") for sign in "’‘‛ʼ′`´＇"),
    ],
)
def test_terms_are_the_same_however_a_letter_is_typed(said, typed):
    assert terms(said) == terms(typed)
    assert [token.folded for token in tokenize(said)] == [token.folded for token in tokenize(typed)]


def test_a_full_stop_that_ends_a_sentence_or_shortens_a_phrase_joins_nothing():
    assert [token.folded for token in tokenize("e.g. school.The end")] == ["e", "g", "school", "the", "end"]


ODD = "aŁøßİ\u00ad\u200b\u2060\ufeff\u0301'’ʼ´`.&１Ａ 0-@:/wé"


@given(st.text(alphabet=ODD) | st.text())
def test_tokens_stand_one_after_the_other_where_their_letters_were_typed(text):
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        assert token.folded
        assert set(token.folded) <= set(string.ascii_lowercase + string.digits)
        end = token.end


@given(st.text(alphabet=ODD) | st.text())
def test_words_that_are_folded_already_stay_as_they_are(text):
    words = content_words(text)
    assert fold(fold(text)) == fold(text)
    assert all(content_words(word) == [word] for word in words)


@given(st.text(alphabet=ODD))
def test_queries_and_entries_are_read_alike_but_for_web_addresses(text):
    if "." not in text and "http" not in text and "@" not in text:
        assert [token.folded for token in tokenize(text) if not token.is_stop_word] == content_words(text)
