"""How common words are in English: what is a word, and how little a common one says."""

import random

import pytest

from directory.search.language.english.stemming import stem
from directory.search.language.english.stop_words import STOP_WORDS
from directory.search.language.english.word_frequencies import (
    expected_share_of,
    expected_shares,
    is_english,
    zipf_by_word,
)


@pytest.mark.parametrize("word", ["naked", "party", "colleague", "toxic", "smoke", "caught", "sleeping", "therapist"])
def test_words_of_the_dictionary_are_english(word):
    assert is_english(word)


@pytest.mark.parametrize("word", ["safegaurding", "harrasment", "snapchatt", "grroping", "zxqv", ""])
def test_what_nobody_would_mean_as_it_stands_is_not(word):
    assert not is_english(word)


def test_words_are_folded_as_queries_are():
    assert all(word.isalnum() and word == word.lower() and word.isascii() for word in zipf_by_word())


def test_every_figure_is_a_zipf_value():
    assert len(zipf_by_word()) > 70_000
    assert all(0 <= zipf < 8 for zipf in zipf_by_word().values())


def test_a_common_word_is_expected_in_more_texts_than_a_rare_one():
    shares = [expected_share_of(stem(word)) for word in ("people", "party", "consent", "upskirting")]
    assert shares == sorted(shares, reverse=True)
    assert 0.8 < shares[0] < 1
    assert shares[-1] == 0


def test_a_share_is_that_of_all_forms_of_a_word():
    assert expected_share_of(stem("parties")) == expected_share_of(stem("party"))


def test_shares_are_shares():
    assert all(0 < share <= 1 for share in expected_shares().values())


def test_the_words_that_are_left_out_are_the_most_common():
    zipf = zipf_by_word()
    said = sorted(zipf.get(word, 0) for word in STOP_WORDS)
    others = random.Random(7).sample(sorted(zipf.keys() - STOP_WORDS), 1_000)
    assert said[len(said) // 2] > max(zipf[word] for word in others)
