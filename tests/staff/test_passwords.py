"""Passwords that somebody who knows this site, or its staff, would try first."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

PERSON = User(username="c.wainwright", first_name="Curtis", last_name="Wainwright", email="wainwright@moor.example")


@pytest.mark.parametrize(
    "password",
    [
        "Password1234!",
        "P4$$w0rd1234",
        "changeme1234",
        "ChangeMe!2026",
        "staffordshire",
        "St4ff0rdsh1re!!",
        "safeguarding1",
        "Safeguarding2026!",
        "safeguarding84629157",
        "resourcebank1",
        "Re5ourceB4nk99",
        "aaaaaaaaaaaa",
        "abcabcabcabcabc",
        "Welcome2Summer26",
        "Autumn2026!!",
        "qwertyuiop12",
        "1q2w3e4r5t6y",
        "1qaz2wsx3edc",
        "zyxwvutsrqpon",
        "LocalAuthority1",
        "CountyCouncil2026",
        "Wainwright2026!",
        "curtis.Wainwright",
        "letmein letmein letmein",
    ],
)
def test_what_anybody_would_try_is_refused(password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, PERSON)
    assert any("too easy to guess" in message or "too similar" in message for message in refused.value.messages)


@pytest.mark.parametrize(
    "password",
    [
        "four words nobody guesses",
        "safeguarding otter lantern plum",
        "purple-kettle-staffordshire-walrus",
        "x7$kQ!9vTz2m",
        "84629157kx93",
        "correct horse battery staple",
        "I walked 12 miles to Leek in June",
        "zażółć gęślą jaźń",
        "пароль и ещё три слова",
        "made up for a test",
    ],
)
def test_a_long_phrase_or_a_random_one_is_taken_also_with_a_word_of_ours(password):
    validate_password(password, PERSON)
    validate_password(password)


def test_the_words_of_the_sites_own_address_are_refused(settings):
    settings.SITE_ADDRESS = "https://bank.loamshire.gov.uk"
    with pytest.raises(ValidationError, match="too easy to guess"):
        validate_password("Loamshire-2026!")


def test_a_very_long_password_is_looked_at_in_no_time():
    validate_password("kestrel otter " + "ab" * 2_000 + "".join(map(chr, range(200, 2_000))))


def test_the_form_says_beforehand_what_is_refused():
    assert any("Three or more words" in text for text in password_validators_help_texts())
