"""Asking one address after another for httpx, each checked before it is connected to."""

import re
import socket
from contextlib import suppress
from dataclasses import replace
from unicodedata import normalize
from urllib.parse import urlsplit

import httpcore
import httpx

from directory.fetching.fetch_outcome import NOT_ENCRYPTED, NOT_THE_WEB, UNREADABLE, Fetched, RefusedError
from directory.fetching.page_bodies import body_in
from directory.fetching.page_words import words_in
from directory.fetching.retry_after import seconds_until

REDIRECTS = (301, 302, 303, 307, 308)
LONGEST_ADDRESS = 4096
HOST = re.compile(r"[a-z0-9_:-]{1,63}(\.[a-z0-9_:-]{1,63})*\.?")
HEADERS = {"User-Agent": "ResourceBankLinkCheck/1.0", "Accept": "text/html,*/*;q=0.5"}
HEADERS |= {"Accept-Encoding": "identity", "Connection": "close"}


class CheckedTransport(httpx.BaseTransport):
    """Asks one address after another for httpx, which says where redirects lead. `fetched` is what is known so far.

    httpx is told of no header but Location, and given no body: nothing to unpack, and no cookies to keep.
    """

    def __init__(self, address, network, pool, whole=False):
        self.network, self.pool, self.whole = network, pool, whole
        self.fetched = Fetched(None, address)

    def handle_request(self, request):
        url = safe_url(str(request.url), self.network.limits)
        self.network.look_up(url.raw_host.decode().removesuffix("."))
        if self.fetched.status:  # this is where a redirect leads, and not what was typed
            self.fetched = replace(self.fetched, address=str(url).replace(url.raw_host.decode(), url.host, 1))
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        with self.pool.stream("GET", target, headers={"Host": url.netloc, **HEADERS}) as answer:
            headers = httpx.Headers(answer.headers)
            wait = seconds_until(headers.get("Retry-After", "")) if answer.status in (429, 503) else None
            self.fetched = Fetched(answer.status, self.fetched.address, retry_after=wait)
            if answer.status not in REDIRECTS:
                found = self.read(answer.iter_stream(), headers, self.network.limits.body)
                self.fetched = replace(self.fetched, **found)
        location = [(name, value) for name, value in answer.headers if value and name.lower() == b"location"]
        return httpx.Response(answer.status, headers=location[-1:])

    def read(self, *answer):
        """What is wanted of an answer: all of it, or what the page says it is."""
        return {"body": body_in(*answer)} if self.whole else words_in(*answer)


def safe_url(address, limits):
    """An address as httpx takes it, if it is one that may be asked. Where its name leads is checked later."""
    try:
        parts = urlsplit(address)
        host = normalize("NFKC", parts.hostname or "")
        with suppress(OSError):
            host = socket.inet_ntoa(socket.inet_aton(host))  # httpx takes 0177.0.0.1 and its like for a mistake
        url = httpx.URL(address, host=host, port=parts.port)
    except (ValueError, httpx.InvalidURL):
        raise RefusedError(UNREADABLE) from None
    if url.scheme not in ("http", "https"):
        raise RefusedError(NOT_THE_WEB)
    if limits.encrypted and url.scheme != "https":
        raise RefusedError(NOT_ENCRYPTED)
    if "@" in parts.netloc:
        raise RefusedError("It has a user name or password in its address.")
    if url.port not in (None, *limits.ports):
        raise RefusedError(f"It uses the unusual port {url.port}.")
    if len(address) > LONGEST_ADDRESS or not HOST.fullmatch(url.raw_host.decode()):
        raise RefusedError(UNREADABLE)
    return url
