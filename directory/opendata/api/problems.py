"""What cannot be answered, as `{"detail": ...}` in plain English."""

from http import HTTPStatus

from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from rest_framework.exceptions import APIException, MethodNotAllowed, NotFound, Throttled
from rest_framework.views import exception_handler

NOT_FOUND = "There is nothing at this address."
NOT_ALLOWED = "Only GET, HEAD and OPTIONS are answered here."
TOO_MUCH = "This address has too many parameters to be read."


class BadQuestion(APIException):
    """A question that cannot be answered; `problems` are sentences."""

    status_code = HTTPStatus.BAD_REQUEST

    def __init__(self, problems):
        super().__init__(" ".join([problems] if isinstance(problems, str) else problems))


class Gone(APIException):
    """What was here, and is not to be used any more."""

    status_code = HTTPStatus.GONE
    default_detail = "This has been taken out of the resource bank. Do not use it any more."


def answer_to_problem(problem, context):
    return exception_handler(in_plain_words(problem), context)


def in_plain_words(problem):
    match problem:
        case SuspiciousOperation():  # Django reads no more than a thousand parameters
            return BadQuestion(TOO_MUCH)
        case Http404():
            return NotFound(NOT_FOUND)
        case MethodNotAllowed():
            problem.detail = NOT_ALLOWED
        case Throttled():
            problem.detail = f"Too many requests from your network. Try again in {seconds(problem.wait)}."
    return problem


def seconds(number):
    return "1 second" if number == 1 else f"{number} seconds"
