"""What machines are told at /livez, /readyz and /healthz, however they ask."""

import pytest
from django.db import connection

from directory.health import probes
from directory.health.readiness import Part

PROBES = ["/livez", "/readyz", "/healthz"]


@pytest.fixture(autouse=True)
def in_production(settings):
    settings.SECURE_SSL_REDIRECT = True


@pytest.fixture
def found(monkeypatch):
    """Has these parts be what was found."""
    parts = [Part("database", "ok"), Part("worker", "ok")]
    monkeypatch.setattr(probes.readiness, "answer", lambda: parts)
    return parts


@pytest.mark.parametrize("address", PROBES)
@pytest.mark.parametrize("host", ["10.0.0.7:8000", "anything.example", ""])
def test_a_balancer_asks_by_number_and_in_plain_http(client, found, address, host):
    response = client.get(address, headers={"host": host})
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Content-Type"].startswith("text/plain")
    assert int(response.headers["Content-Length"]) == len(response.content)


@pytest.mark.parametrize("address", PROBES)
def test_the_answers_keep_to_themselves_and_set_no_cookie(client, found, address):
    headers = client.get(address).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert not client.cookies


@pytest.mark.parametrize("address", PROBES)
def test_nothing_can_be_sent_there(client, found, address):
    assert client.post(address, {"x": 1}).status_code == 405
    assert client.head(address).status_code == 200


def test_a_process_lives_without_any_database(client, monkeypatch):
    monkeypatch.setattr(connection, "ensure_connection", None)
    assert client.get("/livez").text == "ok\n"


@pytest.mark.parametrize("address", ["/readyz", "/healthz"])
@pytest.mark.parametrize(
    ("state", "status", "word"),
    [("ok", 200, "ready"), ("degraded", 200, "ready, degraded"), ("fails", 503, "not ready")],
)
def test_it_says_in_a_word_whether_it_can_serve_and_then_each_part(client, found, address, state, status, word):
    found[0] = Part("database", state)
    response = client.get(address)
    assert response.status_code == status
    assert response.text.splitlines() == [word, f"database: {state}", "worker: ok"]


def test_a_probe_that_fails_is_no_error_in_the_log(client, found, caplog):
    found[0] = Part("database", "fails")
    client.get("/readyz")
    assert not caplog.records


@pytest.mark.django_db
def test_every_other_address_still_needs_the_name_and_https(client):
    assert client.get("/about/", headers={"host": "10.0.0.7"}).status_code == 400
    assert client.get("/about/").status_code == 301
