"""Numbers for whoever watches the site: by the names of views, and for those networks only that may read them."""

import logging
import math
import time
from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from directory.correspondence.models import Email
from directory.freshness.models import JobRun
from directory.health.metrics import bank, requests
from directory.inbox.models import Message
from directory.outages.replicas.replica import Replica

pytestmark = pytest.mark.django_db

SECRET = "Zx81secretTOKENofAlist"


@pytest.fixture(autouse=True)
def asked_here(monkeypatch):
    """The database is asked in the thread of the test, and each time."""
    monkeypatch.setattr(bank.bank, "answer", lambda: bank.look())


def numbers(client):
    """(name, labels) -> number, of all that is said."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    samples = [sample for family in families for sample in family.samples]
    return {(one.name.removeprefix("resourcebank_"), *one.labels.values()): one.value for one in samples}


def test_requests_are_counted_by_view_method_and_answer(client):
    key = ("requests_total", "read", "200", "pages:about")
    before = numbers(client).get(key, 0)
    client.get("/about/?q=my+teacher")
    client.head("/about/")
    said = numbers(client)
    assert said[key] == before + 2
    assert said["request_seconds_count", "pages:about"] >= 2


def test_no_word_and_no_address_is_said(client):
    for address in (f"/list/{SECRET}/", "/search/?q=selfharm", f"/nowhere-{SECRET}/", "/organisations/a-slug/"):
        client.get(address)
    text = client.get("/metrics").text
    assert 'view="shortlist:list"' in text
    assert 'view="none"' in text
    assert not any(word in text for word in (SECRET, "selfharm", "a-slug", "nowhere"))


def test_an_answer_of_an_outage_is_counted(rf):
    def kept(request):
        response = HttpResponse()
        response.outage = "kept"
        return response

    request = rf.get("/get-help-now/")
    request.resolver_match = None
    before = requests.OUTAGES.labels("kept")._value.get()
    requests.measure_requests(kept)(request)
    assert requests.OUTAGES.labels("kept")._value.get() == before + 1


def test_what_waits_what_ran_and_what_could_not_be_sent_is_said(client):
    now = timezone.now()
    Message.objects.create(purpose="problem", trouble="harmful")
    JobRun.objects.create(name="publish", words="Publishing", ran_at=now, failed=True)
    JobRun.objects.create(name="send_news", words="News", ran_at=now - timedelta(days=9))
    Email.objects.create(key="x", to="a@example.org", state="failed", ended_at=now)
    said = numbers(client)
    assert said["queue_length", "harm"] == said["queue_length", "problems"] == 1
    assert said["queue_length", "imports"] == 0
    assert said["job_failed", "publish"] == said["job_late", "send_news"] == said["emails", "failed"] == 1
    assert said["job_last_run_timestamp_seconds", "publish"] == pytest.approx(now.timestamp())
    assert said["search_index_documents",] == 0
    assert said["database_up",] == 1


def test_how_far_replicas_are_behind_is_said(client, monkeypatch):
    level, away = Replica("replica1"), Replica("replica2")
    level.note("born-1", time.monotonic() - 2, timezone.now())
    monkeypatch.setattr(bank.watch, "replicas", [level, away])
    said = numbers(client)
    assert 2 <= said["replica_lag_seconds", "replica1"] < 30
    assert said["replica_lag_seconds", "replica2"] == math.inf


def test_without_the_database_that_is_all_it_says(client, monkeypatch):
    def away():
        raise OperationalError

    monkeypatch.setattr(bank, "current_edition", away)
    said = numbers(client)
    assert said["database_up",] == 0
    assert not any(name == "queue_length" for name, *_ in said)


@pytest.mark.parametrize(
    ("asked", "trusted", "status"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, False, 200),
        ({"REMOTE_ADDR": "::1"}, False, 200),
        ({"REMOTE_ADDR": "::ffff:127.0.0.1"}, False, 200),
        ({"REMOTE_ADDR": "203.0.113.9"}, False, 404),
        ({"REMOTE_ADDR": ""}, False, 404),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}, False, 404),
        ({"REMOTE_ADDR": "203.0.113.9", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, False, 404),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_PROTO": "https"}, False, 404),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, True, 200),
    ],
)
def test_it_is_for_the_networks_that_may_read_it(client, settings, asked, trusted, status):
    settings.TRUST_PROXY_ADDRESS_HEADER = trusted
    assert client.get("/metrics", **asked).status_code == status


def test_another_network_can_be_allowed(client, settings):
    settings.METRICS_ALLOWED = [ip_network("10.1.0.0/16")]
    assert client.get("/metrics", REMOTE_ADDR="10.1.2.3").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="127.0.0.1").status_code == 404


def test_nobody_else_can_tell_that_it_is_there(client):
    there = client.get("/metrics", REMOTE_ADDR="203.0.113.9")
    assert there.status_code == client.get("/nowhere", REMOTE_ADDR="203.0.113.9").status_code == 404
    assert client.post("/metrics").status_code in (403, 404)


@pytest.mark.parametrize("address", ["/metrics", "/metrics/", "/livez/", "/readyz/", "/healthz/", "/livez%0A"])
def test_whoever_sends_a_session_of_their_own_making_there_is_told_no(client, settings, address):
    client.cookies[settings.SESSION_COOKIE_NAME] = "x"
    assert client.post(address).status_code in (403, 404)


def test_a_slow_request_is_logged_by_the_name_of_its_view(client, settings, caplog):
    settings.SLOW_REQUEST = 0
    with caplog.at_level(logging.WARNING, "directory.health"):
        client.get(reverse("search:search"), {"q": "selfharm"})
    (line,) = [record.getMessage() for record in caplog.records if record.name.startswith("directory.health")]
    assert line.startswith("search:search answered 200 after ")
    assert "selfharm" not in line
