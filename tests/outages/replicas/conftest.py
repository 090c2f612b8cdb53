import time

import pytest
from django.db import connections

from directory.outages.copy.connecting import connected_to
from directory.outages.replicas.replica import Replica
from directory.outages.replicas.watch import watch

AN_HOUR = 60 * 60  # seconds for which it stays level, however slow the machine is


@pytest.fixture
def make_replica(copy, monkeypatch):
    """Makes a replica that is level now and follows no more. Only the tables that readers see stand in it."""
    opened = []

    def make():
        made = copy()
        opened.append(connected_to(made.path, "ro"))
        other = opened[-1].__enter__()
        other.alias = "replica1"
        connections[other.alias] = other
        replica = Replica(other.alias)
        replica.note(made.edition, time.monotonic() + AN_HOUR, made.at)
        monkeypatch.setattr(watch, "replicas", [replica])
        return replica

    yield make
    if opened:
        opened[0].__exit__(None, None, None)
        del connections["replica1"]
