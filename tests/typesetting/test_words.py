import time

import pytest

from directory.typesetting.words import CUT, MOST_LETTERS, blank, joined, letters_in, said


def opened(text):
    return {one["text"].replace("\xa0", " "): one["to"] for one in said(text) if "to" in one}


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            "See https://www.example.org/a/b?c=d#e.",
            {"https://www.example.org/a/b?c=d#e": "https://www.example.org/a/b?c=d#e"},
        ),
        ("(www.example.org)", {"www.example.org": "https://www.example.org"}),
        ("Ask help@nspcc.org.uk, please", {"help@nspcc.org.uk": "mailto:help@nspcc.org.uk"}),
        ("0808 800 5000 or 01785 223344", {"0808 800 5000": "tel:08088005000", "01785 223344": "tel:01785223344"}),
        ("0800 1111, or 999 now.", {"0800 1111": "tel:08001111", "999": "tel:999"}),
        ("It costs £999. 101 calls", {"101": "tel:101"}),
        ("On 3 March 2026, 1,101 of 9990", {}),
        ("javascript:alert(1) <a href='x'>", {}),
    ],
)
def test_what_can_be_called_or_opened_is_a_link(text, links):
    assert opened(text) == links
    assert letters_in(said(text)).replace("\xa0", " ") == text


def test_no_number_breaks_over_a_line():
    for number in ("0300 111 8007", "020 4513 9990", "01785 222000 extension 123"):
        assert number.replace(" ", "\xa0") in letters_in(said(f"Call {number} by day."))


def test_a_link_leads_to_what_opens_and_to_nothing_else():
    assert said("Childline", to="tel:08001111") == [{"text": "Childline", "to": "tel:08001111"}]
    for address in ("javascript:alert(1)", "file:///etc/passwd", "https://x.org/" + "x" * 3_000):
        assert all("to" not in one for one in said("Childline", to=address))


def test_a_text_without_end_is_cut_where_a_word_ends():
    words = letters_in(said("word " * MOST_LETTERS))
    assert words.endswith(f"word{CUT}")
    assert len(words) < MOST_LETTERS + 50


@pytest.mark.parametrize("text", ["x", "x.", "a@", "a@b.", "http://", "0123 ", "www.", "0", "ب ", "ช"])
def test_no_text_takes_long_to_read(text):
    begin = time.process_time()
    said(text * (MOST_LETTERS // len(text)))
    assert time.process_time() - begin < 0.5


def test_texts_pieces_and_lines_to_write_on_stand_in_one_line():
    assert joined(["at ", blank(5), said("now", strong=True)]) == [
        {"text": "at "},
        {"blank": 5},
        {"text": "now", "strong": True},
    ]
