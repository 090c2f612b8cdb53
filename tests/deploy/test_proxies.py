"""The samples for nginx and Caddy, run as they are but for ports, certificate and folders, before a server of ours
that says what came through.
"""

import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.helplines import NUMBERS_WITHOUT_THE_DATABASE
from tests.machine import ROOT, free_port

PROXY = ROOT / "deploy" / "proxy"


class Says(BaseHTTPRequestHandler):
    """Answers with the headers that it was sent, and with how long the body was."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        length = len(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        body = json.dumps({"headers": dict(self.headers), "length": length, "path": self.path}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.do_GET()

    def log_message(self, *_):
        """Nothing."""


@contextmanager
def behind():
    """A server for a proxy to ask, on a port of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Says)
    server.handle_error = lambda *_: None  # who went away in the middle of an answer
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


class Proxy:
    def __init__(self, plain, secure, folder):
        self.plain, self.secure, self.folder = plain, secure, folder

    def ask(self, path="/", *, method="GET", body=None, headers=(), secure=True):
        context = ssl.create_default_context(cafile=self.folder / "certificate.pem")
        connection = (
            HTTPSConnection("localhost", self.secure, context=context, timeout=15)
            if secure
            else HTTPConnection("localhost", self.plain, timeout=15)
        )
        with closing(connection):
            connection.request(method, path, body=body, headers=dict(headers))
            answer = connection.getresponse()
            answer.text = answer.read().decode()
            return answer

    def logged(self):
        return "".join(file.read_text(errors="replace") for file in self.folder.glob("*.log"))


def certificate(folder):
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    files = ["-keyout", folder / "key.pem", "-out", folder / "certificate.pem"]
    names = ["-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*command.split(), *files, *names], check=True, capture_output=True)


@contextmanager
def nginx(folder, upstream):
    yield from nginx_as_in("nginx.conf", folder, [("127.0.0.1:8000", f"127.0.0.1:{upstream}")])


@contextmanager
def caching_nginx(folder, first, second):
    """Before two nodes, at these ports."""
    nodes = [(f"10.0.0.1{number}:8000", f"127.0.0.1:{port}") for number, port in ((1, first), (2, second))]
    yield from nginx_as_in("nginx-cache.conf", folder, [*nodes, ("/var/lib/nginx", str(folder))])


def nginx_as_in(name, folder, places):
    plain, secure = free_port(), free_port()
    yield from started(nginx_command(name, folder, places, plain, secure), plain, secure, folder)


def nginx_command(name, folder, places, plain, secure):
    """Writes the configuration; returns what starts nginx with it."""
    text = (PROXY / name).read_text()
    for old, new in [
        *places,
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{secure} ssl http2;"),
        ("resources.example.org", "localhost"),
        ("/etc/ssl/certs/resourcebank.pem", str(folder / "certificate.pem")),
        ("/etc/ssl/private/resourcebank.key", str(folder / "key.pem")),
        ("/var/log/nginx", str(folder)),
        ("/srv/resourcebank/current", str(ROOT)),
    ]:
        assert old in text, f"{name} no longer says {old}"
        text = text.replace(old, new)
    text = re.sub(r" *listen \[::\].*\n", "", text)
    kept = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    owner = "user root;" if os.geteuid() == 0 else ""  # so that it may read the certificate of this test
    start = f"daemon off; {owner} pid {folder}/pid; error_log {folder}/start.log crit; events {{}}"
    (folder / "nginx.conf").write_text(f"{start} http {{ {kept}\n{text}\n}}")
    return ["nginx", "-c", folder / "nginx.conf", "-e", folder / "start.log"]


@contextmanager
def caddy(folder, upstream):
    plain, secure = free_port(), free_port()
    text = (PROXY / "Caddyfile").read_text()
    text = text.replace("{\n\tservers", f"{{\n\thttp_port {plain}\n\thttps_port {secure}\n\tadmin off\n\tservers", 1)
    text = text.replace("\t@long", f"\ttls {folder}/certificate.pem {folder}/key.pem\n\t@long", 1)
    (folder / "Caddyfile").write_text(text)
    values = {"SITE_NAME": "localhost", "UPSTREAM": f"127.0.0.1:{upstream}", "PROXY_FOLDER": str(PROXY)}
    homes = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    command = ["caddy", "run", "--config", folder / "Caddyfile", "--adapter", "caddyfile"]
    yield from started(command, plain, secure, folder, values | homes)


def started(command, plain, secure, folder, environment=None):
    with (folder / "said.log").open("w") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=os.environ | (environment or {}))
    try:
        for _ in range(1200):  # a minute, as a busy machine may need
            with closing(socket.socket()) as knock:
                if not knock.connect_ex(("127.0.0.1", secure)):
                    break
            assert process.poll() is None, (folder / "said.log").read_text()
            time.sleep(0.05)
        yield Proxy(plain, secure, folder)
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def program(request):
    if not shutil.which(request.param.__name__):
        pytest.skip(f"{request.param.__name__} is not installed")
    return request.param


