"""The link checker's requests: what comes back, what is refused, and that no server can hold them up."""

import socket
import ssl
import threading
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from directory.fetching import fetching
from directory.fetching.fetch_outcome import Limits
from directory.fetching.fetching import fetch
from directory.fetching.page_words import HEAD, decoded, described_in, title_of
from directory.fetching.retry_after import seconds_until
from directory.fetching.safe_addresses import is_public

HERE = "127.0.0.1"
PRIVATE = "It goes to an address inside a private network."
NOT_THE_WEB = "Only web addresses (http or https) are followed."
UNREADABLE = "It goes to an address that cannot be read."

# A key and a certificate for secure.test, made for these tests and trusted by nobody else.
CERTIFICATE = """
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgDTI6vkg76Rnz++z5
lUudxB5au26ZrXGiRq5FwfFBtoChRANCAAR9cIElUvTmTxWf2e50Nu5JU4M9jUZ3
vtn7udUqiTZAYAY/ZwsdBSRPwyvfS6k1HyHl1bYwAA12S0xJ5gLrwrNY
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBiTCCATCgAwIBAgIUA8RV4LIgo0zNbc30q9Lx1VTd+9swCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLc2VjdXJlLnRlc3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAx
MDEwMDAwMDBaMBYxFDASBgNVBAMMC3NlY3VyZS50ZXN0MFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEfXCBJVL05k8Vn9nudDbuSVODPY1Gd77Z+7nVKok2QGAGP2cL
HQUkT8Mr30upNR8h5dW2MAANdktMSeYC68KzWKNaMFgwDwYDVR0TAQH/BAUwAwEB
/zAdBgNVHQ4EFgQUZnGOQATryck70MXfZczzg82BSmAwFgYDVR0RBA8wDYILc2Vj
dXJlLnRlc3QwDgYDVR0PAQH/BAQDAgKEMAoGCCqGSM49BAMCA0cAMEQCIErFKZvw
xB3+SwDUIbDGwWSfSrheM5pbBtK7LNjM5S3wAiBIT3m6bmlOqqQAB5aBg4pF17jy
5kFNou8eETU6Y9XFTQ==
-----END CERTIFICATE-----
"""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.close_connection = True
        self.server.requests.append((self.path, self.headers))
        with suppress(OSError):  # many tests hang up early
            self.server.answers.get(self.path, page(404, "<title>Not here</title>"))(self)

    def log_message(self, *args):
        pass


class Site(ThreadingHTTPServer):
    """A website on loopback. `answers` maps paths to functions that are given the request's handler."""

    daemon_threads = False  # so that closing waits for them

    def __init__(self):
        super().__init__((HERE, 0), Handler)
        self.port = self.server_port
        self.answers, self.requests = {}, []

    def url(self, path="/", host=HERE, scheme="http"):
        return f"{scheme}://{host}:{self.port}{path}"

    def fetch(self, path="/", *, host=HERE, scheme="http", resolve=socket.getaddrinfo, **limits):
        return fetch(self.url(path, host, scheme), resolve=resolve, limits=self.limits(**limits))

    def limits(self, **limits):
        return Limits(**{"ports": frozenset({self.port}), "allow": frozenset({HERE}), **limits})


class Names:
    """A name server that knows a few names, and remembers what it was asked."""

    def __init__(self, **names):
        self.names = {name.replace("_", "."): places for name, places in names.items()}
        self.asked = []

    def __call__(self, host, port, **_):
        self.asked.append(host)
        places = self.names.get(host) or self.literal(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port)) for place in places]

    def literal(self, host):
        try:
            return [str(ip_address(host))]
        except ValueError:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known") from None


@contextmanager
def running(site):
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()
        thread.join()


@pytest.fixture
def site():
    with running(Site()) as site:
        yield site


