"""What every open address has in common, whatever it answers."""

import time
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client

from directory.opendata.api import throttling
from directory.opendata.api.asking import Asked
from resourcebank.settings.logs import Quiet, logging_configuration
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOWHERE = "/api/nowhere/"


@pytest.fixture
def few_requests(settings, monkeypatch):
    """Two requests a minute, really counted, all of them in one: it does not end in between."""
    settings.API_LIMIT = 2
    here, now = Asked(), time.time()
    monkeypatch.setattr(throttling, "asked", here)
    monkeypatch.setattr(throttling, "time", SimpleNamespace(time=lambda: now))
    return here


def test_what_is_not_there_says_so_as_json(client):
    answer = client.get(NOWHERE)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/json")
    assert answer.json() == {"detail": "There is nothing at this address."}


@pytest.mark.parametrize(
    "address", ["/api/v1/entries/x/", "/api/v1/entries/a%0Ab/", "/api/v1/entries/%F0%9F%98%80//"]
)
def test_no_address_is_answered_with_a_page(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/json")


def test_an_address_without_its_last_slash_leads_to_it(client):
    answer = client.get("/api/v1/entries?topic=consent")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/api/v1/entries/?topic=consent")


def test_whatever_is_accepted_json_comes(client):
    assert client.get(NOWHERE, headers={"Accept": "text/html"}).headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_sent(client, method):
    answer = getattr(client, method)(NOWHERE)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.json() == {"detail": "Only GET, HEAD and OPTIONS are answered here."}


def test_scripts_of_any_site_may_read_and_send_nothing_of_who_reads(client):
    answer = client.get(NOWHERE, headers={"Origin": "https://school.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    asked = {"Origin": "https://school.example", "Access-Control-Request-Method": "POST"}
    assert "POST" not in client.options(NOWHERE, headers=asked).headers["Access-Control-Allow-Methods"]


def test_scripts_of_other_sites_read_no_page_for_people(client):
    answer = client.get("/about/", headers={"Origin": "https://school.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_safety_headers_stay(client):
    headers = client.get(NOWHERE).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_staff_who_have_signed_in_are_nobody_here(client):
    sign_in(client, make_user("Curator"))
    assert settings.SESSION_COOKIE_NAME in client.cookies
    answer = client.get(NOWHERE)
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_network_that_asks_too_often_is_told_when_to_come_back(few_requests, client):
    answers = [client.get(NOWHERE) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert answers[-1].json()["detail"].startswith("Too many requests from your network. Try again in ")


def test_a_network_that_asks_too_often_does_not_fill_the_log(few_requests, client, caplog):
    for _ in range(4):
        client.get(NOWHERE)
    (handler,) = logging_configuration("INFO", "text")["handlers"].values()
    records = [record for record in caplog.records if record.name == "django.request"]
    assert "quiet" in handler["filters"]
    assert [record.status_code for record in records if Quiet().filter(record)] == [404, 404]


def test_another_network_is_not_kept_out(few_requests):
    ours = [Client(REMOTE_ADDR=f"2001:db8:0:1::{number}") for number in range(3)]
    assert [one.get(NOWHERE).status_code for one in ours] == [404, 404, 429]  # a household has all of its /64
    assert Client(REMOTE_ADDR="2001:db8:0:2::1").get(NOWHERE).status_code == 404
    assert Client(REMOTE_ADDR="192.0.2.1").get(NOWHERE).status_code == 404


def test_no_address_is_kept_in_clear(few_requests):
    Client(REMOTE_ADDR="192.0.2.77").get(NOWHERE)
    kept = few_requests._uses
    assert kept
    assert "192.0.2.77" not in f"{kept}"


def test_more_parameters_than_anybody_needs_are_refused(client):
    answer = client.get("/api/nowhere/?" + "&".join(f"a{n}=1" for n in range(1_200)))
    assert answer.status_code in (400, 404)
    assert set(answer.json()) == {"detail"}
