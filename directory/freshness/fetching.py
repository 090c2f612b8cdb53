"""Asking an address on the web what it answers: politely, and never anything inside a private network.

Addresses are typed by people and redirects are written by strangers, so neither is trusted. A name is looked up
once for each hop, every address it has is checked, and the connection goes to an address that was checked. Nothing
is looked up again in between, so a name that changes its mind (DNS rebinding) gains nothing.
"""

import codecs
import http.client
import io
import ipaddress
import math
import re
import socket
import ssl
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from html import unescape
from urllib.parse import quote, urljoin, urlsplit

PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
COME_BACK_LATER = frozenset({429, 503})
LONGEST_ADDRESS = 4096
LONGEST_HEAD = 65536  # bytes of status line, headers and chunk sizes
LONGEST_TITLE = 200
LONGEST_WAIT = 3600
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NOT_THE_WEB = "Only web addresses (http or https) are followed."
UNREADABLE = "It goes to an address that cannot be read."
PRIVATE = "It goes to an address inside a private network."
UNKNOWN_NAME = "The site's name could not be found."

# The first that fits is said, so the special ones come first.
PROBLEMS = (
    (socket.gaierror, UNKNOWN_NAME),
    (ssl.SSLCertVerificationError, "Its security certificate is not valid."),
    (ssl.SSLError, "A secure connection to it could not be made."),
    (ConnectionRefusedError, "It refuses connections."),
    (ConnectionError, "It closed the connection."),
    (OSError, "It could not be reached over the network."),
    (Exception, "Its answer could not be understood."),
)

HOST = re.compile(r"[a-z0-9._-]+")
SAFE = "%/:?@!$&'()*+,;=~[]|"  # what stays as it is in a path or query; a % is taken for an escape already made
GLOBAL_V6 = ipaddress.ip_network("2000::/3")  # all of IPv6 that is given out to the public internet
NAT64 = ipaddress.ip_network("64:ff9b::/96")

# Python's list of private networks depends on its version; these are missing from some.
ALSO_PRIVATE = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2001:db8::/32", "3fff::/20")))
HTML = frozenset({"text/html", "application/xhtml+xml"})
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.ASCII | re.IGNORECASE)
META_CHARSET = re.compile(r"<meta\b[^<>]*?charset\s*=\s*[\"']?([\w.:-]+)", re.ASCII | re.IGNORECASE)

# Python also has codecs that no page is written in, some of them slow or noisy (punycode, unicode_escape).
PAGE_CODECS = re.compile(r"ascii|utf-8|utf-16|iso8859|cp\d|koi8|mac-|gb|big5|euc|shift_jis|iso2022")
AS_BROWSERS_READ = {"iso8859-1": "cp1252", "ascii": "cp1252"}
COMMENT_OR_TITLE = re.compile(r"<!--|<title\b[^<>]*>", re.IGNORECASE)
TITLE_END = re.compile(r"</title", re.IGNORECASE)


@dataclass(frozen=True)
class Limits:
    """How long, how far and how much. Times are in seconds, `body` is in bytes."""

    timeout: float = 10  # for each step: looking up, connecting, greeting, each wait for bytes
    total: float = 30  # for everything, redirects included
    redirects: int = 5
    body: int = 131072
    ports: frozenset = frozenset(PORTS.values())
    allow: frozenset = frozenset()  # for tests only: exact IP addresses that are let through unchecked


USUAL = Limits()


@dataclass(frozen=True)
class Fetched:
    """What came of it. `problem` is empty, or a sentence saying why no full answer was had.

    `address` is the last address that was asked. One that was refused, or whose name is not known, was never asked:
    then `address` and `status` are those of the redirect that led to it.
    """

    status: int | None
    address: str
    title: str
    problem: str
    retry_after: int | None


class RefusedError(Exception):
    """We go no further, for the reason that its text gives in a plain sentence."""


def fetch(address, *, resolve=socket.getaddrinfo, limits=USUAL):
    """GET `address`, follow redirects, say what came of it. Never raises for what an address or a server does."""
    walk = Walk(address, resolve, limits)
    problem = ""
    try:
        walk.follow()
    except RefusedError as refused:
        problem = str(refused)
    except TimeoutError:
        problem = f"No answer {walk.clock.too_long()}."
    except (OSError, http.client.HTTPException, ValueError) as error:
        problem = next(sentence for kind, sentence in PROBLEMS if isinstance(error, kind))
    return Fetched(walk.status, walk.address, walk.title, problem, walk.retry_after)


