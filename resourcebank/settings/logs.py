"""Keeps readers' searches, addresses and secret links out of the logs."""

import logging
import re
from http import HTTPStatus

QUERY_STRING = re.compile(r"\?\S+")
CLIENT_ADDRESS = re.compile(r"(?<=from )(ip=[^\s:]+|\('.*?\))")

SECRET_LINK = re.compile(r"\b[0-9a-f]{32}[A-Za-z0-9_-]{43}")


class Private(logging.Filter):
    """Cuts query strings, client addresses and secret links out of a message; nothing is dropped."""

    def filter(self, record):
        record.msg, record.args = clean(record.getMessage()), ()
        return True


class Quiet(logging.Filter):
    """Drops what a program that asks too often is told each time: it would fill the log."""

    def filter(self, record):
        return getattr(record, "status_code", None) != HTTPStatus.TOO_MANY_REQUESTS


def clean(message):
    message = SECRET_LINK.sub("...", QUERY_STRING.sub("", message))
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
            "axes": {"level": "ERROR"},  # `directory.staff.sign_ins.log` says the same in fewer words
            "django.server": {"handlers": [], "level": "INFO", "propagate": True},
            "django.utils.autoreload": {"level": "WARNING"},  # says nothing that a developer needs
            "gunicorn.http.wsgi": {"level": "ERROR"},  # warns of each HEAD: Django leaves bodies to servers
        },
    }
