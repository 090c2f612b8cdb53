"""Whole postcodes are cut before anything sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.privacy.findings import findings
from directory.privacy.numbers_and_addresses import POSTCODE_AREAS
from directory.search.language.filters.postcodes import AREAS, cut_postcodes


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ST16 2LH", "ST16"),
        ("st162lh", "st16"),
        ("St16  2lh", "St16"),
        ("st16\u00a02lh", "st16"),
        ("ST16-2LH", "ST16"),
        ("ST 16 2LH", "ST16"),
        ("ST16 2 LH", "ST16"),
        ("ST1 62LH", "ST16"),
        ("st16\u200b2lh", "st16"),
        ("ＳＴ１６ ２ＬＨ", "ST16"),
        ("counselling near b79 7aa, tamworth", "counselling near b79, tamworth"),
        ("he lives at WS7 1AB, she at WS7 2DD", "he lives at WS7, she at WS7"),
        ("M1 1AE and SW1A 1AA", "M1 and SW1A"),
        ("ST16 3TH", "ST16"),
        ("ST16 2LH 2LH", "ST16"),
        ("ST16      2LH", "ST16"),
        ("ST16\t\t\t\t\t\t2LH", "ST16"),
    ],
)
def test_a_whole_postcode_is_cut_to_its_outward_part(typed, kept):
    assert cut_postcodes(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "year 5",
        "y5 6th form",
        "KS1 2nd lesson",
        "PE 9 11 yr olds",
        "pe 5 6 at school",
        "ST16",
        "b79 counselling",
        "at 3 4 pm",
        "0800 1111",
        "aged 9 to 11",
        "my son 14 we",
    ],
)
def test_what_is_no_whole_postcode_stays(text):
    assert cut_postcodes(text) == text


postcodes = st.from_regex(r"[ \t\u00a0]{0,2}(?:ST16|ws7|B79|sw1a)[ \u00a0-]{0,2}[0-9][abdAEL][hLT]", fullmatch=True)


@given(st.lists(postcodes | st.sampled_from(["help", "for", "year 5", "a", "1", " ", "2LH", ","])).map(" ".join))
def test_nothing_of_a_whole_postcode_is_left_and_cutting_again_changes_nothing(text):
    cut = cut_postcodes(text)
    assert cut_postcodes(cut) == cut
    assert "postcode" not in {finding.kind for finding in findings(cut)}


@given(st.text())
def test_any_text_can_be_cut(text):
    assert len(cut_postcodes(text)) <= len(text)


def test_the_areas_are_those_that_personal_data_is_found_by():
    assert set(AREAS) == POSTCODE_AREAS
