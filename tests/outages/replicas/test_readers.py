"""Readers are shown what a replica has; what anybody sends, and who has signed in, asks the database itself."""

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import OperationalError, connections

from directory.outages.copy.reading import copy_on_disk
from directory.outages.replicas.readers import replica_for
from directory.outages.replicas.watch import watch
from directory.search.documents.index_store import index_store
from directory.search.pages.state import read_edition
from tests.factories import make_organisation, make_resource
from tests.outages.away import database_away

pytestmark = pytest.mark.django_db

DATED = "as they stood on"


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


def test_readers_pages_ask_the_replica_alone(client, make_replica, django_assert_num_queries):
    entry = make_organisation(title="A line for tests")
    make_replica()
    for path in ("/", "/get-help-now/", "/search/?q=line", entry.get_absolute_url(), "/topics/", "/glossary/"):
        with django_assert_num_queries(0):
            response = client.get(path)
        assert response.status_code == 200, path
        assert DATED not in response.text
    assert "A line for tests" in client.get("/search/?q=line").text


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("post", "/who-do-i-call/", {}),
        ("get", "/list/", {}),
        ("get", "/suggest/", {}),
        ("get", "/progress/for-tests/", {}),
        ("get", "/admin/", {}),
        ("get", "/nowhere/", {}),
        ("get", "/", {"cookie": f"{settings.SESSION_COOKIE_NAME}=made-up"}),
        ("get", "/", {"referer": "https://testserver/thanks/", "host": "testserver"}),
        ("get", "/", {"referer": "https://[", "host": "testserver"}),
    ],
)
def test_whoever_sends_has_sent_or_has_signed_in_is_answered_by_the_database(rf, make_replica, method, path, headers):
    make_replica()
    assert replica_for(getattr(rf, method)(path, headers=headers)) is None


@pytest.mark.parametrize("referer", ["", "https://testserver/search/", "https://www.example.org/thanks/"])
def test_wherever_else_a_reader_comes_from_the_replica_answers(rf, make_replica, referer):
    replica = make_replica()
    assert replica_for(rf.get("/?q=line", headers={"referer": referer, "host": "testserver"})) is replica


def test_one_that_may_be_further_behind_than_is_allowed_is_not_asked(rf, make_replica):
    replica = make_replica()
    replica.level_at = time.monotonic() - settings.REPLICA_LAG - 1
    assert replica_for(rf.get("/")) is None


def test_whoever_has_saved_something_here_sees_it_though_the_replica_has_not_come_so_far(client, make_replica):
    replica = make_replica()
    entry = make_resource("Saved a moment ago")
    read_edition()
    assert "Saved a moment ago" in client.get(entry.get_absolute_url()).text
    assert watch._wanted.is_set()  # so that it is not for long
    replica.edition = read_edition()
    assert client.get(entry.get_absolute_url()).status_code == 404  # it is asked again, and says what it has


def test_no_page_is_made_of_two_editions(client, make_replica):
    replica = make_replica()
    entry = make_resource("Only in the database")
    index_store._snapshot = index_store.snapshot()
    before = index_store._snapshot
    replica.edition = read_edition()  # as far as is known, it is level
    assert "Only in the database" in client.get("/search/?q=only").text
    assert entry.get_absolute_url() in client.get("/search/?q=only").text
    assert index_store._snapshot is before  # nothing was read anew for it
    assert replica.answers


def test_what_a_replica_cannot_answer_is_asked_of_the_database(client, make_replica, monkeypatch):
    replica = make_replica()
    assert client.get("/impact/").status_code == 200  # a table that is not in it
    assert not replica.answers
    assert client.get("/").status_code == 200


def test_one_that_cannot_be_connected_to_rests_and_nobody_notices(client, make_replica, monkeypatch):
    replica = make_replica()

    def fail():
        raise OperationalError("away")

    monkeypatch.setattr(connections["replica1"], "ensure_connection", fail)
    monkeypatch.setattr(connections["replica1"], "cursor", fail)
    assert client.get("/get-help-now/").status_code == 200
    assert not replica.answers


def test_with_the_database_away_readers_go_on_and_are_told_the_date_once_it_may_be_old(client, make_replica):
    make_organisation(title="A line for tests")
    replica = make_replica()
    with database_away():
        response = client.get("/search/?q=line")
        assert "A line for tests" in response.text
        assert DATED not in response.text
        replica.level_at = time.monotonic() - settings.REPLICA_LAG - 1
        replica.as_of -= timedelta(hours=26)
        response = client.get("/search/?q=line")
        assert "A line for tests" in response.text
        assert DATED in response.text
        assert "no-store" in response.headers["Cache-Control"]
        assert client.get("/suggest/").status_code == 503


def test_one_that_lacks_what_this_process_has_seen_gives_way_to_the_copy(client, make_replica):
    replica = make_replica()
    replica.edition = "another-1"
    with database_away():
        assert DATED in client.get("/search/").text
    assert replica.as_of == copy_on_disk.get().at


def test_a_log_says_once_that_one_is_not_asked(make_replica, caplog):
    replica = make_replica()
    for _ in range(3):
        replica.rest()
    assert [record.getMessage() for record in caplog.records] == [
        "The database replica1 is not asked: it does not answer as a replica of this bank"
    ]
