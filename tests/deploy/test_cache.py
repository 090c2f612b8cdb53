"""The sample of a caching nginx before two nodes: what it keeps, for whom, and what it shows when no node answers."""

import shutil
import time
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.deploy.test_proxies import caching_nginx, certificate
from tests.machine import free_port

pytestmark = pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
SOON = "public, max-age=0, s-maxage=1, stale-if-error=60"
LATER = SOON.replace("s-maxage=1", "s-maxage=60")  # however busy the machine is in between
MOMENT = 2.2  # seconds, after which what may be kept for one is old: nginx counts whole ones


class Node(BaseHTTPRequestHandler):
    """Answers as it was told to, by path, and remembers what it was asked."""

    protocol_version = "HTTP/1.1"
    asked, told = [], {}

    def do_GET(self):
        path = self.path.partition("?")[0]
        self.asked.append((self.path, dict(self.headers)))
        status, caching = self.told.get(path, (200, SOON))
        unchanged = status == 200 and self.headers.get("If-None-Match") == 'W/"state"'
        body = b"" if unchanged else f"{path} {len(self.asked)}".encode()
        self.send_response(304 if unchanged else status)
        self.send_header("Cache-Control", caching)
        self.send_header("ETag", 'W/"state"')
        self.send_header("Connection", "close")  # so that a node that is away answers nobody
        self.close_connection = True
        self.send_header("Vary", "Accept-Encoding, Cookie")
        if not unchanged:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing."""


@contextmanager
def node(port=0):
    server = ThreadingHTTPServer(("127.0.0.1", port), Node)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """nginx before one node that answers and one that is away."""
    folder = tmp_path_factory.mktemp("cache")
    certificate(folder)
    with node() as server, caching_nginx(folder, server.server_port, free_port()) as proxy:
        proxy.ask("/livez")
        yield proxy


def times_asked(path):
    return sum(asked == path for asked, _ in Node.asked)


def test_a_public_page_is_asked_for_once_whatever_foreign_cookies_and_browsers_there_are(cache):
    Node.told["/topics/"] = (200, LATER)
    first = cache.ask("/topics/")
    assert first.headers["X-Cache"] == "MISS"
    for headers in ({}, {"Cookie": "of_the_council=1"}, {"Accept-Language": "cy"}):
        answer = cache.ask("/topics/", headers=headers)
        assert (answer.headers["X-Cache"], answer.text) == ("HIT", first.text)
    assert cache.ask("/topics/", headers={"Accept-Encoding": "gzip, br"}).headers["X-Cache"] == "MISS"
    assert cache.ask("/topics/", headers={"Accept-Encoding": "deflate, gzip"}).headers["X-Cache"] == "HIT"
    assert times_asked("/topics/") == 2
    assert cache.ask("/topics/", headers={"If-None-Match": 'W/"state"'}).status == 304


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "a=1; __Host-sessionid=x"},
        {"Cookie": "__Host-csrftoken=x"},
        {"Cookie": "my_setting=sector%3Dprimary"},
        {"HX-Request": "true"},
    ],
)
def test_who_has_a_cookie_of_the_bank_is_given_nothing_that_was_kept_and_leaves_nothing(cache, headers):
    path = f"/{len(str(headers))}/"
    assert cache.ask(path, headers=headers).headers["X-Cache"] == "BYPASS"
    before = cache.ask(path)
    assert before.headers["X-Cache"] == "MISS"
    assert cache.ask(path, headers=headers).text != before.text


@pytest.mark.parametrize("caching", ["private, no-cache", "private, no-store", "public, no-cache"])
def test_what_is_not_for_all_is_not_kept(cache, caching):
    path = f"/{caching.replace(', ', '-')}/"
    Node.told[path] = (200, caching)
    answers = [cache.ask(f"{path}?q=my+words") for _ in range(2)]
    assert answers[0].text != answers[1].text
    assert "my+words" not in kept_on_disk(cache)


def kept_on_disk(cache):
    files = [path for path in (cache.folder / "resourcebank").rglob("*") if path.is_file()]
    return "".join(path.read_text(errors="replace") for path in files)


def test_a_withdrawal_is_shown_for_seconds_and_while_no_node_answers_what_was_kept_is(tmp_path_factory):
    """All that needs time to pass, in one: it passes once."""
    folder = tmp_path_factory.mktemp("away")
    certificate(folder)
    with ExitStack() as stack:
        server = stack.enter_context(node())
        proxy = stack.enter_context(caching_nginx(folder, server.server_port, free_port()))
        Node.told = {"/short/": (200, "public, max-age=0, s-maxage=1, stale-if-error=1")}
        for path in ("/withdrawn/", "/hidden/", "/same/", "/broken/", "/kept/", "/short/"):
            assert proxy.ask(path).status == 200
        Node.told |= {
            "/withdrawn/": (404, SOON),
            "/hidden/": (404, "private, no-cache"),
            "/broken/": (503, "no-store"),
        }
        time.sleep(MOMENT)
        assert proxy.ask("/withdrawn/").status == proxy.ask("/hidden/").status == 404
        assert proxy.ask("/same/").headers["X-Cache"] == "REVALIDATED"
        assert proxy.ask("/broken/").status == 503  # what a node says itself stands
        server.shutdown()
        server.server_close()
        time.sleep(MOMENT)
        for path in ("/same/", "/kept/"):
            answer = proxy.ask(path)
            assert (answer.status, answer.headers["X-Cache"]) == (200, "STALE"), path
        assert proxy.ask("/withdrawn/").status == 404  # what was said last is what is kept
        assert proxy.ask("/hidden/").status == 200  # so this is why it must be kept too
        for path in ("/short/", "/never/"):
            answer = proxy.ask(path)
            assert answer.status in (502, 504), path
            assert "0800 1111" in answer.text
