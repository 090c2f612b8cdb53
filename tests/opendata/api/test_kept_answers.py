"""Answers are made once for each edition, whoever asks."""

import gzip
from types import SimpleNamespace

import pytest

from directory.opendata.api import kept_answers, validators
from directory.opendata.api.throttling import NetworkThrottle
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db
LINES = "/api/oruk/services?full=true&format=ndjson"
FULL = "/api/oruk/services?full=true&per_page=500"


@pytest.fixture(autouse=True)
def everything_is_committed(monkeypatch):
    monkeypatch.setattr(kept_answers, "connection", SimpleNamespace(in_atomic_block=False))
    yield
    kept_answers.clear()


@pytest.mark.parametrize("address", [FULL, LINES, "/api/v1/counts/", "/api/v1/topics/", "/api/v1/dates/meetings/"])
def test_an_answer_is_made_once(client, address, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(validators, "connection", SimpleNamespace(in_atomic_block=False))
    make_organisation("A helpline")
    first = client.get(address)
    with django_assert_max_num_queries(4):  # the edition alone: in a transaction its index is read each time
        again = client.get(address)
    assert (again.content, again.headers) == (first.content, first.headers)


def test_it_is_compressed_for_who_takes_that(client):
    plain, *small = [
        client.get("/api/v1/counts/", headers={"Accept-Encoding": takes}) for takes in ("", "gzip", "gzip")
    ]
    assert [gzip.decompress(answer.content) for answer in small] == [plain.content] * 2


def test_a_kept_answer_counts_as_asked(client, monkeypatch):
    asked = []
    monkeypatch.setattr(NetworkThrottle, "allow_request", lambda *_: len(asked) < 2 and not asked.append(1))
    monkeypatch.setattr(NetworkThrottle, "wait", lambda _: 1)
    assert [client.get("/api/v1/counts/").status_code for _ in range(3)] == [200, 200, 429]


def test_what_has_changed_is_in_it_at_once(client):
    make_organisation("A helpline")
    client.get(FULL)
    make_organisation("Another")
    assert client.get(FULL).json()["total_items"] == 2


def test_no_answer_to_words_is_kept_and_none_that_may_be_undone(client, monkeypatch):
    client.get(f"{FULL}&search=helpline")
    client.get("/api/v1/entries/?q=helpline")
    monkeypatch.setattr(kept_answers, "connection", SimpleNamespace(in_atomic_block=True))
    client.get(FULL)
    assert not kept_answers._kept.taken


def test_answers_take_so_much_room_and_no_more(client, monkeypatch):
    monkeypatch.setattr(kept_answers._kept, "room", 100_000)
    for number in range(1, 40):
        client.get(f"/api/v1/counts/?age={number % 18}&topic=consent&year=y{number % 7 + 1}")
    assert 0 < kept_answers._kept.taken <= 100_000
