"""Whoever has a secret address has the thing: it stands in no line of a log, and in nobody's cache."""

import io
import logging
import re

import pytest
from django.urls import get_resolver

from directory.shortlist.models import Shortlist
from resourcebank.secret_addresses import NAMES, PARAMETER, is_secret, paths, without_secrets
from resourcebank.settings.logs import Private

SECRET = "nPqR7_sEcReT-0123456xy"
WITH_SECRETS = {
    "list/<slug:token>/",
    "list/<slug:token>/pack.pdf",
    "list/<slug:token>/list.csv",
    "list/<slug:token>/plan/",
    "list/<slug:token>/plan.pdf",
    "list/<slug:token>/plan.ics",
    "progress/<slug:token>/",
    "review/<slug:token>/",
    "confirm/address/<slug:token>/",
    "confirm/<slug:token>/",
    "confirm/<slug:token>/change/",
    "email/<slug:token>/",
    "email/<slug:token>/stop/",
    "admin/password-reset/<uidb64>/<token>/",
}
METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE"]


def secret_patterns():
    """Of whatever app: it is the name of a parameter that says that it is a secret."""
    return [
        path for path in paths(get_resolver()) if NAMES & {one for names in PARAMETER.findall(path) for one in names}
    ]


def filled(path, secret=SECRET):
    return "/" + re.sub(r"\(\?P<\w+>[^)]*\)|<[^>]+>", lambda _: secret, path).strip("^$")


def test_which_addresses_hold_a_secret():
    assert set(secret_patterns()) >= WITH_SECRETS


@pytest.fixture
def lines():
    """What the console is told, as it is told it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("{levelname} {name}: {message}", style="{"))
    handler.addFilter(Private())
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


@pytest.mark.django_db
@pytest.mark.once
def test_no_line_about_a_request_says_the_secret(client, lines):
    """405, 404 of the address and of one below it, a form from elsewhere, an odd host; by each method."""
    client.raise_request_exception = False
    for path in map(filled, secret_patterns()):
        for method in METHODS:
            for place in (
                path,
                f"{path}nothing/",
                path.rstrip("/") + ".",
                path.upper().replace(SECRET.upper(), SECRET),
            ):
                client.generic(method, place, HTTP_SEC_FETCH_SITE="cross-site")
            client.generic(method, path, HTTP_HOST="elsewhere.example")
    assert "Not Found: /list/..." in lines.getvalue()
    assert "Method Not Allowed" in lines.getvalue()
    assert SECRET not in lines.getvalue()


@pytest.mark.django_db
def test_no_traceback_says_the_secret(lines, client, monkeypatch):
    def fail(*args):
        raise ValueError(f"Key (token)=({SECRET}) of /list/{SECRET}/plan/ already exists")

    client.raise_request_exception = False
    monkeypatch.setattr("directory.shortlist.list_view.list_or_404", fail)
    assert client.get(f"/list/{SECRET}/").status_code == 500
    assert "ValueError: Key (token)=(...) of /list/..." in lines.getvalue()
    assert SECRET not in lines.getvalue()


@pytest.mark.parametrize("secret", [SECRET, "x", "for-tests", "0a" * 16 + "-_Az" * 10 + "xyz"])
@pytest.mark.parametrize(
    "line",
    [
        "Not Found: {}",
        "Method Not Allowed (PUT): {}",
        "Forbidden (Origin checking failed - null does not match any trusted origins.): {}",
        "Internal Server Error: {}",
        "Error handling request {}",
        '"GET {} HTTP/1.1" 200 512',
        "<WSGIRequest: GET '{}'>",
        "Slow request (5.1 s): https://bank.example.org{}",
        "Referer=https://bank.example.org:8443{}",
        "Not Found: /{}",
        "GET:{} took 3 s",
    ],
)
def test_no_sort_of_line_says_the_secret(line, secret):
    for path in secret_patterns():
        assert secret not in without_secrets(line.format(filled(path, secret))).split("...")[0].split("/")
        assert f"/{secret}" not in without_secrets(line.format(filled(path, secret)))


def test_a_secret_in_a_mistyped_address_is_known_by_its_shape():
    for _ in range(100):
        secret = Shortlist().token
        mistyped = without_secrets(f"Not Found: /lists/{secret}/")
        assert mistyped == "Not Found: /lists/.../" or secret.isalpha() or not any(map(str.isupper, secret))


def test_all_else_is_logged_as_it_is():
    for line in (
        "Not Found: /resources/a-slug-of-22-letters-x/",
        "Not Found: /lists/",
        "Not Found: /list/",
        'File "/srv/bank/.venv/lib/python3.11/email/generator.py", line 12, in flatten',
        'File "/srv/bank/directory/shortlist/list/view.py", line 12, in get',
        "MultiValueDictKeyError: 'title'",
    ):
        assert without_secrets(line) == line


@pytest.mark.django_db
@pytest.mark.once
def test_nobody_keeps_what_stands_at_a_secret_address_or_an_error_there(client):
    client.raise_request_exception = False
    for path in map(filled, secret_patterns()):
        assert is_secret(path), path
        for method in METHODS:
            for place in (path, f"{path}nothing/", path[:-1]):
                assert "no-store" in client.generic(method, place).headers["Cache-Control"], (method, place)
