"""What is lost: made on entry, mended on leaving. Each yields the seconds that it lasts."""

import time
from contextlib import contextmanager


@contextmanager
def nothing(nodes):
    yield 15


@contextmanager
def a_node_killed(nodes):
    nodes.nodes[1].kill()
    yield 20
    nodes.nodes[1].start()
    nodes.wait()


@contextmanager
def the_cache_killed(nodes):
    """Its service starts it again after two seconds."""
    nodes.front.kill()
    time.sleep(2)
    nodes.front.start()
    yield 3


@contextmanager
def the_replica_killed(nodes):
    nodes.replica.stop()
    yield 20
    nodes.replica.start()


@contextmanager
def the_replica_not_replaying(nodes):
    nodes.replica.ask("SELECT pg_wal_replay_pause()")
    yield 20
    nodes.replica.ask("SELECT pg_wal_replay_resume()")


@contextmanager
def the_database_killed(nodes):
    nodes.primary.stop()
    yield 30
    nodes.primary.start()


@contextmanager
def every_node_killed(nodes):
    """Only the cache is left."""
    for node in nodes.nodes:
        node.kill()
    yield 20
    for node in nodes.nodes:
        node.start()
    nodes.wait()


@contextmanager
def the_database_lost_and_the_replica_promoted(nodes):
    """After ten seconds somebody decides. Nodes learn of it one after the other. Nothing follows any more."""
    nodes.primary.stop()
    time.sleep(10)
    nodes.replica.promote()
    for node in nodes.nodes:
        node.environment |= {"DATABASE_URL": nodes.replica.url, "DATABASE_REPLICA_URL": ""}
        node.stop()
        node.start()
        node.wait()
    yield 10


ALL = [
    nothing,
    a_node_killed,
    the_cache_killed,
    the_replica_killed,
    the_replica_not_replaying,
    the_database_killed,
    every_node_killed,
    the_database_lost_and_the_replica_promoted,  # the last: there is no way back
]
