"""What every answer tells the browser."""

import pytest

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


@pytest.mark.parametrize("address", [address for address in ADDRESSES if not address.startswith("/admin/")])
def test_no_answer_to_a_reader_sets_a_cookie(client, address):
    client.get(address)
    assert not client.cookies
