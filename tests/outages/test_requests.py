"""Whole requests on a database that others lock or cut off."""

import sqlite3

import pytest
from django.db import connection

from directory.outages import middleware, waits
from directory.shortlist.models import Shortlist

pytestmark = pytest.mark.django_db(transaction=True)
SOON = 0.05  # seconds


@pytest.fixture
def client(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(waits, "SAVING", SOON)
    monkeypatch.setattr(middleware, "QUICK", 60)  # however slow the machine
    yield client
    connection.close()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only a server cuts connections off")
def test_a_page_is_asked_for_again_where_the_connection_was_cut_off(client):
    """In the middle of a request, where asking beforehand whether it lives does not help."""
    cut = []

    def cut_off(execute, sql, params, many, context):
        if not cut:
            cut.append(connection.connection.info.backend_pid)
            other = connection.copy()
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", cut)
            other.close()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(cut_off):
        assert client.get("/topics/").status_code == 200
    assert cut


def test_nothing_is_saved_and_the_reader_is_told_while_others_lock_it(client):
    with locked():
        response = client.post("/list/")
        assert response.status_code == 503
        assert "nothing could be saved" in response.text
        assert client.get("/topics/").status_code == 200
    assert not Shortlist.objects.exists()
    assert client.post("/list/").status_code == 302


class locked:  # noqa: N801 (a context manager)
    """Others are writing, and do not come to an end."""

    def __enter__(self):
        if connection.vendor == "sqlite":
            self.other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
            self.other.execute("BEGIN IMMEDIATE")
        else:
            self.other = connection.copy()
            self.other.set_autocommit(False)
            self.other.cursor().execute("LOCK TABLE shortlist_shortlist IN EXCLUSIVE MODE")

    def __exit__(self, *problem):
        self.other.close()
