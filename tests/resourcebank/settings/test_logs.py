"""What somebody searched for, and from where, is never logged."""

import io
import json
import logging
import sys
from datetime import datetime

import pytest

from resourcebank.settings.logs import FORMATS, Private, clean, logging_configuration


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


TOKEN = "Zx81_secret-TOKENofAlst"


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (f"/list/{TOKEN}/", "/list/.../"),
        (f"/list/{TOKEN}/pack.pdf", "/list/.../pack.pdf"),
        (f"/progress/{TOKEN}/", "/progress/.../"),
        (f"/review/{TOKEN}/", "/review/.../"),
        (f"/email/{TOKEN}/stop/", "/email/.../stop/"),
        (f"/confirm/address/{TOKEN}/", "/confirm/address/.../"),
        (f"/admin/password-reset/MQ/c9x2ab-{TOKEN}/", "/admin/password-reset/MQ/.../"),
        ("/list/add/", "/list/add/"),
        ("/email/meetings/", "/email/meetings/"),
        ("/resources/a-very-long-name-of-an-entry/", "/resources/a-very-long-name-of-an-entry/"),
    ],
)
def test_an_address_that_is_a_key_is_cut(path, kept):
    assert clean(f"Method Not Allowed (PUT): {path}") == f"Method Not Allowed (PUT): {kept}"


@pytest.fixture(params=FORMATS)
def written(request):
    """Has a record go through the handler that production has, in each format, and returns what is written."""

    def write(record):
        configuration = logging_configuration("INFO", request.param)
        handler = logging.StreamHandler(lines := io.StringIO())
        handler.setFormatter(configuration["formatters"]["ours"]["()"]())
        for name in configuration["handlers"]["console"]["filters"]:
            handler.addFilter(configuration["filters"][name]["()"]())
        handler.handle(record)
        return lines.getvalue()

    write.format = request.param
    return write


def a_failure():
    try:
        raise ValueError(f"no such list: /list/{TOKEN}/?q=self+harm")
    except ValueError:
        return sys.exc_info()


def test_each_format_says_the_same_and_keeps_the_same_to_itself(written):
    asked = (f"/list/{TOKEN}/?q=abuse",)
    record = logging.LogRecord("bank", logging.ERROR, "", 0, "Not Found: %s", asked, a_failure())
    record.request = "<WSGIRequest: GET '/search/?q=abuse'>"
    text = written(record)
    assert "Not Found: /list/.../" in text
    assert "ValueError" in text
    assert not any(word in text for word in (TOKEN, "abuse", "self+harm", "WSGIRequest"))


def test_json_is_one_line_of_these_fields(written):
    record = logging.LogRecord("bank", logging.INFO, "", 0, "All is well", (), None)
    record.user = "Ada"
    text = written(record)
    if written.format == "json":
        said = json.loads(text)
        assert datetime.fromisoformat(said.pop("time")).tzinfo
        assert said == {"level": "INFO", "logger": "bank", "message": "All is well"}
    assert text.count("\n") == 1
    assert "Ada" not in text
