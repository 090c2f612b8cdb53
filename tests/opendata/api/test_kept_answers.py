"""Long answers are made once for each edition, whoever asks."""

from types import SimpleNamespace

import pytest

from directory.opendata.api import kept_answers
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db
LINES = "/api/oruk/services?full=true&format=ndjson"
FULL = "/api/oruk/services?full=true&per_page=500"


@pytest.fixture(autouse=True)
def anything_is_long_and_committed(monkeypatch):
    monkeypatch.setattr(kept_answers, "LONG", 1)
    monkeypatch.setattr(kept_answers, "connection", SimpleNamespace(in_atomic_block=False))
    yield
    kept_answers._kept.clear()


@pytest.mark.parametrize("address", [FULL, LINES])
def test_a_whole_list_is_made_once(client, address, django_assert_max_num_queries):
    make_organisation("A helpline")
    first = client.get(address)
    with django_assert_max_num_queries(6):  # what edition it is, and when anything last changed
        again = client.get(address)
    assert (again.content, again.headers) == (first.content, first.headers)


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
    assert not kept_answers._kept


def test_few_answers_are_kept(client):
    for number in range(1, 12):
        client.get(f"/api/v1/entries/?per_page={number}")
    assert 0 < len(kept_answers._kept) <= kept_answers.MOST_KEPT
