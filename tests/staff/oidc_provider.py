"""A real OpenID provider on this machine, in a process of its own, and a person who signs in with it."""

import os
import subprocess
import sys
import time
from urllib.parse import urlsplit

import requests

from tests.machine import free_port

TRIES = 300  # of a tenth of a second, until it answers


class Provider:
    def __init__(self):
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(self.port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, env={**os.environ, "AUTHLIB_INSECURE_TRANSPORT": "1"}, **quiet)

    def wait(self):
        for _ in range(TRIES):
            try:
                return requests.get(f"{self.address}/.well-known/openid-configuration", timeout=30).raise_for_status()
            except requests.ConnectionError:
                time.sleep(0.1)
        raise AssertionError("The provider did not start.")

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)

    def know(self, sub, **claims):
        """What it says of a person from now on."""
        requests.put(f"{self.address}/users/{sub}", json=claims, timeout=30).raise_for_status()

    def authorize(self, address, sub):
        """What its form does when this person signs in: the path that their browser is sent back to."""
        back = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=30).headers["Location"]
        parts = urlsplit(back)
        return f"{parts.path}?{parts.query}"