@pytest.fixture
def secure_site(monkeypatch, tmp_path):
    """A site that speaks TLS as secure.test, with a certificate that we trust. `names` are those asked for by SNI."""
    file = tmp_path / "certificate.pem"
    file.write_text(CERTIFICATE)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    trusting = ssl.create_default_context(cafile=file)
    monkeypatch.setattr(fetching, "secure_context", lambda: trusting)
    with running(Site()) as site:
        site.names = []
        context.sni_callback = lambda _sock, name, _context: site.names.append(name)
        site.socket = context.wrap_socket(site.socket, server_side=True)
        yield site


def page(status=200, body="", kind="text/html; charset=utf-8", **headers):
    """An answer with a body, as text or bytes."""
    body = body if isinstance(body, bytes) else body.encode()

    def answer(request):
        request.send_response(status)
        for name, value in {"Content_Type": kind, "Content_Length": str(len(body)), **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def redirect(location, status=302):
    return page(status, Location=location)


def raw(data):
    """An answer that need not be HTTP."""
    return lambda request: request.wfile.write(data)


def drip(start=b"", drop=b"x"):
    """An answer that never ends: a byte now and then, each well within the time for one step."""

    def answer(request):
        request.wfile.write(start)
        for _ in range(1000):
            request.wfile.write(drop)
            time.sleep(0.05)

    return answer


def nobody(*args, **kwargs):
    raise AssertionError("the name was looked up")


# What comes back


def test_fetch_reads_status_and_title(site):
    site.answers["/"] = page(body="<html><head><TITLE lang=en>\n Safer &amp;\t calmer  schools </TITLE></head>")
    found = site.fetch()
    assert (found.status, found.title, found.problem, found.retry_after) == (200, "Safer & calmer schools", "", None)
    assert found.address == site.url()


def test_fetch_sends_polite_headers(site):
    site.fetch("/a")
    [(_, headers)] = site.requests
    assert dict(headers) == {
        "Host": f"{HERE}:{site.port}",
        "User-Agent": "ResourceBankLinkCheck/1.0",
        "Accept": "text/html,*/*;q=0.5",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def test_where_all_must_be_encrypted_nothing_else_is_asked(site):
    found = site.fetch(encrypted=True)
    assert (found.status, found.problem) == (None, "It goes to an address that is not encrypted.")
    assert site.requests == []


def test_fetch_keeps_no_cookies(site):
    site.answers["/"] = page(302, Location="/b", Set_Cookie="a=b; Path=/")
    site.fetch()
    assert [(path, headers["Cookie"]) for path, headers in site.requests] == [("/", None), ("/b", None)]


def test_fetch_takes_no_proxy_from_the_environment(site, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://{HERE}:1")
    assert site.fetch().status == 404


def test_fetch_reports_a_missing_page_without_a_problem(site):
    found = site.fetch("/gone")
    assert (found.status, found.title, found.problem) == (404, "Not here", "")


def test_fetch_encodes_what_is_not_ascii_and_drops_the_fragment(site):
    site.fetch("/é b/%20?q=ü#part")
    assert site.requests[0][0] == "/%C3%A9%20b/%20?q=%C3%BC"


def test_fetch_reads_no_title_from_other_files(site):
    site.answers["/"] = page(body="<title>No</title>", kind="application/pdf")
    assert site.fetch().title == ""


def test_fetch_reads_no_title_from_a_packed_page(site):
    site.answers["/"] = page(body="<title>No</title>", Content_Encoding="gzip")
    assert site.fetch().title == ""


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html; charset=iso-8859-1", "<title>Café – “one”</title>".encode("cp1252")),
        ("text/html", '<meta charset="windows-1252"><title>Café – “one”</title>'.encode("cp1252")),
        ("text/html; charset=no-such-charset", "<title>Café – “one”</title>".encode()),
        ("text/html; charset=punycode", "<title>Café – “one”</title>".encode()),
        ("text/html; charset=hex", "<title>Café – “one”</title>".encode()),
        ("text/html; charset=", "<title>Café – “one”</title>".encode()),
    ],
)
def test_fetch_reads_the_charset_or_takes_utf_8(site, kind, body):
    site.answers["/"] = page(body=body, kind=kind)
    assert site.fetch().title == "Café – “one”"


def test_fetch_replaces_bytes_that_are_no_text(site):
    site.answers["/"] = page(body=b"<title>A\xff\x00B</title>")
    assert site.fetch().title == "A\ufffdB"


def test_fetch_reads_chunks(site):
    chunks = b"8\r\n<title>A\r\n8\r\n</title>\r\n0\r\n\r\n"
    site.answers["/"] = raw(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
    )
    assert site.fetch().title == "A"


def test_fetch_takes_the_title_of_a_page_that_breaks_off(site):
    site.answers["/"] = page(body="<title>A</title>", Content_Length="500")
    found = site.fetch()
    assert (found.title, found.problem) == ("A", "")


# Redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_fetch_follows_redirects(site, status):
    site.answers |= {"/": redirect(site.url("/b"), status), "/b": redirect("/c/d"), "/c/d": redirect("../e?f")}
    site.answers["/e?f"] = page(body="<title>There</title>")
    found = site.fetch()
    assert (found.status, found.address, found.title, found.problem) == (200, site.url("/e?f"), "There", "")


def test_fetch_follows_five_redirects_and_no_more(site):
    site.answers = {f"/{n}": redirect(f"/{n + 1}") for n in range(6)}
    site.answers["/6"] = page()
    assert site.fetch("/1").problem == ""
    found = site.fetch("/0")
    assert (found.problem, found.status) == ("It redirects more than five times.", 302)
    assert found.address == site.url("/5")


def test_fetch_follows_a_redirect_written_in_utf_8(site):
    site.answers["/"] = lambda request: request.wfile.write("HTTP/1.1 302 Found\r\nLocation: /é\r\n\r\n".encode())
    site.answers["/%C3%A9"] = page()
    assert site.fetch().status == 200


def test_fetch_follows_a_redirect_written_in_latin_1(site):
    site.answers["/"] = raw("HTTP/1.1 302 Found\r\nLocation: /é\r\n\r\n".encode("latin-1"))
    site.answers["/%C3%A9"] = page()
    assert site.fetch().status == 200


def test_fetch_follows_a_redirect_to_an_international_name(site):
    names = Names(**{"xn--bcher-kva_test": [HERE]})
    site.answers["/"] = raw(f"HTTP/1.1 302 Found\r\nLocation: //bücher.test:{site.port}/b\r\n\r\n".encode())
    found = site.fetch(resolve=names)
    assert (found.status, found.address) == (404, f"http://bücher.test:{site.port}/b")


def test_fetch_says_when_a_redirect_has_no_location(site):
    site.answers["/"] = page(302)
    assert site.fetch().problem == "It redirects without saying where to."


@pytest.mark.parametrize("location", ["http://[", "http://a b/", "http://a:b/", "/a\x01b", "http://a..b/"])
def test_fetch_refuses_a_redirect_that_cannot_be_read(site, location):
    site.answers["/"] = redirect(location)
    assert site.fetch(ports=frozenset({80, site.port})).problem == UNREADABLE


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://a.test/", "javascript:alert(1)", "data:text/html,a"]
)
def test_fetch_refuses_a_redirect_to_what_is_not_the_web(site, location):
    site.answers["/"] = redirect(location)
    found = site.fetch()
    assert (found.status, found.address, found.problem) == (302, site.url(), NOT_THE_WEB)


