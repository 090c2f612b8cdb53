"""The API is asked what its own description allows, and what it does not, and every answer is held against that.

FUZZ_CASES=500 asks so many of each address, in either way.
"""

import os
from collections import Counter
from contextlib import contextmanager, suppress

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode

from resourcebank.wsgi import application

AS_SET = settings(
    max_examples=int(os.environ.get("FUZZ_CASES", "10")),
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def uncompressed(environ, start_response):
    """The site, for a client that cannot read what is compressed."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    return application(environ, start_response)


@contextmanager
def one_connection():
    """The site keeps the connection that a test holds its transaction on, as for Django's own client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.once
@pytest.mark.slow
def test_every_answer_is_as_described(bank, client):
    schema = schemathesis.openapi.from_dict(client.get("/api/openapi.json").json())
    schema.app, asked = uncompressed, Counter()
    there = {"uuid": str(bank["resource"].uuid), "slug": "consent"}
    with one_connection():
        for operation in (found.ok() for found in schema.get_all_operations()):
            ask_rightly(operation, asked, there)
            ask_wrongly(operation, asked)
    print(f"{asked.total()} requests of {len(asked)} addresses")
    assert len(asked) > 10


def ask_rightly(operation, asked, there):
    """Every other time for what is there. Nobody can make up a cursor, so there is none."""

    @AS_SET
    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def ask(case):
        asked[operation.label] += 1
        (case.query or {}).pop("cursor", None)
        if asked[operation.label] % 2:
            case.path_parameters |= {name: value for name, value in there.items() if name in case.path_parameters}
        case.call_and_validate()

    ask()


def ask_wrongly(operation, asked):
    @AS_SET
    @given(case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def ask(case):
        asked[operation.label] += 1
        case.call_and_validate()

    with suppress(Unsatisfiable):  # what has no parameters cannot be asked wrongly
        ask()