class Walk:
    """One fetch on its way: where it has got to, and what it has learnt so far."""

    def __init__(self, address, resolve, limits):
        self.address, self.resolve, self.limits = address, resolve, limits
        self.clock = Clock(limits)
        self.status = self.retry_after = None
        self.title = ""

    def follow(self):
        address = self.address
        for _ in range(self.limits.redirects + 1):
            location = self.ask(address)
            if location is None:
                return
            address = joined(self.address, location)
        most = self.limits.redirects
        raise RefusedError(f"It redirects more than {NUMBERS[most] if most < len(NUMBERS) else most} times.")

    def ask(self, address):
        """Ask one address. Returns where it redirects to, or None if this was the last answer."""
        target = read_address(address, self.limits.ports)
        places = checked(look_up(target, self.resolve, self.clock), self.limits.allow)
        self.address = address
        with connect(target, places, self.clock) as sock:
            sock.settimeout(self.clock.step())
            sock.sendall(request_for(target))
            reader = Reader(sock, self.clock, LONGEST_HEAD + self.limits.body)
            with http.client.HTTPResponse(reader, method="GET") as response:
                response.begin()
                return self.note(response)

    def note(self, response):
        """Remember what the answer says. The status first: a page may break off later."""
        self.status = response.status
        self.retry_after = None
        if response.status in COME_BACK_LATER:
            self.retry_after = seconds_until(response.headers.get("Retry-After", ""))
        if response.status in REDIRECTS:
            return location_of(response.headers)
        try:
            self.title = title_of(page_of(response, self.limits.body))
        except TimeoutError:
            raise RefusedError(f"Its answer was not complete {self.clock.too_long()}.") from None
        return None


class Clock:
    """Gives each step its time, and never more than is left of the whole."""

    def __init__(self, limits):
        self.limits = limits
        self.end = time.monotonic() + limits.total

    def left(self):
        return self.end - time.monotonic()

    def step(self):
        left = self.left()
        if left <= 0:
            raise TimeoutError
        return min(self.limits.timeout, left)

    def too_long(self):
        seconds = self.limits.timeout if self.left() > 0 else self.limits.total
        return f"within {seconds:g} seconds"


# The address


