"""Two nodes in production settings, a worker on each, and the sample of a caching nginx in front of them."""

import os
import secrets
import signal
import ssl
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx

from tests.deploy.test_proxies import certificate, nginx_command
from tests.faults.site import Site
from tests.machine import ROOT, free_port


class Node(Site):
    """A machine of its own: what is killed there answers nobody, and nobody holds its address open."""

    def __init__(self, database, replica, secret):
        super().__init__(database)
        self.held.close()
        self.port, self.worker = free_port(), None
        self.environment |= {
            "DATABASE_REPLICA_URL": replica,
            "SECRET_KEY": secret,
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "1",
        }

    def start(self):
        self.process = self.begin("-m", "resourcebank")
        self.worker = self.begin("manage.py", "run_worker")

    def wait(self, seconds=300):
        """A machine that does other work as well takes long to start one."""
        return super().wait(seconds)

    def begin(self, *arguments):
        with self.log.open("a") as log:
            return subprocess.Popen(
                [sys.executable, *arguments], cwd=ROOT, env=self.environment, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def kill(self):
        self.kill_all()
        self.worker.kill()
        self.worker.wait()

    def stop(self, how=signal.SIGTERM):
        for process in filter(None, (self.process, self.worker)):
            if process.poll() is None:
                process.send_signal(how)
        for process in filter(None, (self.process, self.worker)):
            process.wait(timeout=60)


class Front:
    """The cache. It notes what it did with each answer."""

    def __init__(self, nodes):
        self.folder = Path(tempfile.mkdtemp(prefix="resourcebank-front-"))
        self.folder.chmod(0o755)
        certificate(self.folder)
        self.secure, self.did = free_port(), Counter()
        places = [(f"10.0.0.1{number}:8000", f"127.0.0.1:{node.port}") for number, node in enumerate(nodes, 1)]
        places.append(("/var/lib/nginx", str(self.folder)))
        self.command = nginx_command("nginx-cache.conf", self.folder, places, free_port(), self.secure)
        self.process = None

    def start(self):
        self.process = subprocess.Popen(self.command, start_new_session=True)
        time.sleep(0.5)

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def client(self, timeout=30):
        return httpx.Client(
            base_url=f"https://localhost:{self.secure}",
            verify=ssl.create_default_context(cafile=self.folder / "certificate.pem"),
            headers={"Referer": "https://localhost/", "Host": "localhost"},
            event_hooks={"response": [self.note]},
            timeout=timeout,
        )

    def note(self, answer):
        self.did[answer.headers.get("X-Cache") or "passed by"] += 1


class Nodes:
    """All of it, as the crowd of tests/faults knows a site."""

    def __init__(self, primary, replica):
        self.primary, self.replica = primary, replica
        secret = secrets.token_urlsafe(60)
        self.nodes = [Node(primary.url, replica.url, secret) for _ in range(2)]
        first, second = self.nodes
        second.environment["DATA_DIR"] = first.environment["DATA_DIR"]
        self.front = Front(self.nodes)
        self.manage, self.session_of, self.log = first.manage, first.session_of, first.log
        self.client = self.front.client

    def start(self):
        self.nodes[0].prepare()
        for one in (*self.nodes, self.front):
            one.start()
        self.wait()

    def wait(self):
        for node in self.nodes:
            node.wait()

    def leave(self):
        if self.front.process and self.front.process.poll() is None:
            self.front.kill()
        for node in self.nodes:
            node.stop(signal.SIGKILL)
