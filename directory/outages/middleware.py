"""Turns a failure of the database into a true answer, and lets no request wait for it without end."""

import time
from contextlib import ExitStack

from django.db import Error, connection

from directory.outages import kept_pages
from directory.outages.answers import SAFE, Failed, answer
from directory.outages.circuit import circuit
from directory.outages.copy.copier import copier
from directory.outages.failures import Kind, kind_of
from directory.outages.replicas.readers import replica_for
from directory.outages.reports import report
from directory.outages.turns import Turn
from directory.outages.waits import WaitToSave
from directory.outages.writes import Writes

QUICK = 2.0  # seconds: what failed sooner may be tried again
OF_THE_PAGE = {Kind.BLOCKED, Kind.READ_ONLY, Kind.BEHIND}  # such a failure of a replica says nothing of the next page


def answer_outages(get_response):
    def respond(request):
        response = ask_replica(request, get_response) or ask_database(request, get_response)
        if request.method in SAFE:
            copier.wake_if_moved()
        else:
            copier.wake()
        return response

    return respond


def ask_replica(request, get_response):
    """The page as a replica has it; None where the database itself is to answer, or has to."""
    replica = replica_for(request)
    if replica is None:
        return None
    with replica.in_place_of_database():
        response = ask(request, get_response, replica.circuit)
    if not isinstance(response, Failed):
        return response
    if response.kind not in OF_THE_PAGE:
        replica.rest()
    return None


def ask_database(request, get_response):
    if not circuit.lets_in():
        return answer(request, Kind.AWAY)
    begun = time.monotonic()
    response = ask(request, get_response, circuit)
    if may_try_again(request, response, took=time.monotonic() - begun):
        connection.close()
        response = ask(request, get_response, circuit)
    return answer(request, response.kind) if isinstance(response, Failed) else response


def ask(request, get_response, circuit):
    """The page's own answer, or what it failed of."""
    saves = request.method not in SAFE and not kept_pages.is_read(request)
    turn, request.wait, request.writes = Turn(writes=saves), WaitToSave(), Writes(connection)
    with ExitStack() as stack:
        stack.callback(turn.end)
        stack.enter_context(connection.execute_wrapper(turn))
        if saves:
            stack.callback(request.wait.end)
            stack.enter_context(connection.execute_wrapper(request.wait))
            stack.enter_context(connection.execute_wrapper(request.writes))
        return connect(turn, circuit) or get_response(request)


def connect(turn, circuit):
    """What keeps this request from asking anything, if something does.

    Where the server refuses at once, the page is asked all the same: it may need no database.
    """
    begun = time.monotonic()
    try:
        turn.check_connection(connection)
        connection.ensure_connection()
    except Error as problem:
        kind = kind_of(problem)
        if kind == Kind.AWAY:
            circuit.note_failure(took=time.monotonic() - begun)
        if circuit.is_open or kind == Kind.BLOCKED:
            report(kind, problem)
            return Failed(kind)
        return None
    circuit.close()
    return None


def may_try_again(request, response, took):
    """Once, where the connection turned out to be dead: a page that is only read can be asked for again."""
    lost = isinstance(response, Failed) and response.kind == Kind.AWAY and not circuit.is_open
    return lost and request.method in SAFE and took < QUICK and not connection.in_atomic_block
