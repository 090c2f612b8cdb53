"""How often a network has asked counts over all processes, costs little, and says of nobody who it was."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError

from directory.opendata.api import asking
from directory.opendata.api.asking import FEW, MINUTE, OF_ONE_PROVIDER, Asked
from directory.opendata.api.jobs import forget_who_asked
from directory.opendata.models import Asking

pytestmark = pytest.mark.django_db
NOW, LIMIT = 1_000 * MINUTE, 30


@pytest.fixture
def processes(monkeypatch):
    """Two, whose threads do not run: tests write themselves."""
    monkeypatch.setattr(Asked, "start", lambda self: None)
    return Asked(), Asked()


def ask(process, times, now=NOW, sender="a", provider="p"):
    return [process.count(sender, provider, now, LIMIT) for _ in range(times)][-1]


def test_what_is_asked_of_one_process_counts_in_all(processes):
    first, second = processes
    assert ask(first, 20) == ask(second, FEW) == 0
    first.write(NOW)
    second.write(NOW)
    assert Asking.objects.get().number == 20 + FEW
    assert ask(second, 1) == MINUTE
    assert ask(second, 1, sender="b") == 0
    assert ask(first, FEW) == 0  # until it has heard of the other
    first.write(NOW)
    assert ask(first, 1) > 0


def test_one_process_alone_needs_no_database_to_refuse(processes, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert ask(processes[0], LIMIT) == 0
        assert ask(processes[0], 1) == MINUTE


def test_most_who_ask_never_reach_the_database(processes):
    ask(processes[0], FEW - 1)
    processes[0].write(NOW)
    assert not Asking.objects.exists()


def test_the_minute_before_counts_by_the_part_of_it_that_is_not_a_minute_ago(processes):
    first, second = processes
    ask(first, LIMIT)
    first.write(NOW)
    assert ask(first, 1, NOW + MINUTE) > 0
    assert ask(first, LIMIT // 2, NOW + 1.5 * MINUTE) == 0
    assert 1 <= ask(first, 1, NOW + 1.5 * MINUTE) <= MINUTE / 2
    first.write(NOW + 1.5 * MINUTE)
    assert (Asking.objects.get().number, Asking.objects.get().before) == (LIMIT // 2, LIMIT)
    ask(second, FEW, NOW + 1.5 * MINUTE)
    second.write(NOW + 1.5 * MINUTE)
    assert ask(second, 1, NOW + 1.5 * MINUTE) > 0
    assert ask(first, LIMIT, NOW + 4 * MINUTE) == 0


def test_what_cannot_be_written_is_written_the_next_time(processes, monkeypatch, caplog):
    def fail(taken):
        raise DatabaseError

    ask(processes[0], FEW)
    with monkeypatch.context() as patch:
        patch.setattr(asking, "add_up", fail)
        patch.setattr(asking.connection, "close", lambda: None)  # that of the test
        processes[0].write(NOW)
    assert "could not be added up: DatabaseError" in caplog.text
    processes[0].write(NOW)
    assert Asking.objects.get().number == FEW


def test_a_wrong_clock_keeps_nobody_out(processes):
    first, second = processes
    ask(first, LIMIT, NOW + 900 * MINUTE)
    first.write(NOW + 900 * MINUTE)
    assert ask(second, FEW) == 0
    second.write(NOW)  # which takes away what cannot be
    assert not Asking.objects.filter(number__gte=LIMIT).exists()
    assert ask(second, LIMIT - FEW) == 0


def test_beyond_what_can_be_told_apart_the_networks_of_a_provider_count_as_one(processes, monkeypatch):
    monkeypatch.setattr(asking, "MOST", 2)
    for sender in "ab":
        assert ask(processes[0], LIMIT + 1, sender=sender) == MINUTE
    for number in range(OF_ONE_PROVIDER):
        assert ask(processes[0], LIMIT, sender=f"c{number}") == 0
    assert ask(processes[0], 1, sender="d") == MINUTE
    assert ask(processes[0], LIMIT, sender="e", provider="q") == 0
    assert ask(processes[0], LIMIT + 1, NOW + 3 * MINUTE, sender="d") == MINUTE  # by itself again


def test_only_the_busiest_are_written_in_one_go(processes, monkeypatch):
    monkeypatch.setattr(asking, "MOST_AT_ONCE", 1)
    ask(processes[0], LIMIT, sender="c")
    ask(processes[0], FEW, sender="d")
    processes[0].write(NOW)
    assert Asking.objects.get().sender == "c"


def test_after_two_minutes_nothing_is_left_of_it(processes):
    ask(processes[0], FEW)
    processes[0].write(NOW)
    assert forget_who_asked(now=datetime.fromtimestamp(NOW, UTC)) == "done"
    assert Asking.objects.exists()
    forget_who_asked(now=datetime.fromtimestamp(NOW + 2 * MINUTE, UTC))
    assert not Asking.objects.exists()
