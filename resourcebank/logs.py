"""Keeps readers' searches and addresses out of the logs."""

import logging
import re

QUERY_STRING = re.compile(r"\?\S+")
CLIENT_ADDRESS = re.compile(r"(?<=from )(ip=[^\s:]+|\('.*?\))")


class Private(logging.Filter):
    """Cuts query strings and client addresses out of a message; nothing is dropped."""

    def filter(self, record):
        record.msg, record.args = clean(record.getMessage()), ()
        return True


def clean(message):
    return CLIENT_ADDRESS.sub("somebody", QUERY_STRING.sub("", message))