@pytest.mark.parametrize(
    "private",
    ["10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "0.0.0.0", "fe80::1%1", "127.0.0.2", "64:ff9b::a00:1"],
)
def test_fetch_refuses_a_redirect_to_a_private_address(site, private):
    names = Names(inside_test=[private])
    site.answers["/"] = redirect(site.url("/secret", "inside.test"))
    found = site.fetch(resolve=names)
    assert (found.status, found.address, found.problem) == (302, site.url(), PRIVATE)
    assert names.asked == [HERE, "inside.test"]
    assert len(site.requests) == 1


def test_fetch_refuses_a_redirect_to_another_port(site):
    site.answers["/"] = redirect(f"http://{HERE}:{site.port + 1}/")
    assert site.fetch().problem == f"It uses the unusual port {site.port + 1}."


# What is refused


def test_fetch_refuses_a_name_with_one_private_address_among_public_ones():
    names = Names(both_test=["93.184.215.14", "192.168.0.1"])
    found = fetch("http://both.test/", resolve=names)
    assert (found.status, found.address, found.problem) == (None, "http://both.test/", PRIVATE)


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f.1",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0",
        "127.0.0.1",
        "127.0.0.1.",
        "①②⑦.0.0.1",
        "[::1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "localhost",
    ],
)
def test_fetch_refuses_every_spelling_of_this_machine(host):
    assert fetch(f"http://{host}/").problem == PRIVATE


