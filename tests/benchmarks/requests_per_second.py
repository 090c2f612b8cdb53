"""Requests per second through the production server, one worker, from one client on the same machine."""

import os
import socket
import subprocess
import sys
import time
from contextlib import closing

from tests import machine

SECONDS = 3


def requests_per_second(path):
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "gunicorn", "--workers", "1", "--bind", f"127.0.0.1:{port}", "--log-level", "error",
        "resourcebank.wsgi",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=machine.ROOT, env=os.environ)
    try:
        request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
        wait_for(port, request)
        count, end = 0, time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            assert b" 200 " in fetch(port, request)[:20]
            count += 1
        return count / SECONDS
    finally:
        server.terminate()
        server.wait()


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
