"""Keeps readers' searches, addresses and secret links out of the logs."""

import logging
import re
from http import HTTPStatus

from resourcebank.secret_addresses import without_secrets

QUERY_STRING = re.compile(r"\?\S+")
CLIENT_ADDRESS = re.compile(r"(?<=from )(ip=[^\s:]+|\('.*?\))")


class Private(logging.Filter):
    """Cuts query strings, client addresses and secret addresses out of a message and its traceback. Drops nothing."""

    def filter(self, record):
        record.msg, record.args = clean(record.getMessage()), ()
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


def logging_configuration(level):
    """What is logged and where to, as Django's LOGGING. What somebody searched for here can be sensitive.

    Errors are not mailed to ADMINS, as Django does by default: such a mail holds the whole request.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "private": {"()": "resourcebank.settings.logs.Private"},
            "quiet": {"()": "resourcebank.settings.logs.Quiet"},
        },
        "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["private", "quiet"]},
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "httpx": {"level": "WARNING"},  # else it says each link that is checked
            "axes": {"level": "WARNING"},  # tells who is made to wait, and not each time that it looked
            "django.server": {"handlers": [], "level": "INFO", "propagate": True},
            "django.utils.autoreload": {"level": "WARNING"},  # says nothing that a developer needs
            "gunicorn.http.wsgi": {"level": "ERROR"},  # warns of each HEAD: Django leaves bodies to servers
        },
    }
