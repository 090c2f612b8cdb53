"""The site as it runs in production: gunicorn, two processes, real settings, and somebody who can sign in."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from tests.machine import ROOT

SESSION = """
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from tests.signing_in import sign_in
person, _ = get_user_model().objects.get_or_create(username={name!r}, is_superuser=True, is_staff=True)
print(sign_in(Client(), person).cookies[settings.SESSION_COOKIE_NAME].output(header="").strip())
"""


class Site:
    """`database` is its address. The folder holds what the site writes, and its log."""

    def __init__(self, database):
        self.folder = Path(tempfile.mkdtemp(prefix="resourcebank-site-"))
        # As systemd does, we hold the address: who asks while nobody is there waits, and is not refused.
        self.held = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self.port = self.held.getsockname()[1]
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "resourcebank.settings",
            "DEBUG": "false",
            "SECRET_KEY": secrets.token_urlsafe(60),
            "ALLOWED_HOSTS": "localhost",
            "DATABASE_URL": database,
            "DATA_DIR": str(self.folder / "data"),
            "PDF_FOLDER": str(self.folder / "pdf"),
            "TRUST_PROXY_HTTPS_HEADER": "true",
            "TRUST_PROXY_ADDRESS_HEADER": "true",
            "SNAPSHOT_FOLDER": str(self.folder / "snapshot"),
            "WEB_CONCURRENCY": "2",
            "PYTHONPATH": str(ROOT),
        }
        self.process = None

    @property
    def log(self):
        return self.folder / "log"

    def manage(self, *arguments):
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]
        return done.stdout

    def prepare(self):
        self.manage("collectstatic", "--noinput", "--verbosity", "0")
        self.manage("migrate", "--verbosity", "0")
        self.manage("load_content")

    def start(self):
        server = f"LISTEN_FDS=1 LISTEN_PID=$$ exec {sys.executable} -m resourcebank 3<&{self.held.fileno()}"
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                ["bash", "-c", server], cwd=ROOT, env=self.environment, stdout=log, stderr=log,
                pass_fds=[self.held.fileno()], start_new_session=True,
            )  # fmt: skip
        self.wait()

    def wait(self, seconds=60):
        """Until it answers, in seconds."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            try:
                self.client().get("/livez")
            except httpx.HTTPError:
                time.sleep(0.05)
            else:
                return time.monotonic() - began
        raise TimeoutError("the site did not answer")

    def client(self, timeout=30, **options):
        """As the proxy asks it for a reader."""
        headers = {"Host": "localhost", "X-Forwarded-Proto": "https", "Referer": "https://localhost/"}
        return httpx.Client(base_url=f"http://127.0.0.1:{self.port}", headers=headers, timeout=timeout, **options)

    def workers(self):
        found = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True)
        return [int(line) for line in found.stdout.split()]

    def stop(self, how=signal.SIGTERM):
        if self.process:
            os.kill(self.process.pid, how)
            self.process.wait(timeout=60)

    def kill_all(self):
        for pid in [self.process.pid, *self.workers()]:
            os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def session_of(self, name):
        """The cookie header of somebody who has signed in with every factor."""
        return self.manage("shell", "--no-imports", "-c", SESSION.format(name=name)).strip().partition(";")[0]
