"""A real gunicorn, as production starts it: where it listens, whom it believes, what it counts and how it ends."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.health.test_start_checks import write_manifest
from tests.machine import ROOT, free_port

pytestmark = [pytest.mark.slow, pytest.mark.once]

COMMAND = [sys.executable, "-m", "gunicorn", "-c", "resourcebank/gunicorn.conf.py"]


@pytest.fixture(scope="module")
def environment(migrated_file, tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    for name in ("build", "js"):
        (folder / "static" / name).mkdir(parents=True)
    names = {"build/site.css": "build/site.css", "js/site.js": "js/site.js"}
    for name in names:
        (folder / "static" / name).touch()
    write_manifest(folder / "static", names)
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "tests.health.served_settings",
        "TEST_STATIC_ROOT": str(folder / "static"),
        "SECRET_KEY": "tests only, as long as it has to be for production",
        "ALLOWED_HOSTS": "resources.example.org",
        "DATABASE_URL": f"sqlite:///{shutil.copy(migrated_file, folder / 'bank.sqlite3')}",
        "DATA_DIR": str(folder / "data"),
        "PDF_FOLDER": str(folder / "pdf"),
        "SNAPSHOT_FOLDER": str(folder / "snapshot"),
        "TMPDIR": str(folder),
        "PORT": str(free_port()),
    }


@pytest.fixture(scope="module")
def server(environment):
    with subprocess.Popen(COMMAND, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as process:
        yield process
        process.kill()


@pytest.fixture(scope="module")
def ask(server, environment):
    """Asks the server for an address, once it serves: (status, text)."""

    def get(address, **headers):
        with closing(HTTPConnection("127.0.0.1", int(environment["PORT"]), timeout=60)) as connection:
            connection.request("GET", address, headers=headers)
            response = connection.getresponse()
            return response.status, response.read().decode()

    until(lambda: server.poll() is not None or answers(get), 120)
    return get


def answers(get):
    try:
        return get("/livez")[0] == 200
    except OSError:
        return False


def until(holds, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return time.monotonic() - end + seconds
        time.sleep(0.1)
    pytest.fail(f"Not within {seconds} seconds")


@pytest.mark.parametrize("header", ["X-Forwarded-Proto", "X-Forwarded-Protocol", "X-Forwarded-Ssl"])
def test_it_believes_no_proxy_unless_told_to(ask, header):
    value = {"X-Forwarded-Proto": "https", "X-Forwarded-Protocol": "ssl", "X-Forwarded-Ssl": "on"}[header]
    assert ask("/about/", Host="resources.example.org", **{header: value})[0] == 301


def test_it_says_that_it_can_serve(ask):
    until(lambda: ask("/readyz")[0] == 200, 60)
    assert ask("/readyz")[1].splitlines()[0] == "ready, degraded"
    assert "worker: degraded" in ask("/healthz")[1]


def test_all_its_processes_count_together(ask):
    before = counted(ask)
    for _ in range(20):
        ask("/about/", Host="resources.example.org")
    assert [counted(ask) - before for _ in range(4)] == [20] * 4


def counted(ask):
    families = text_string_to_metric_families(ask("/metrics")[1])
    samples = [one for family in families for one in family.samples if one.name == "resourcebank_requests_total"]
    return sum(one.value for one in samples)


def test_it_listens_to_this_machine_only(ask, environment):
    with socket.socket() as place:
        place.settimeout(2)
        assert place.connect_ex((own_address(), int(environment["PORT"]))) != 0


def own_address():
    """One that is not the loopback, where the machine has any; else one that nothing listens at."""
    found = socket.gethostbyname(socket.gethostname())
    return "127.0.0.2" if found.startswith("127.") else found


def test_if_it_is_killed_its_processes_finish_and_leave_the_port(ask, server, environment):
    with socket.create_connection(("127.0.0.1", int(environment["PORT"])), timeout=20) as under_way:
        under_way.sendall(b"GET /livez HTTP/1.1\r\nHost: res")
        time.sleep(1)  # until one of them has taken it
        os.kill(server.pid, signal.SIGKILL)
        until(lambda: can_listen(int(environment["PORT"])), 60)
        under_way.sendall(b"ources\r\nConnection: close\r\n\r\n")
        assert under_way.recv(100).startswith(b"HTTP/1.1 200")


def can_listen(port):
    with socket.socket() as place:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def test_it_does_not_start_with_an_empty_database(environment, tmp_path):
    (tmp_path / "bank.sqlite3").touch()
    empty = environment | {"DATABASE_URL": f"sqlite:///{tmp_path / 'bank.sqlite3'}"}
    done = subprocess.run(COMMAND, cwd=ROOT, env=empty, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "lacks migrations" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 2  # "Starting gunicorn", and why it does not


def test_it_does_not_start_where_another_listens(environment):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = environment | {"PORT": str(other.getsockname()[1])}
        done = subprocess.run(COMMAND, cwd=ROOT, env=taken, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert done.stderr.splitlines()[1].endswith("is in use: set BIND or PORT to another one, or end what uses it.")
    assert len(done.stderr.splitlines()) == 2


def test_it_does_not_start_at_a_socket_in_no_folder(environment, tmp_path):
    nowhere = environment | {"BIND": f"unix:{tmp_path}/nowhere/bank.sock"}
    done = subprocess.run(COMMAND, cwd=ROOT, env=nowhere, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "nowhere, which is no folder" in done.stderr.splitlines()[1]
    assert len(done.stderr.splitlines()) == 2