@pytest.mark.parametrize(
    "place",
    [
        "10.0.0.1",
        "100.64.0.1",
        "172.16.0.1",
        "192.0.0.10",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",  # 6to4 of 127.0.0.1
        "2002:808:808::",  # and of a public one
        "64:ff9b::7f00:1",  # NAT64 of 127.0.0.1
        "64:ff9b:1::808:808",
        "2001:0:808:808::80ff:fffe",  # Teredo of 127.0.0.1
        "2606:4700::1%eth0",
    ],
)
def test_is_public_knows_private_addresses(place):
    assert not is_public(ip_address(place))


@pytest.mark.parametrize("place", ["8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_is_public_knows_public_addresses(place):
    assert is_public(ip_address(place))


@pytest.mark.parametrize("address", ["", " ", "mailto:x", "x", "//a.test/", "file:///etc/passwd", "gopher://a.test/"])
def test_fetch_refuses_what_is_not_the_web(address):
    found = fetch(address, resolve=nobody)
    assert (found.status, found.address, found.problem) == (None, address, NOT_THE_WEB)


@pytest.mark.parametrize(
    "address",
    [
        "http://a.test/\r\nX-Evil: 1",
        "http://a.test/\n",
        "http://a\r\n.test/",
        "http://a.test/\x00",
        "http://a.test/\ud800",
        "http://a.test\\.b.test/",
        "http://a%2eb/",
        "http://a℀b/",
        "http://[::1",
        "http://[::1%25lo]/",
        "http://a.test:99999/",
        "http://.a.test/",
        f"http://{'a' * 64}.test/",
        f"http://a.test/{'a' * 5000}",
        "http:///a",
        "http:a.test",
    ],
)
def test_fetch_refuses_an_address_that_cannot_be_read(address):
    assert fetch(address, resolve=nobody).problem == UNREADABLE


@pytest.mark.parametrize("address", ["http://me:secret@a.test/", "http://me@a.test/", "http://@a.test/"])
def test_fetch_refuses_user_names(address):
    assert fetch(address, resolve=nobody).problem == "It has a user name or password in its address."


@pytest.mark.parametrize("port", [0, 22, 8080])
def test_fetch_refuses_odd_ports(port):
    assert fetch(f"http://a.test:{port}/", resolve=nobody).problem == f"It uses the unusual port {port}."


# Names


def test_fetch_connects_to_the_address_it_checked_and_names_the_host(site):
    names = Names(example_test=[HERE])
    site.answers["/"] = page(body="<title>Mine</title>")
    assert site.fetch(host="EXAMPLE.test", resolve=names).title == "Mine"
    assert names.asked == ["example.test"]
    assert site.requests[0][1]["Host"] == f"example.test:{site.port}"


def test_fetch_looks_up_each_hop_once(site):
    names = Names(a_test=[HERE], b_test=[HERE])
    site.answers |= {"/": redirect(site.url("/b", "b.test")), "/b": redirect("/c"), "/c": page()}
    assert site.fetch(host="a.test", resolve=names).status == 200
    assert names.asked == ["a.test", "b.test", "b.test"]


def test_fetch_refuses_a_name_that_changes_its_mind(site):
    names = Names(a_test=[HERE])
    site.answers["/"] = lambda request: (names.names.update({"a.test": ["10.0.0.1"]}), redirect("/b")(request))
    assert site.fetch(host="a.test", resolve=names).problem == PRIVATE


def test_fetch_encodes_international_names(site):
    names = Names(**{"xn--bcher-kva_test": [HERE]})
    site.fetch(host="bücher.test", resolve=names)
    assert site.requests[0][1]["Host"] == f"xn--bcher-kva.test:{site.port}"


def test_fetch_names_an_ipv6_address_in_brackets(site):
    names = Names(**{"2606:4700::1": [HERE]})
    assert site.fetch(host="[2606:4700::1]", resolve=names).status == 404
    assert site.requests[0][1]["Host"] == f"[2606:4700::1]:{site.port}"


def test_fetch_tries_the_next_address_of_a_name(site):
    names = Names(a_test=["127.0.0.9", HERE])
    assert site.fetch(host="a.test", resolve=names, allow=frozenset({HERE, "127.0.0.9"})).status == 404


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), "The site's name could not be found."),
        (socket.gaierror(socket.EAI_AGAIN, "later"), "The site's name could not be looked up at the moment."),
        (UnicodeError("label too long"), "The site's name could not be found."),
    ],
)
def test_fetch_says_when_a_name_is_not_known(error, problem):
    def resolve(*args, **kwargs):
        raise error

    found = fetch("https://a.test/", resolve=resolve)
    assert (found.status, found.problem) == (None, problem)


