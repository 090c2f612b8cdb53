"""Asking an address on the web what it answers: politely, and never anything inside a private network.

HTTP is httpx's, on httpcore. What those lack is ours: `checked_transport` says which addresses may be asked,
`bounded_network` connects to what was checked and bounds time and bytes, `safe_addresses` knows what is private.
"""

import socket
import ssl
import time
from dataclasses import replace
from functools import cache

import httpcore
import httpx

from directory.fetching.bounded_network import BoundedNetwork
from directory.fetching.checked_transport import REDIRECTS, CheckedTransport, safe_url
from directory.fetching.fetch_outcome import NOT_THE_WEB, UNREADABLE, Limits, RefusedError

USUAL = Limits()
secure_context = cache(ssl.create_default_context)  # reading the list of authorities takes long
PROBLEMS = {  # the first that fits is said, so the special ones come first
    socket.gaierror: "The site's name could not be found.",
    ssl.SSLCertVerificationError: "Its security certificate is not valid.",
    ssl.SSLError: "A secure connection to it could not be made.",
    ConnectionRefusedError: "It refuses connections.",
    ConnectionError: "It closed the connection.",
    OSError: "It could not be reached over the network.",
    UnicodeError: "The site's name could not be found.",  # it cannot be a name
    ValueError: UNREADABLE,
    httpcore.ProtocolError: "Its answer could not be understood.",
    httpx.RemoteProtocolError: UNREADABLE,  # so httpx calls a redirect to what it cannot read
    httpx.InvalidURL: NOT_THE_WEB,  # and this one to javascript: or data:, which have no host
    httpx.TooManyRedirects: "It redirects more than five times.",
}


def fetch(address, *, resolve=socket.getaddrinfo, limits=USUAL, whole=False):
    """GET `address`, follow redirects, say what came of it. Never raises for what an address or a server does.

    Of the answer the title is read, or the `whole`.
    """
    network = BoundedNetwork(resolve, limits)
    pool = httpcore.ConnectionPool(secure_context(), network_backend=network)
    transport = CheckedTransport(address, network, pool, whole)
    client = httpx.Client(transport=transport, follow_redirects=True, max_redirects=5, trust_env=False)
    try:
        response = client.get(safe_url(address.strip(" "), limits))
        if response.status_code in REDIRECTS:
            raise RefusedError("It redirects without saying where to.")
    except (RefusedError, *PROBLEMS) as error:
        return replace(transport.fetched, problem=problem_of(error, transport.fetched.status, network))
    return transport.fetched


def problem_of(error, status, network):
    """What people are told of an error."""
    if isinstance(error, RefusedError):
        return str(error)
    if isinstance(error, TimeoutError):
        answer = "No answer" if status in (None, *REDIRECTS) else "Its answer was not complete"
        seconds = network.limits.timeout if time.monotonic() < network.end else network.limits.total
        return f"{answer} within {seconds:g} seconds."
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return "The site's name could not be looked up at the moment."
    return next(sentence for kind, sentence in PROBLEMS.items() if isinstance(error, kind))
