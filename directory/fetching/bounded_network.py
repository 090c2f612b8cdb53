"""A network for httpcore that has bounds: which addresses it connects to, how long it waits, how much it reads."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor

import httpcore

from directory.fetching.fetch_outcome import RefusedError
from directory.fetching.safe_addresses import is_public

LOOK_UPS = ThreadPoolExecutor(64)  # looking up knows no time limit of its own
LONGEST_HEAD = 65536  # bytes of status line, headers and chunk sizes


class BoundedNetwork(httpcore.NetworkBackend, httpcore.NetworkStream):
    """Makes connections and is the one that is open, with one clock for all: a socket's own starts with each byte."""

    def __init__(self, resolve, limits):
        self.resolve = resolve
        self.limits = limits
        self.end = time.monotonic() + limits.total

    def seconds(self):
        """How long the next step may take."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(self.limits.timeout, left)

    def look_up(self, host):
        """Keep where a name leads. If only one of its addresses is private, all are refused: it may be a trap."""
        found = LOOK_UPS.submit(self.resolve, host, None, type=socket.SOCK_STREAM).result(self.seconds())
        self.places = [str(place[0]) for *_, place in found]
        if not all(place in self.limits.allow or is_public(place) for place in self.places):
            raise RefusedError("It goes to an address inside a private network.")

    def connect_tcp(self, host, port, **_):
        """Connect to the first of the very addresses that were checked. `host` is not looked up again."""
        failure = socket.gaierror()
        for place in self.places:
            try:
                self.sock = socket.create_connection((place, port), self.seconds())
                self.received = 0
                return self
            except OSError as error:
                failure = error
        raise failure

    def start_tls(self, ssl_context, server_hostname, timeout):
        with self.sock as sock:  # closed if this fails
            sock.settimeout(self.seconds())
            self.sock = ssl_context.wrap_socket(sock, server_hostname=server_hostname.removesuffix("."))
        return self

    def write(self, buffer, timeout):
        self.sock.settimeout(self.seconds())
        self.sock.sendall(buffer)

    def read(self, max_bytes, timeout):
        self.sock.settimeout(self.seconds())
        data = self.sock.recv(min(max_bytes, LONGEST_HEAD + self.limits.body - self.received))
        self.received += len(data)
        if not self.received:
            raise ConnectionAbortedError  # it hung up without a word
        return data

    def close(self):
        self.sock.close()
