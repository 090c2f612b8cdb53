"""Keeps readers' searches, addresses and secret links out of the logs, written as lines of text or of JSON."""

import logging
import re
from datetime import UTC, datetime
from http import HTTPStatus

from pythonjsonlogger.json import JsonFormatter

from resourcebank.secret_addresses import without_secrets

LEVELS = ["INFO", "DEBUG", "WARNING", "ERROR", "CRITICAL"]  # the first is the rule
FORMATS = ["text", "json"]

QUERY_STRING = re.compile(r"\?\S+")
CLIENT_ADDRESS = re.compile(r"(?<=from )(ip=[^\s:]+|\('.*?\))")


class Private(logging.Filter):
    """Cuts query strings, client addresses and secret addresses out of a message and its traceback. Drops nothing."""

    def filter(self, record):
        record.msg, record.args = clean(record.getMessage()), ()
        if record.levelno < logging.ERROR:
            record.exc_info = record.exc_text = None  # anybody can make a warning, and as many as they like
        if record.exc_info and record.exc_info[0]:
            record.exc_text = clean(logging.Formatter().formatException(record.exc_info))  # what formatters write
        return True


class Quiet(logging.Filter):
    """Drops what a program that asks too often is told each time: it would fill the log."""

    def filter(self, record):
        return getattr(record, "status_code", None) != HTTPStatus.TOO_MANY_REQUESTS


def clean(message):
    message = without_secrets(QUERY_STRING.sub("", message))
    return CLIENT_ADDRESS.sub("somebody", message)


class Text(logging.Formatter):
    def __init__(self):
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatException(self, exc_info):  # noqa: N802 (logging calls it so)
        return clean(super().formatException(exc_info))


class Json(JsonFormatter):
    """These fields and no others: what code adds to a record, such as the request, stays out."""

    def add_fields(self, log_data, record, message_dict):
        moment = datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds")
        log_data.update(time=moment, level=record.levelname, logger=record.name, message=record.message)
        if "exc_info" in message_dict:
            log_data["traceback"] = clean(message_dict["exc_info"])


FORMATTERS = {"text": Text, "json": Json}


def logging_configuration(level, log_format):
    """What is logged and where to, as Django's LOGGING. What somebody searched for here can be sensitive.

    Errors are not mailed to ADMINS, as Django does by default: such a mail holds the whole request.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "private": {"()": Private},
            "quiet": {"()": Quiet},
            "repeated": {"()": "resourcebank.settings.repeated_failures.RepeatedFailures"},
        },
        "formatters": {"ours": {"()": FORMATTERS[log_format]}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "ours",
                "filters": ["private", "quiet", "repeated"],
            },
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "httpx": {"level": "WARNING"},  # else it says each link that is checked
            "axes": {"level": "ERROR"},  # `directory.staff.sign_ins.log` says the same in fewer words
            "django.server": {"handlers": [], "level": "INFO", "propagate": True},
            "django.utils.autoreload": {"level": "WARNING"},  # says nothing that a developer needs
            "gunicorn.http.wsgi": {"level": "ERROR"},  # warns of each HEAD: Django leaves bodies to servers
        },
    }
