"""Words as they are written in messages."""

import pytest

from directory.search.language.english.texting import TEXTING
from directory.search.language.query_tokens import query_tokens
from directory.search.language.text_analysis import fold, tokenize


def meant(query):
    return " ".join(token.plain().word for token in query_tokens(query, tokenize(query)))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("my bf wont leave me alone", "my boyfriend wont leave me alone"),
        ("sum1 sent my pix to every1", "someone sent my picture to everyone"),
        ("wot do i do abt my m8", "what do i do about my mate"),
        ("Plz can u tlk 2day", "please can you talk today"),
        ("he wants newds bcos he luvs me", "he wants nudes because he luvs me"),
        ("he tuched me and made me tuch him", "he touched me and made me touch him"),
        ("da vid got leeked at skool", "the video got leaked at school"),
    ],
)
def test_a_message_is_read_as_it_is_meant(typed, read):
    assert meant(typed) == read


def test_a_word_stays_where_it_was_typed():
    _, token = query_tokens("my bf", tokenize("my bf"))
    plain = token.plain()
    assert (plain.start, plain.end, plain.typed, plain.word) == (3, 5, "bf", "boyfriend")


def test_no_word_is_written_for_two():
    assert len(TEXTING) == len(set(TEXTING))
    assert not TEXTING.keys() & set(TEXTING.values())


def test_what_is_written_is_found_by_the_form_that_words_have_in_a_query():
    assert all(fold(written) == written for written in TEXTING)


@pytest.mark.parametrize("name", ["PE", "RE", "DT", "ICT", "DSL", "KS2", "Y5", "SEN", "LAC", "CSE", "MAT", "NGA"])
def test_what_schools_shorten_is_no_texting(name):
    assert name.lower() not in TEXTING
