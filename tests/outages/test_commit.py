"""A COMMIT that fails, hangs or loses its answer: whoever saved something is told that it is not known, and when."""

import os
import time
from contextlib import contextmanager

import psycopg2
import pytest
from django.db import OperationalError, connection, connections
from psycopg2.extensions import POLL_READ, STATUS_BEGIN, set_wait_callback

from directory.inbox.models import Message
from directory.outages import waits
from directory.outages.failures import Kind, kind_of
from directory.taxonomy.models import GlossaryTerm
from tests.catalogue.test_admin import form_of

TYPED = {"title": "A lesson on trust", "url": "https://example.org/new", "words": "It worked with our Year 8."}
NOT_KNOWN = "We do not know whether it was saved"
LONGEST = 10  # seconds until whoever saves something is told


@contextmanager
def failing_commit(*, reached, code=None):
    """The answer to the first COMMIT never comes, whether the server was `reached` by it or not."""
    own, failed = connections["default"], []

    def commit():
        if failed:
            return commit_of_django()
        failed.append(True)
        if reached:
            commit_of_django()
        else:
            own.connection.rollback()  # as the server does with a connection that has gone
        cause = type("Lost", (psycopg2.OperationalError,), {"pgcode": code})(
            "server closed the connection unexpectedly"
        )
        raise OperationalError(str(cause)) from cause

    commit_of_django = own._commit
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(own, "_commit", commit)
        yield failed


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


def is_honest(response, typed):
    return response.status_code == 503 and NOT_KNOWN in response.text and typed in response.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("reached", "code"), [(True, None), (False, None), (True, "40003"), (True, "57P01"), (True, "08007")]
)
def test_a_reader_is_told_that_it_is_not_known_and_has_the_text(client, begun, reached, code):
    with failing_commit(reached=reached, code=code) as failed:
        response = client.post("/suggest/", TYPED | {"begun": begun})
    assert failed
    assert is_honest(response, TYPED["words"])
    assert "Nothing of what you sent" not in response.text
    assert Message.objects.exists() == reached


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("reached", [True, False])
def test_staff_are_told_it_too(staff_client, reached):
    staff_client.raise_request_exception = False
    page = "/admin/taxonomy/glossaryterm/add/"
    data = form_of(staff_client, page) | {"term": "MASH", "definition": "They look at concerns.", "_save": "Save"}
    with failing_commit(reached=reached) as failed:
        response = staff_client.post(page, data)
    assert failed
    assert is_honest(response, "They look at concerns.")
    assert GlossaryTerm.objects.filter(term="MASH").exists() == reached
    assert staff_client.get(page).status_code == 200


class Frozen:
    """The connection to a server that takes a COMMIT and never says anything again."""

    status = STATUS_BEGIN

    def __init__(self):
        self.reading, self.writing = os.pipe()

    def fileno(self):
        return self.reading

    def poll(self):
        return POLL_READ

    def commit(self):
        waits.wait_for_answer(self)

    def close(self):
        os.close(self.reading)
        os.close(self.writing)


class ToFrozen(waits.BoundedCommit, Frozen):
    pass


def test_a_commit_that_hangs_is_given_up_before_anything_else_is(monkeypatch):
    monkeypatch.setattr(waits, "LONGEST_COMMIT", 0.2)
    frozen = ToFrozen()
    begun = time.monotonic()
    with pytest.raises(psycopg2.OperationalError, match="has not answered for") as given_up:
        frozen.commit()
    frozen.close()
    assert time.monotonic() - begun < 5
    assert kind_of(given_up.value) == Kind.AWAY  # so that whoever waits for it is told that nobody knows
    assert not hasattr(frozen, "longest_answer")


def test_whoever_saves_is_told_in_time():
    assert waits.LONGEST_COMMIT < LONGEST
    assert issubclass(waits.ToDatabase, waits.BoundedCommit)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is no server that could stop answering")
@pytest.mark.django_db(transaction=True)
def test_a_server_that_hangs_in_a_commit_is_given_up(monkeypatch):
    """A check that is put off to the end of the transaction takes longer than anybody waits."""
    monkeypatch.setattr(waits, "LONGEST_COMMIT", 0.3)
    own = connection.copy()
    own.settings_dict["OPTIONS"] = {**own.settings_dict["OPTIONS"], "connection_factory": waits.ToDatabase}
    set_wait_callback(waits.wait_for_answer)
    try:
        with own.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE slow (number int)")
            cursor.execute(
                "CREATE FUNCTION pg_temp.sleep() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN PERFORM pg_sleep(2); RETURN NULL; END $$"
            )
            cursor.execute(
                "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON slow INITIALLY DEFERRED "
                "FOR EACH ROW EXECUTE FUNCTION pg_temp.sleep()"
            )
        begun = time.monotonic()
        own.set_autocommit(False)
        own.cursor().execute("INSERT INTO slow VALUES (1)")
        with pytest.raises(OperationalError) as given_up:
            own.commit()
        assert time.monotonic() - begun < LONGEST
        assert kind_of(given_up.value) == Kind.AWAY
        assert own.connection.closed
    finally:
        set_wait_callback(None)
        own.close()
