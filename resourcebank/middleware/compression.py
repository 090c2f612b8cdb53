"""Sends what is text in fewer bytes, to whoever takes gzip.

An answer made for this request is compressed quickly, and one that somebody keeps (`KeptBody`) well, and only once.
A page that may hold a secret gets a few bytes by chance, so that its size tells nobody what is in it (BREACH).
"""

import gzip
import re
import secrets
from functools import cached_property, lru_cache

from django.utils.cache import patch_vary_headers
from django.utils.text import compress_sequence
from isal import igzip

SMALLEST = 200  # bytes that are worth it
QUICKLY, WELL = 2, 9  # levels: of isal, and of zlib
CHANCE = 100  # bytes at most
IS_TEXT = re.compile(r"text/|application/(.*[+/-])?(json|xml|javascript|ndjson)\b")  # all else is compressed already
WEIGHT = re.compile(r"q\s*=\s*([01](?:\.\d{0,3})?)")
NAMED = 8  # the flag of a file's name, in which the bytes by chance are
PART = 206  # the bytes that it numbers are those of the whole


class KeptBody:
    """The bytes of an answer that is given again. A response has it as `kept_body`."""

    def __init__(self, plain):
        self.plain = plain

    @property
    def weight(self):
        """The bytes that it takes with its compressed form, at most."""
        return 2 * len(self.plain)

    @cached_property
    def compressed(self):
        return gzip.compress(self.plain, WELL, mtime=0)


def compression(get_response):
    def respond(request):
        response = get_response(request)
        if is_worth_it(response):
            patch_vary_headers(response, ["Accept-Encoding"])
            if takes_gzip(request.META.get("HTTP_ACCEPT_ENCODING", "")):
                compress(response)
        return response

    return respond


def is_worth_it(response):
    return (
        (response.streaming or len(response.content) >= SMALLEST)
        and IS_TEXT.match(response.headers.get("Content-Type", ""))
        and "Content-Encoding" not in response.headers
        and "no-transform" not in response.headers.get("Cache-Control", "")
        and response.status_code != PART
    )


@lru_cache(maxsize=100)
def takes_gzip(header):
    """What Accept-Encoding says (RFC 9110, 12.5.3): also that gzip is refused, or liked less than nothing at all."""
    liked = dict(map(coding_and_weight, header.lower().split(",")))
    gzipped = liked.get("gzip", liked.get("x-gzip", liked.get("*", 0)))
    return gzipped > 0 and gzipped >= liked.get("identity", 0)


def coding_and_weight(words):
    """What is not understood is not wanted."""
    coding, _, weight = words.partition(";")
    found = WEIGHT.fullmatch(weight.strip() or "q=1")
    return coding.strip(), float(found[1]) if found else 0


def compress(response):
    if response.streaming:
        response.streaming_content = compress_sequence(response.streaming_content, max_random_bytes=CHANCE)
        del response.headers["Content-Length"]
    else:
        sent = compressed(response)
        if len(sent) >= len(response.content):
            return
        response.content = sent
        response.headers["Content-Length"] = str(len(sent))
    response.headers["Content-Encoding"] = "gzip"
    if (etag := response.headers.get("ETag", "")).startswith('"'):
        response.headers["ETag"] = f"W/{etag}"  # other bytes of the same


def compressed(response):
    kept = getattr(response, "kept_body", None)
    if kept and kept.plain is response.content:
        return kept.compressed
    quickly = igzip.compress(response.content, QUICKLY, mtime=0)
    return quickly if is_for_all(response) else with_chance(quickly)


def is_for_all(response):
    """What caches may give to everybody holds nobody's secret."""
    return "public" in response.headers.get("Cache-Control", "")


def with_chance(whole):
    """The same gzip file with a name of a length by chance, which nobody reads."""
    name = b"a" * secrets.randbelow(CHANCE) + b"\0"
    return b"".join((whole[:3], bytes([NAMED]), whole[4:10], name, whole[10:]))
