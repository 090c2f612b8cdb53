"""What every answer tells the browser."""

import re
from contextlib import closing

import pytest
from django.conf import settings

from resourcebank.settings.sign_in import sign_in_settings
from tests.people import make_user
from tests.signing_in import PASSWORD

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/search/?q=consent", "/search/?age=nine", "/lessons/", "/nowhere/", "/admin/login/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_allows_our_own_files_only(client, address):
    policy = client.get(address).headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["form-action"] == "'self'"
    assert "unsafe" not in policy


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_keeps_to_itself(client, address):
    headers = client.get(address).headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", [*ADDRESSES, "/embed/", "/list/"])
def test_no_other_site_can_load_our_pages_or_reach_their_windows(client, address):
    headers = client.get(address).headers
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/topics/",
        "/api/v1/nowhere/",
        "/feeds/new.atom",
        "/embed/who-do-i-call/",
        "/embed/topic/nothing-such/",
        "/favicon.ico",
        "/icon-512.png",
        "/static/css/none.css",
        "/robots.txt",
        "/networks/calendar.ics",
    ],
)
def test_what_is_made_for_other_sites_can_be_loaded_by_them(client, address):
    with closing(client.get(address)) as answer:
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_only_the_sign_in_page_sets_a_cookie_and_it_ends_with_the_browser(client):
    cookie = client.get("/admin/login/").cookies[settings.CSRF_COOKIE_NAME]
    assert (cookie["max-age"], cookie["expires"], cookie["domain"], cookie["path"]) == ("", "", "", "/")
    assert cookie["httponly"]
    assert len(client.cookies) == 1


def test_in_production_browsers_believe_our_cookies_only_from_this_very_host():
    found = sign_in_settings(debug=False)
    for cookie in ("SESSION", "CSRF"):
        assert found[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert found[f"{cookie}_COOKIE_SECURE"]
        assert f"{cookie}_COOKIE_DOMAIN" not in found
        assert f"{cookie}_COOKIE_PATH" not in found


def test_the_names_of_production_are_known_wherever_a_cookie_is_looked_for(client, settings):
    """Somebody signs in over HTTPS, is known, is not known where nobody is, and signs out."""
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = type(client)(enforce_csrf_checks=True)
    person = {"username": make_user("Contributor").username, "password": PASSWORD}
    page = client.get("/admin/login/", secure=True)
    person["csrfmiddlewaretoken"] = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
    https = {"secure": True, "headers": {"referer": "https://testserver/admin/login/"}}
    assert client.post("/admin/login/", person, **https).status_code == 302
    assert {"__Host-sessionid", "__Host-csrftoken"} == client.cookies.keys()
    assert client.get("/admin/", secure=True).status_code == 200
    answer = client.get("/api/v1/topics/", secure=True)
    assert not answer.cookies
    assert answer.wsgi_request.is_of_staff


@pytest.mark.parametrize("address", [address for address in ADDRESSES if not address.startswith("/admin/")])
def test_no_answer_to_a_reader_sets_a_cookie(client, address):
    client.get(address)
    assert not client.cookies
