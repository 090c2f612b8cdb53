"""What no database can hold, such as a number of thirty figures in place of a key, is the sender's mistake: 400."""

from django.db import DataError
from django.views.defaults import bad_request


def possible_values(get_response):
    def respond(request):
        return get_response(request)

    def answer(request, problem):
        """SQLite's driver says OverflowError, PostgreSQL DataError. Whatever was begun has been undone by then."""
        return bad_request.__wrapped__(request, problem) if isinstance(problem, OverflowError | DataError) else None

    respond.process_exception = answer
    return respond
