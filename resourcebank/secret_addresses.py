"""Where a secret stands in an address, as the URL patterns themselves say: whoever has such an address has the thing.

A pattern with a parameter of one of these names holds a secret. All that begins as it does up to there counts, so
that a mistyped or cut one does too.
"""

import re
from functools import cache

from django.apps import apps
from django.urls import URLPattern, get_resolver

NAMES = {"token", "key", "uidb64", "uidb36"}
PARAMETER = re.compile(r"<(?:\w+:)?(?P<of_path>\w+)>|\(\?P<(?P<of_pattern>\w+)>")
# A secret that stands where no pattern has one, such as below a mistyped beginning: no address of ours but a secret
# has so many letters, small and large and figures, in a row.
SHAPE = r"(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*[\d_-])[\w-]{18,}"
ADDRESS = r"(?P<before>(?:^|[\s'\"(\[{<=:,>|]|//[^/\s'\"]*)/+(?:%s))(?P<secret>[^\s'\"<>?#/\\][^\s'\"<>?#\\]*)"


@cache
def beginnings():
    """What stands before the secret in each pattern that has one, as a regular expression."""
    found = (before_a_secret(path) for path in paths(get_resolver()))
    return "|".join(sorted({re.escape(beginning).replace("/", "/+") for beginning in found if beginning}))


def paths(resolver, path=""):
    for pattern in resolver.url_patterns:
        whole = path + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLPattern):
            yield whole
        else:
            yield from paths(pattern, whole)


def before_a_secret(path):
    """The pattern up to its first parameter, if that is a secret."""
    first = PARAMETER.search(path)
    return path[: first.start()] if first and (first["of_path"] or first["of_pattern"]) in NAMES else ""


@cache
def secret_in_text():
    return re.compile(ADDRESS % beginnings(), re.IGNORECASE)


@cache
def secret_path():
    return re.compile(rf"/+(?:{beginnings()})[^/]", re.IGNORECASE)


def is_secret(path):
    return bool(secret_path().match(path))


def without_secrets(text):
    """The text with "..." for all that follows where a secret stands."""
    if apps.ready:  # the web server's first process knows no addresses, and is asked for none
        text = secret_in_text().sub(r"\g<before>...", text)
    return re.sub(SHAPE, "...", text)
