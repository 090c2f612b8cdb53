"""Requests per second through the production server, one worker, from one client on the same machine.

Every answer is asked for compressed, as browsers do.
"""

import os
import socket
import statistics
import subprocess
import sys
import time
from contextlib import closing, contextmanager

from tests import machine

ROUNDS, SECONDS = (
    5,
    0.6,
)  # of each address: all are asked in turns, so that they share whatever else slows the machine


def requests_per_second(paths):
    """Path -> requests per second."""
    taken = {path: [] for path in paths}
    with server() as port:
        for path in paths:
            assert b" 200 " in wait_for(port, request_for(path))[:20], path
        for _ in range(ROUNDS):
            for path in paths:
                taken[path].append(rate(port, request_for(path)))
    return {path: statistics.median(rates) for path, rates in taken.items()}


@contextmanager
def server():
    port = machine.free_port()
    command = [
        sys.executable, "-m", "gunicorn", "--workers", "1", "--bind", f"127.0.0.1:{port}", "--log-level", "error",
        "--timeout", "300", "resourcebank.wsgi",
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=machine.ROOT, env=os.environ)
    try:
        yield port
    finally:
        process.terminate()
        process.wait()


def request_for(path):
    lines = (f"GET {path} HTTP/1.1", "Host: localhost", "Accept-Encoding: gzip", "Connection: close", "", "")
    return "\r\n".join(lines).encode()


def rate(port, request):
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        assert b" 200 " in fetch(port, request)[:20]
        count += 1
    return count / (time.perf_counter() - start)


def wait_for(port, request):
    for _ in range(600):
        try:
            return fetch(port, request)
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise TimeoutError("the server did not start")


def fetch(port, request):
    with closing(socket.create_connection(("127.0.0.1", port))) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(1 << 18):
            parts.append(part)
    return b"".join(parts)
