"""Turns a failure of the database into a true answer, and lets no request wait for it without end."""

import re
import time
from contextlib import ExitStack

from django.db import Error, connection

from directory.outages.answers import SAFE, Failed, answer
from directory.outages.circuit import SLOW, circuit
from directory.outages.failures import Kind, kind_of
from directory.outages.reports import report
from directory.outages.turns import Turn
from directory.outages.waits import WaitToSave
from directory.outages.writes import Writes

THEIR_OWN_WAY = re.compile(r"^/(healthz|livez|readyz|metrics)/?$")  # they say what is wrong themselves


def answer_outages(get_response):
    def respond(request):
        if THEIR_OWN_WAY.match(request.path_info):
            return get_response(request)
        if not circuit.lets_in():
            return answer(request, Kind.AWAY)
        response, took = timed(request)
        if may_try_again(request, response, took):
            connection.close()
            response, took = timed(request)
        return answer(request, response.kind) if isinstance(response, Failed) else response

    def timed(request):
        begun = time.monotonic()
        response = ask(request, get_response)
        took = time.monotonic() - begun
        circuit.note(away=isinstance(response, Failed) and response.kind == Kind.AWAY, took=took)
        return response, took

    return respond


def ask(request, get_response):
    """The page's own answer, or what it failed of."""
    saves = request.method not in SAFE
    turn, wait, request.writes = Turn(writes=saves), WaitToSave(), Writes(connection)
    with ExitStack() as stack:
        stack.callback(turn.end)
        stack.enter_context(connection.execute_wrapper(turn))
        if saves:
            stack.callback(wait.end)
            stack.enter_context(connection.execute_wrapper(wait))
            stack.enter_context(connection.execute_wrapper(request.writes))
        try:
            turn.check_connection(connection)
        except Error as problem:
            report(kind_of(problem), problem)
            return Failed(kind_of(problem))
        return get_response(request)


def may_try_again(request, response, took):
    """Once, where the connection turned out to be dead: a page that is only read can be asked for again."""
    lost = isinstance(response, Failed) and response.kind == Kind.AWAY
    return lost and request.method in SAFE and took < SLOW and not connection.in_atomic_block