def test_fetch_refuses_a_name_without_a_usable_address():
    assert fetch("http://a.test/", resolve=lambda *_, **__: []).problem == "The site's name could not be found."
    assert fetch("http://a.test/", resolve=Names(a_test=["rubbish"])).problem == PRIVATE


def test_fetch_does_not_wait_for_a_slow_name_server():
    done = threading.Event()
    found = fetch("http://a.test/", resolve=lambda *_, **__: done.wait(60), limits=Limits(timeout=0.1))
    done.set()
    assert found.problem == "No answer within 0.1 seconds."


# Servers that misbehave


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nX-Long: "])
def test_fetch_gives_up_on_headers_that_drip(site, start):
    site.answers["/"] = drip(start)
    began = time.monotonic()
    found = site.fetch(timeout=5, total=0.4)
    assert time.monotonic() - began < 20
    assert (found.status, found.problem) == (None, "No answer within 0.4 seconds.")


def test_fetch_gives_up_on_a_page_that_drips(site):
    site.answers["/"] = drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>")
    found = site.fetch(timeout=5, total=2)  # a busy machine takes its time to come as far as the page
    assert (found.status, found.problem) == (200, "Its answer was not complete within 2 seconds.")


def test_fetch_gives_up_on_empty_promises(site):
    site.answers["/"] = drip(drop=b"HTTP/1.1 100 Continue\r\n\r\n")
    assert site.fetch(timeout=5, total=0.4).problem == "No answer within 0.4 seconds."


def test_fetch_gives_up_on_a_flood_of_empty_promises(site):
    promises, sent = b"HTTP/1.1 100 Continue\r\n\r\n" * 2000, []
    site.answers["/"] = lambda request: [sent.append(request.wfile.write(promises)) for _ in range(1000)]
    assert site.fetch().problem == "Its answer could not be understood."
    site.shutdown()
    assert len(sent) < 1000


def test_fetch_shares_its_time_among_all_hops(site):
    site.answers["/"] = lambda request: (time.sleep(0.15), redirect("/")(request))
    assert site.fetch(timeout=1, total=0.4).problem == "No answer within 0.4 seconds."


