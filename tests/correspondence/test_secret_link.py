"""Links that stand in for an account: for one purpose, for a while."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.correspondence.secret_link import SecretLink, uuid_signed


class ALink(SecretLink):
    class Meta:
        app_label = "correspondence"
        managed = False


class AnotherLink(SecretLink):
    class Meta:
        app_label = "correspondence"
        managed = False


def a_link():
    return ALink(to="team@example.org", expires_at=timezone.now() + timedelta(days=1))


def test_a_token_names_its_link():
    link = a_link()
    assert uuid_signed(link.token, ALink) == link.uuid


def test_a_token_opens_no_link_of_another_purpose():
    assert uuid_signed(a_link().token, AnotherLink) is None


def test_a_token_that_was_changed_names_nothing():
    token = a_link().token
    other = "0" if token[0] != "0" else "1"
    assert uuid_signed(other + token[1:], ALink) is None
    assert uuid_signed(token[:-1] + ("A" if token[-1] != "A" else "B"), ALink) is None


@pytest.mark.parametrize("token", ["", "x", "0" * 75, "é" * 75, "\x00" * 75, "0" * 10_000])
def test_what_is_no_token_names_nothing(token):
    assert uuid_signed(token, ALink) is None


def test_a_token_still_opens_its_link_after_the_secret_key_was_replaced(settings):
    token = (link := a_link()).token
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another secret " * 5
    assert uuid_signed(token, ALink) == link.uuid
