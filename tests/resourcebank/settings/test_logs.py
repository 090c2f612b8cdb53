"""What somebody searched for, and from where, is never logged."""

import logging

import pytest

from resourcebank.settings.logs import Private, clean


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ('"GET /search/?q=self+harm HTTP/1.1" 200 512', '"GET /search/ HTTP/1.1" 200 512'),
        ("Error handling request /search/?q=self-harm", "Error handling request /search/"),
        ("- Broken pipe from ('192.0.2.1', 50000)", "- Broken pipe from somebody"),
        ("Invalid request from ip=192.0.2.1: too long", "Invalid request from somebody: too long"),
        (f"Not Found: /confirm/{'0a' * 16}{'-_Az' * 10}xyz/change/", "Not Found: /confirm/.../change/"),
        ("Listening at: http://127.0.0.1:8000 (12)", "Listening at: http://127.0.0.1:8000 (12)"),
    ],
)
def test_a_message_loses_only_what_is_private(message, kept):
    assert clean(message) == kept


def test_arguments_of_a_message_are_cleaned_too():
    record = logging.LogRecord("x", logging.INFO, "", 0, '"%s" %s', ("GET /?q=abuse HTTP/1.1", "200"), None)
    Private().filter(record)
    assert record.getMessage() == '"GET / HTTP/1.1" 200'