def test_fetch_gives_up_on_silence(site):
    over = threading.Event()
    site.answers["/"] = lambda request: over.wait(60)
    found = site.fetch(timeout=0.1)
    over.set()
    assert found.problem == "No answer within 0.1 seconds."


@pytest.mark.parametrize("head", [b"", b"Content-Length: 99999999999\r\n"])
def test_fetch_reads_only_the_start_of_a_huge_page(site, head):
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + head + b"\r\n<title>Huge</title>"
    site.answers["/"] = lambda request: (raw(page)(request), [request.wfile.write(b"x" * 65536) for _ in range(1000)])
    found = site.fetch()
    assert (found.status, found.title, found.problem) == (200, "Huge", "")


def test_fetch_ignores_a_title_beyond_the_limit(site):
    site.answers["/"] = page(body="x" * 2000 + "<title>Late</title>")
    assert site.fetch(body=1000).title == ""
    assert site.fetch(body=3000).title == "Late"


@pytest.mark.parametrize("size", [b"-1", b"-5", b"zz", b"ffffffffffffffff"])
def test_fetch_survives_odd_chunk_sizes(site, size):
    """A chunk of -1 bytes makes http.client read for ever."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + size + b"\r\n"
    sent = []
    site.answers["/"] = lambda request: (
        raw(head)(request),
        [sent.append(request.wfile.write(b"x" * 65536)) for _ in range(1000)],
    )
    assert site.fetch().status == 200
    site.shutdown()
    assert len(sent) < 1000


@pytest.mark.parametrize(
    "answer",
    [
        b"hello\r\n\r\n",
        b"\x00\xff\x16\x03" * 50,
        b"HTTP/1.1 two hundred\r\n\r\n",
        b"HTTP/1.1 99999 OK\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500,
        b"HTTP/1.1 200 " + b"x" * 70000,
    ],
)
def test_fetch_says_when_an_answer_is_not_http(site, answer):
    site.answers["/"] = raw(answer)
    found = site.fetch()
    assert (found.status, found.problem) == (None, "Its answer could not be understood.")


def test_fetch_says_when_the_connection_breaks_off(site):
    site.answers["/"] = lambda request: None
    assert site.fetch().problem == "It closed the connection."


def test_fetch_says_when_the_connection_is_refused():
    with socket.socket() as taken:
        taken.bind((HERE, 0))  # and nobody listens
        port = taken.getsockname()[1]
        limits = Limits(ports=frozenset({port}), allow=frozenset({HERE}))
        assert fetch(f"http://{HERE}:{port}/", limits=limits).problem == "It refuses connections."


# Certificates


def test_fetch_checks_the_certificate_for_the_name(secure_site):
    secure_site.answers["/"] = page(body="<title>Safe</title>")
    found = secure_site.fetch(host="secure.test", scheme="https", resolve=Names(secure_test=[HERE]))
    assert (found.status, found.title, found.problem) == (200, "Safe", "")
    assert secure_site.names == ["secure.test"]


@pytest.mark.parametrize("host", ["other.test", HERE])
def test_fetch_refuses_a_certificate_for_another_name(secure_site, host):
    found = secure_site.fetch(host=host, scheme="https", resolve=Names(other_test=[HERE]))
    assert (found.status, found.problem) == (None, "Its security certificate is not valid.")


def test_fetch_refuses_a_certificate_of_nobody_we_trust(secure_site, monkeypatch):
    monkeypatch.setattr(fetching, "secure_context", ssl.create_default_context)
    found = secure_site.fetch(host="secure.test", scheme="https", resolve=Names(secure_test=[HERE]))
    assert found.problem == "Its security certificate is not valid."


def test_fetch_says_when_a_site_does_not_speak_tls(site):
    assert site.fetch(scheme="https").problem == "A secure connection to it could not be made."


def test_fetch_gives_up_on_a_site_that_never_greets():
    began = time.monotonic()
    with socket.create_server((HERE, 0)) as silent:  # it takes connections, and says nothing
        port = silent.getsockname()[1]
        limits = Limits(total=0.1, ports=frozenset({port}), allow=frozenset({HERE}))
        assert fetch(f"https://{HERE}:{port}/", limits=limits).problem == "No answer within 0.1 seconds."
    assert time.monotonic() - began < 9  # a step alone may take ten


def test_secure_context_verifies():
    context = fetching.secure_context()
    assert context.check_hostname
    assert context.verify_mode == ssl.CERT_REQUIRED


# Retry-After


@pytest.mark.parametrize(("status", "seconds"), [(429, 120), (503, 120), (200, None), (404, None)])
def test_fetch_reads_retry_after_where_it_means_something(site, status, seconds):
    site.answers["/"] = page(status, Retry_After="120")
    assert site.fetch().retry_after == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        (" 7 ", 7),
        ("9" * 5000, 3600),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 21 Oct 2015 07:28:00 -0000", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 3600),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
        ("soon", None),
        ("Wed, 99 Oct 2015 07:28:00 GMT", None),
        ("Wed, 21 Oct 2015 07:28:00 +9999999999", None),
    ],
)
def test_seconds_until_takes_numbers_and_dates(text, seconds):
    assert seconds_until(text) == seconds


def test_seconds_until_counts_from_now():
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    assert 90 <= seconds_until(soon) <= 101


# Titles


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<!-- <title>Old</title> --><title>New</title>", "New"),
        ("<title>Never closed", ""),
        ("<!-- never closed <title>A</title>", ""),
        ("<titles>A</titles>", ""),
        ("<![foo[ <title>A</title>", "A"),
        ("<title>A</title><svg><title>B</title></svg>", "A"),
    ],
)
def test_title_of_takes_the_first_real_title(markup, title):
    assert title_of(decoded(markup.encode())) == title


@pytest.mark.parametrize("piece", ["<!--", "<title", "<title>", "<!-- -->", "<"])
def test_title_of_is_quick_on_hostile_pages(piece):
    began = time.process_time()  # what else the machine does is not counted
    page = decoded(piece.encode() * (131072 // len(piece)))
    title_of(page)
    described_in(page)
    assert time.process_time() - began < 1


def test_title_of_keeps_titles_short_and_visible():
    assert titled("word " * 100) == ("word " * 40).strip()
    assert titled("a\x00b\u202ec &#0; &#" + "9" * 6000 + ";").startswith("abc")


def titled(markup):
    return title_of(decoded(f"<title>{markup}</title>".encode()))


def test_a_page_says_whose_it_is_and_what_it_is():
    page = """<meta property="og:site_name" content="Example &amp; Trust"><META NAME='Description' CONTENT='Four
        lessons.'><meta name="og:description" content="Other words">"""
    assert described_in(page) == {"site": "Example & Trust", "description": "Four lessons."}


def test_a_page_that_says_nothing_of_itself_is_described_by_nothing():
    assert described_in("<p>description</p>") == {"site": "", "description": ""}
    assert described_in("x" * HEAD + '<meta name="description" content="too late">')["description"] == ""


# The whole of an answer


def test_the_whole_of_an_answer_is_read_where_it_is_asked_for(site):
    site.answers["/"] = page(200, '{"contents": []}')
    assert fetch(site.url(), limits=site.limits(), whole=True).body == b'{"contents": []}'
    assert site.fetch().body == b""


def test_an_answer_larger_than_is_wanted_is_refused_whole(site):
    site.answers["/"] = page(200, "x" * 5000)
    fetched = fetch(site.url(), limits=site.limits(body=4000), whole=True)
    assert (fetched.body, fetched.problem) == (b"", "Its answer is too large.")


def test_a_packed_answer_is_not_unpacked(site):
    site.answers["/"] = page(200, "x", **{"Content-Encoding": "gzip"})
    assert "packs its answer" in fetch(site.url(), limits=site.limits(), whole=True).problem
