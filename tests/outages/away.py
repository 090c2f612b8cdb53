"""A database that cannot be reached, and a place for the copy that is read instead."""

import sqlite3
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import OperationalError, connections

from directory.outages.circuit import circuit
from directory.outages.copy.reading import copy_on_disk
from directory.outages.copy.writing import write_copy
from directory.search.documents.index_store import index_store
from directory.search.engine.cache import BoundedCache, CacheOfNow
from directory.search.pages import cards, page_rendering
from directory.search.pages.state import read_edition


@contextmanager
def database_away():
    """Every query fails, as it does when the server is gone. What is begun in the test goes on afterwards."""

    def fail(*args, **kwargs):
        raise OperationalError("away") from sqlite3.OperationalError("away")

    with pytest.MonkeyPatch.context() as patch:
        for way in ("cursor", "chunked_cursor", "ensure_connection"):
            patch.setattr(connections["default"], way, fail)
        yield
    circuit.is_open = False  # on a slow machine it may have opened, and would be for a second


@contextmanager
def copied_to(folder):
    """The copy of now is in `folder`. Nothing that is read of it outlives the block: tests count editions anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "SNAPSHOT_FOLDER", folder)
        patch.setattr(index_store, "_snapshot", index_store._snapshot)
        patch.setattr(cards, "_kept", BoundedCache(1_000))
        patch.setattr(page_rendering, "_kept", CacheOfNow(1_000))
        write_copy()
        read_edition()  # what another test read is of another bank
        yield copy_on_disk.get()
