"""An outage is said once a minute and kind, with how often it came."""

import logging

import pytest

from resourcebank.settings import repeated_failures
from resourcebank.settings.repeated_failures import RepeatedFailures


@pytest.fixture
def said(monkeypatch):
    """(what the log says, what ends the minute)"""
    lines, minutes = [], []

    class Timer:
        def __init__(self, seconds, say, arguments):
            minutes.append(lambda: say(*arguments))

        def start(self):
            pass

    monkeypatch.setattr(repeated_failures.threading, "Timer", Timer)
    logger = logging.getLogger("tests.repeated")
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())
    handler.addFilter(RepeatedFailures())
    logger.addHandler(handler)
    monkeypatch.setattr(logger, "propagate", False)  # the console counts for itself
    yield lines, minutes
    logger.removeHandler(handler)


def fail(problem):
    try:
        raise problem
    except Exception:
        logging.getLogger("tests.repeated").exception("It failed")


def test_the_first_of_a_kind_is_said_and_then_how_many_followed(said):
    lines, minutes = said
    for _ in range(5):
        fail(ValueError())
    assert lines == ["It failed"]
    minutes.pop()()
    assert len(lines) == 2
    assert "ValueError at test_repeated_failures.py" in lines[1]
    assert "4 more in 60 seconds" in lines[1]
    fail(ValueError())
    assert lines[2:] == ["It failed"]


def test_other_kinds_are_said_too_and_what_came_once_is_not_said_again(said):
    lines, minutes = said
    fail(ValueError())
    fail(KeyError())
    for end in minutes:
        end()
    assert lines == ["It failed", "It failed"]


def test_what_is_no_failure_is_always_said(said):
    lines, _ = said
    for _ in range(3):
        logging.getLogger("tests.repeated").error("Refused")
    assert len(lines) == 3


def test_answers_of_a_broken_site_are_one_kind(said):
    lines, _ = said
    for path in ("/a/", "/b/"):
        logging.getLogger("tests.repeated").error("Service Unavailable: %s", path, extra={"status_code": 503})
    assert lines == ["Service Unavailable: /a/"]


def test_there_is_a_most_of_kinds_that_are_told_apart(said, monkeypatch):
    monkeypatch.setattr(repeated_failures, "MOST", 2)
    for failure in "abcde":
        logging.getLogger("tests.repeated").error(failure, extra={"failure": failure})
    assert said[0] == ["a", "b", "c"]


def test_the_console_is_protected_so():
    console = logging.getLogger().handlers
    assert any(isinstance(one, RepeatedFailures) for handler in console for one in handler.filters)
