"""What words and texts mean, by the table that the product brings along."""

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.meaning.nearness import DIMENSIONS, NO_MEANING, SAME, SCALE, nearness, packed, unpacked
from directory.search.meaning.words import TABLE, vector_of, word_table

MOST_BYTES = 8_000_000

whole_vectors = st.binary(min_size=DIMENSIONS, max_size=DIMENSIONS).map(
    lambda drawn: np.frombuffer(drawn, dtype=np.int8).astype(np.int64)
)


def near(one, other):
    (found,) = nearness(unpacked(vector_of(one.split())), vector_of(other.split()))
    return found


@pytest.mark.parametrize(
    ("said", "meant", "else_"),
    [
        ("groped", "touching", "timetable"),
        ("boyfriend controls her", "coercive relationship abuse", "pornography lessons"),
        ("camhs waiting list", "mental health support", "police powers"),
        ("blackmailed over naked selfies", "sexual extortion pictures", "school governors"),
        ("slag", "sexual insult girl", "risk assessment"),
    ],
)
def test_what_means_the_same_is_nearer_than_what_does_not(said, meant, else_):
    assert near(said, meant) > near(said, else_) + 100


def test_a_text_is_nearest_to_itself_in_any_order():
    assert near("sharing nudes online", "online sharing nudes") >= SAME - 20


@pytest.mark.parametrize("words", [[], ["xyzzy"], ["zxcvb", "qwrtp"], ["went"], [""], ["kein", "wört"]])
def test_what_says_nothing_that_is_known_means_nothing(words):
    assert vector_of(words) == b""


def test_a_word_that_is_not_known_changes_nothing():
    assert vector_of(["consent", "xyzzy"]) == vector_of(["consent"])


def test_a_word_counts_as_often_as_it_is_said_to():
    once, thrice = vector_of(["consent", "football"]), vector_of({"consent": 3, "football": 1})
    consent = vector_of(["consent"])
    assert nearness(unpacked(thrice), consent) > nearness(unpacked(once), consent)


@given(whole_vectors)
def test_a_packed_vector_keeps_its_direction(vector):
    kept = unpacked(packed(vector))[0].astype(float)
    if not vector.any():
        assert packed(vector) == NO_MEANING
    else:
        assert kept @ vector >= 0.7 * np.linalg.norm(kept) * np.linalg.norm(vector)


@given(st.lists(whole_vectors, max_size=5), whole_vectors)
def test_nearness_is_what_whole_numbers_say(vectors, wanted):
    rows = unpacked(b"".join(map(packed, vectors)))
    products = rows.astype(int) @ unpacked(packed(wanted))[0].astype(int)
    assert nearness(rows, packed(wanted)).tolist() == [max(0, int(one) * SAME // SCALE**2) for one in products]


def test_many_rows_are_as_near_as_each_alone():
    rows = word_table().vectors[:2_000]
    wanted = vector_of(["consent"])
    assert nearness(rows, wanted)[[0, 700, 1_999]].tolist() == [
        int(nearness(rows[place : place + 1], wanted)[0]) for place in (0, 700, 1_999)
    ]


def test_the_table_is_small_in_order_and_has_the_words_of_the_starter_content():
    words = word_table().words
    assert TABLE.stat().st_size <= MOST_BYTES
    assert (words[1:] > words[:-1]).all()
    for word in ("upskirting", "safeguarding", "tamworth", "behaviour", "camhs", "sextortion"):
        assert word.encode() in words


def test_a_process_reads_the_table_only_when_it_is_asked():
    program = (
        "import directory.search.meaning.nearness; from directory.search.meaning import words;"
        "assert words.word_table.cache_info().currsize == 0"
    )
    environment = os.environ | {"PYTHONPATH": os.getcwd()}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