@pytest.fixture(scope="module")
def proxy(program, tmp_path_factory):
    folder = tmp_path_factory.mktemp(program.__name__)
    certificate(folder)
    with behind() as upstream, program(folder, upstream) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def lonely_proxy(program, tmp_path_factory):
    """A proxy whose server is away."""
    folder = tmp_path_factory.mktemp("lonely")
    certificate(folder)
    with program(folder, free_port()) as proxy:
        yield proxy


def test_a_proxy_leads_plain_http_to_https(proxy):
    answer = proxy.ask("/search/", secure=False)
    assert answer.status in {301, 308}
    assert answer.headers["Location"].startswith("https://localhost")


def test_a_proxy_says_who_asks_and_how_in_place_of_what_a_sender_claims(proxy):
    claims = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "http", "Forwarded": "for=203.0.113.7"}
    headers = json.loads(proxy.ask(headers=claims).text)["headers"]
    assert headers["X-Forwarded-For"] == "127.0.0.1"
    assert headers["X-Forwarded-Proto"] == "https"
    assert "Forwarded" not in headers
    assert headers["Host"].partition(":")[0] == "localhost"


def test_a_proxy_takes_an_import_of_20_mb_and_nothing_much_larger(proxy):
    assert json.loads(proxy.ask(method="POST", body=b"x" * 20_000_000).text)["length"] == 20_000_000
    answer = proxy.ask(method="POST", headers={"Content-Length": "30000000"})
    assert answer.status == 413
    assert "not available" not in answer.text


def test_a_proxy_takes_the_address_of_a_search_with_many_filters(proxy):
    path = "/search/?" + "&".join(f"topic=topic-number-{number}" for number in range(330))
    assert len(path) > 7_000
    assert json.loads(proxy.ask(path).text)["path"] == path


def test_a_proxy_shows_the_figures_of_the_machine_to_nobody(proxy):
    assert proxy.ask("/metrics").status == 404


def test_a_proxy_writes_down_neither_what_was_searched_for_nor_who_asked(proxy, lonely_proxy):
    for asked in (proxy, lonely_proxy):
        asked.ask("/search/?q=sexting&x=1")
        asked.ask("/list/secretsecretsecret/")
        asked.ask(f"/search/?q=sexting{'x' * 17_000}")
        time.sleep(0.2)
        assert "sexting" not in asked.logged()
        assert "secretsecret" not in asked.logged()
        assert "127.0.0.1, " not in asked.logged()
        assert '"remote_ip"' not in asked.logged()


def test_a_proxy_whose_server_is_away_gives_the_numbers_to_call(lonely_proxy):
    answer = lonely_proxy.ask("/get-help-now/")
    assert answer.status in {502, 504}
    assert answer.headers["Retry-After"] == "30"
    assert answer.headers["Cache-Control"] == "no-store"
    assert all(f">{number}</a>" in answer.text for number in ("999", *NUMBERS_WITHOUT_THE_DATABASE.values()))


def test_slow_senders_keep_nobody_waiting(proxy):
    """As of a school's broken line, or of somebody who means harm: each sends a byte and waits."""
    slow = [socket.create_connection(("127.0.0.1", proxy.plain)) for _ in range(30)]
    try:
        for connection in slow:
            connection.send(b"G")
        began = time.monotonic()
        assert proxy.ask().status == 200
        assert time.monotonic() - began < 5
    finally:
        for connection in slow:
            connection.close()