@dataclass(frozen=True)
class Target:
    """An address, taken apart. `host` is ASCII in small letters, `path` includes the query, ready to be sent."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self):
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def read_address(address, ports):
    """Take an address apart, or refuse it."""
    # Before anything else, because urlsplit() quietly drops line breaks.
    if len(address) > LONGEST_ADDRESS or any(unicodedata.category(letter) in ("Cc", "Cs") for letter in address):
        raise RefusedError(UNREADABLE)
    try:
        parts = urlsplit(address.strip(" "))
        port = parts.port
    except ValueError:
        raise RefusedError(UNREADABLE) from None
    if parts.scheme not in PORTS:
        raise RefusedError(NOT_THE_WEB)
    if "@" in parts.netloc:
        raise RefusedError("It has a user name or password in its address.")
    port = PORTS[parts.scheme] if port is None else port
    if port not in ports:
        raise RefusedError(f"It uses the unusual port {port}.")
    return Target(parts.scheme, read_host(parts.hostname or ""), port, read_path(parts))


def read_host(host):
    """The name as it is looked up and sent: a plain ASCII name, or an IP address without brackets."""
    if "%" in host:  # an escape, or the zone of an IPv6 address, which names one of our own network cards
        raise RefusedError(UNREADABLE)
    try:
        if ":" in host:
            return str(ipaddress.IPv6Address(host))
        name = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except ValueError:
        raise RefusedError(UNREADABLE) from None
    if not HOST.fullmatch(name):
        raise RefusedError(UNREADABLE)
    return name


def read_path(parts):
    path = quote(parts.path or "/", safe=SAFE)
    return f"{path}?{quote(parts.query, safe=SAFE)}" if parts.query else path


def joined(base, location):
    try:
        return urljoin(base, location)
    except ValueError:
        raise RefusedError(UNREADABLE) from None


# The network


def look_up(target, resolve, clock):
    """The addresses of a name, as texts. Asked for in a thread, because looking up knows no time limit of its own."""
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        asked = pool.submit(resolve, target.host, target.port, type=socket.SOCK_STREAM)
        found = asked.result(timeout=clock.step())
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:  # our own name server may be at fault
            raise RefusedError("The site's name could not be looked up at the moment.") from None
        raise
    except UnicodeError:
        raise RefusedError(UNKNOWN_NAME) from None
    finally:
        pool.shutdown(wait=False)
    return [str(place[0]) for *_, place in found]


def checked(texts, allow):
    """IP addresses to connect to, in order. If only one of them is private, all are refused: it may be a trap."""
    if not texts:
        raise RefusedError(UNKNOWN_NAME)
    try:
        places = list(dict.fromkeys(map(ipaddress.ip_address, texts)))
    except ValueError:
        raise RefusedError(PRIVATE) from None
    if not all(str(place) in allow or is_public(place) for place in places):
        raise RefusedError(PRIVATE)
    return places


def is_public(place):
    """Whether an IP address, and each that is wrapped in it, is one of the public internet."""
    if place.version == 6:
        if not all(map(is_public, wrapped_in(place))):
            return False
        if place.ipv4_mapped or place in NAT64:
            return True  # only wrapping; what counts is inside
        if place not in GLOBAL_V6 or place.scope_id:
            return False
    if any(place in network for network in ALSO_PRIVATE):
        return False
    special = place.is_multicast or place.is_reserved or place.is_unspecified or place.is_private
    return place.is_global and not special


def wrapped_in(place):
    """The IPv4 addresses that an IPv6 address stands for or is sent by way of."""
    nat64 = ipaddress.IPv4Address(int(place) & 0xFFFFFFFF) if place in NAT64 else None
    return [inner for inner in (place.ipv4_mapped, place.sixtofour, nat64, *(place.teredo or ())) if inner]


def connect(target, places, clock):
    """A connected socket; for https one whose certificate has been found valid for the name."""
    sock = connect_to_any(places, target.port, clock)
    if target.scheme == "http":
        return sock
    try:
        sock.settimeout(clock.step())
        return secure_context().wrap_socket(sock, server_hostname=target.host)
    except Exception:
        sock.close()
        raise


def connect_to_any(places, port, clock):
    """Connect to the first address that answers: a name may have one of IPv6 where we have none."""
    failure = None
    for place in places:
        try:
            return connect_to(place, port, clock)
        except OSError as error:
            failure = error
    raise failure


def connect_to(place, port, clock):
    sock = socket.socket(socket.AF_INET6 if place.version == 6 else socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.settimeout(clock.step())
        sock.connect((str(place), port))
    except OSError:
        sock.close()
        raise
    return sock


@cache
def secure_context():
    """The usual rules for certificates. Kept, because reading the list of authorities takes long."""
    return ssl.create_default_context()


def request_for(target):
    lines = (
        f"GET {target.path} HTTP/1.1",
        f"Host: {target.host_header}",
        "User-Agent: ResourceBankLinkCheck/1.0",
        "Accept: text/html,*/*;q=0.5",
        "Accept-Encoding: identity",
        "Connection: close",
    )
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii")


class Reader(io.RawIOBase):
    """What http.client reads from in place of a socket.

    A socket's timeout starts again with every byte, so a server that drips could hold us for ever; and http.client
    can be talked into reading without end. Here the clock runs on, and after `most` bytes the answer is over.
    """

    def __init__(self, sock, clock, most):
        self.sock, self.clock, self.room = sock, clock, most

    def makefile(self, mode):
        return io.BufferedReader(self)

    def readable(self):
        return True

    def readinto(self, buffer):
        if not self.room:
            return 0
        self.sock.settimeout(self.clock.step())
        count = self.sock.recv_into(memoryview(buffer)[: self.room])
        self.room -= count
        return count


# The answer


def location_of(headers):
    """Where a redirect leads. http.client reads headers as Latin-1, but most servers mean UTF-8."""
    location = headers.get("Location", "").strip()
    if not location:
        raise RefusedError("It redirects without saying where to.")
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def seconds_until(text):
    """A Retry-After header in seconds: it holds a number of them, or a date. None if it holds neither."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return min(int(text[:10]), LONGEST_WAIT)
    try:
        date = parsedate_to_datetime(text)
        date = date if date.tzinfo else date.replace(tzinfo=UTC)
        seconds = math.ceil((date - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0, min(seconds, LONGEST_WAIT))


def page_of(response, most):
    """The start of an HTML page as text; nothing of anything else, which is left unread."""
    kind, _, details = response.headers.get("Content-Type", "").partition(";")
    packed = response.headers.get("Content-Encoding", "identity").strip().lower() != "identity"
    if kind.strip().lower() not in HTML or packed:
        return ""
    try:
        body = response.read(most)
    except http.client.IncompleteRead as broken_off:
        body = broken_off.partial  # the title may well be in it
    return decoded(body[:most], CHARSET.search(details))


def decoded(body, charset):
    """A page's text: by the charset that its header names, else its own meta element, else UTF-8."""
    charset = charset or META_CHARSET.search(body[:4096].decode("latin-1"))
    try:
        codec = codecs.lookup(charset[1]).name if charset else "utf-8"
    except LookupError:
        codec = "utf-8"
    if not PAGE_CODECS.match(codec):
        codec = "utf-8"
    return body.decode(AS_BROWSERS_READ.get(codec, codec), "replace")


def title_of(page):
    """The first title outside comments. Not by html.parser: broken pages can make that raise, or take very long."""
    place = 0
    while found := COMMENT_OR_TITLE.search(page, place):
        if found[0] != "<!--":
            end = TITLE_END.search(page, found.end())
            return plain(page[found.end() : end.start()]) if end else ""
        place = page.find("-->", found.end())
        if place < 0:
            break
    return ""


def plain(markup):
    """A title's text, short enough to keep and without characters that nobody sees or no database takes."""
    words = " ".join(unescape(markup[: 20 * LONGEST_TITLE]).split())
    return "".join(letter for letter in words if letter.isprintable())[:LONGEST_TITLE].strip()
