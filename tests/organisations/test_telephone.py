"""Telephone numbers: whatever people write is kept as what a telephone dials, or refused."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from directory.organisations.telephone import SHORT_NUMBERS, dialled, read_telephone, read_telephones, written


@pytest.mark.parametrize(
    ("text", "value", "extension"),
    [
        ("01785 222000", "+441785222000", ""),
        ("(01785) 222000", "+441785222000", ""),
        ("01785-222-000", "+441785222000", ""),
        ("01785\u00a0222000", "+441785222000", ""),
        ("+44 (0)1785 222000", "+441785222000", ""),
        ("+44 1785 222000", "+441785222000", ""),
        ("0044 1785 222000", "+441785222000", ""),
        ("01785 222000 ext 123", "+441785222000", "123"),
        ("01785 222000 ext. 123", "+441785222000", "123"),
        ("01785 222000 extension 123", "+441785222000", "123"),
        ("01785 222000 x123", "+441785222000", "123"),
        ("01785 222000;ext=123", "+441785222000", "123"),
        ("01785 222000, ext 123", "+441785222000", "123"),
        ("0800 1111", "+448001111", ""),
        ("0808 800 5000", "+448088005000", ""),
        ("020 7946 0018", "+442079460018", ""),
        ("+353 1 234 5678", "+35312345678", ""),
        *((number, number, "") for number in SHORT_NUMBERS),
        ("116 123", "116123", ""),
    ],
)
def test_a_number_is_kept_as_it_is_dialled_with_its_extension_apart(text, value, extension):
    read = read_telephone(text)
    assert (read.value, read.extension) == (value, extension)


@pytest.mark.parametrize(
    "text",
    [
        "n/a",
        "",
        "0",
        "+",
        "1785222000",
        "1.78522E+09",
        "999-999-9999 x999",
        "0800 CHILD",
        "01785 22200",
        "01785222000222001",
        "07700 900123",
        "01785 222000 or 01785 222001",
        "01785 222000 (option 2)",
        "12345",
        "999 ext 1",
        "call 01785 222000",
        "0909 879 0000",  # callers pay
        "٠١٧٨٥ ٢٢٢٠٠٠",
    ],
)
def test_what_is_not_one_number_is_refused(text):
    with pytest.raises(ValidationError):
        read_telephone(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("01785 222000 or 01785 222001", [("+441785222000", "", ""), ("+441785222001", "", "")]),
        ("01785 222000 / 01785 222001", [("+441785222000", "", ""), ("+441785222001", "", "")]),
        ("01785 222000, 01785 222001", [("+441785222000", "", ""), ("+441785222001", "", "")]),
        ("01785 222000 (option 2)", [("+441785222000", "", "option 2")]),
        ("01785 222000 (9am-5pm)", [("+441785222000", "", "9am-5pm")]),
        ("01785 222000 ext 5 and 0800 1111 (night)", [("+441785222000", "5", ""), ("+448001111", "", "night")]),
        ("", []),
    ],
)
def test_several_numbers_are_told_apart_from_each_other_and_from_words_in_brackets(text, found):
    assert [(one.value, one.extension, one.note) for one in read_telephones(text)] == found


def test_no_number_among_several_is_passed_over_in_silence():
    with pytest.raises(ValidationError):
        read_telephones("01785 222000 or ask at reception")


@pytest.mark.parametrize(
    ("value", "extension", "words"),
    [
        ("+441785222000", "", "01785 222000"),
        ("+441785222000", "123", "01785 222000 extension 123"),
        ("+448001111", "", "0800 1111"),
        ("116123", "", "116 123"),
        ("999", "", "999"),
        ("+35312345678", "", "+353 1 234 5678"),
    ],
)
def test_a_number_is_written_as_people_here_write_it(value, extension, words):
    assert written(value, extension) == words
    read = read_telephone(words)
    assert (read.value, read.extension) == (value, extension)


def test_a_link_dials_the_number_and_one_known_only_here_as_it_is_dialled_here():
    assert [dialled(value) for value in ("+441785222000", "+448001111", "999", "+35312345678")] == [
        "+441785222000",
        "08001111",
        "999",
        "+35312345678",
    ]


@given(st.text(alphabet="0123456789 +()-./xet,;#&or", max_size=30))
def test_no_string_dials_a_digit_that_is_not_in_its_number(text):
    """Whatever is read is read the same again from how it is written; so nothing of it ran together."""
    try:
        found = read_telephones(text)
    except ValidationError:
        return
    for one in found:
        again = read_telephone(written(one.value, one.extension))
        assert (again.value, again.extension) == (one.value, one.extension)
        assert len(one.value) <= 16
