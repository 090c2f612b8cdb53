"""Telephone numbers and web addresses, each one term however it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.language.contacts import contact_term, contacts_in, host_term
from directory.search.language.text_analysis import tokenize


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("0800 1111", "08001111"),
        ("08001111", "08001111"),
        ("0800-1111", "08001111"),
        ("+44 800 1111", "08001111"),
        ("+448001111", "08001111"),
        ("0808 800 5000", "08088005000"),
        ("0808-800-5000", "08088005000"),
        ("+44 808 800 5000", "08088005000"),
        ("+44 (0)808 800 5000", "08088005000"),
        ("0044 808 800 5000", "08088005000"),
        ("(01785) 222000", "01785222000"),
        ("01785 222 000", "01785222000"),
        ("116 123", "116123"),
        ("childline.org.uk", "0childlineorguk"),
        ("Childline.org.uk", "0childlineorguk"),
        ("www.childline.org.uk", "0childlineorguk"),
        ("https://www.childline.org.uk/", "0childlineorguk"),
        ("http://childline.org.uk:443/?a=b#c", "0childlineorguk"),
        ("help@childline.org.uk", "0childlineorguk"),
        ("learning.nspcc.org.uk", "0learningnspccorguk"),
    ],
)
def test_a_number_or_an_address_is_one_term_however_it_is_typed(typed, term):
    assert contact_term(typed) == term
    assert [token.folded for token in tokenize(f"call {typed} now")] == ["call", term, "now"]


def test_a_page_is_one_term_that_its_host_stands_beside():
    ways = ["https://www.example.org/Some-page/", "example.org/some-page", "www.example.org/some-page?utm=1#top"]
    assert len({contact_term(way) for way in ways}) == 1
    assert contact_term(ways[0]) != contact_term("https://example.org/another")
    assert {host_term(way) for way in ways} == {"0exampleorg"}
    assert host_term("0800 1111") == host_term("school") == ""


@pytest.mark.parametrize(
    "text",
    ["999", "101", "2025 2026", "year 2026", "0800-1630", "01/02/2026", "01-02-2026", "3.14", "school.The",
     "e.g. this", "ages 5 to 11", "P.S.H.E", "24/7", "KCSIE 2025", "section 175"],
)  # fmt: skip
def test_other_figures_and_full_stops_are_neither(text):
    assert contacts_in(text) == []


def test_an_age_after_a_number_is_not_part_of_it():
    assert [token.folded for token in tokenize("0808 800 5000 14 year old")] == ["08088005000", "14", "year", "old"]


@given(st.text(alphabet="0123456789 +-()./@:abw", max_size=80))
def test_whatever_is_typed_each_contact_is_a_word_of_its_own_place(text):
    terms = {token.folded for token in tokenize(text)}
    assert {term for _, term in contacts_in(text) if term} <= terms | {""} or "http" in text
