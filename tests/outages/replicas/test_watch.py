"""How far a replica is behind is measured on two servers, of which one follows the other."""

import math
import time

import dj_database_url
import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import DatabaseWrapper

from directory.outages.replicas.watch import Watch
from directory.search.pages.state import last_edition
from tests import machine
from tests.nodes.servers import primary_and_replica

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(machine.postgres_folder() is None, reason="needs the server programs of PostgreSQL"),
]
FAST = "fsync = off\nfull_page_writes = off"
EDITION = """
CREATE TABLE search_edition (id int, born text, revision bigint, vocabulary_revision bigint);
INSERT INTO search_edition VALUES (1, 'born', 1, 1)
"""


@pytest.fixture
def servers(monkeypatch):
    """Both, as "default" and "replica1" of this thread."""
    own = connections[DEFAULT_DB_ALIAS]
    monkeypatch.setattr(last_edition, "seen", None)
    with primary_and_replica(FAST) as both:
        both[0].ask(EDITION)
        for alias, server in zip((DEFAULT_DB_ALIAS, "replica1"), both, strict=True):
            given = {**connections.settings[DEFAULT_DB_ALIAS], **dj_database_url.parse(server.url), "OPTIONS": {}}
            connections[alias] = DatabaseWrapper(given, alias)
        yield both
        for alias in (DEFAULT_DB_ALIAS, "replica1"):
            connections[alias].close()
        connections[DEFAULT_DB_ALIAS] = own
        del connections["replica1"]


def test_how_far_a_replica_is_behind_is_known_whatever_becomes_of_it(servers, django_db_blocker):
    with django_db_blocker.unblock():
        measure(*servers)


def measure(primary, server):
    """One pair of servers for all of it, as making them takes longest."""
    watch = Watch(["replica1"])
    [replica] = watch.replicas

    def look_until(condition):
        end = time.monotonic() + 60
        while True:
            watch.look()
            if condition():
                return
            assert time.monotonic() < end
            time.sleep(0.05)

    assert replica.lag == math.inf
    look_until(replica.is_level)
    assert replica.edition == last_edition.seen == "born-1"

    # Nothing happens: it stays level, though what it replayed last is older and older.
    watch.marks.clear()
    watch.look()
    assert replica.lag < settings.REPLICA_LAG

    # It stands still while something is saved.
    server.ask("SELECT pg_wal_replay_pause()")
    level_at, as_of = replica.level_at, replica.as_of
    primary.ask("UPDATE search_edition SET revision = 2")
    watch.look()
    assert replica.answers
    assert replica.level_at == level_at
    assert replica.as_of == as_of
    assert not replica.is_level()  # this process has seen what it lacks
    server.ask("SELECT pg_wal_replay_resume()")
    look_until(replica.is_level)

    # The database is away: the replica looks older by the second, and can still say from when it is.
    primary.stop()
    level_at = replica.level_at
    watch.look()
    assert replica.is_left()
    assert replica.level_at == level_at
    primary.start()
    look_until(lambda: replica.level_at > level_at)

    # It is away itself.
    server.stop()
    watch.look()
    assert not replica.answers
    server.start()
    look_until(replica.is_level)

    # It is of another bank, or follows nobody any more.
    last_edition.seen = "another-1"
    watch.measure(replica)
    assert not replica.answers
    server.promote()
    watch.look()
    assert not replica.answers
