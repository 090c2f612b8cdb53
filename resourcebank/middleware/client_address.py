"""The sender's address behind a proxy."""

from contextlib import suppress
from ipaddress import ip_address


def client_address(get_response):
    """Behind a proxy, take the sender's address from what it says: the last entry is the one it wrote itself."""

    def respond(request):
        said = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        with suppress(ValueError):  # no proxy wrote this: the address of the connection is all there is
            request.META["REMOTE_ADDR"] = str(ip_address(without_port(said)))
        return get_response(request)

    return respond


def without_port(said):
    """Some proxies write "203.0.113.9:443", and IPv6 in brackets."""
    if said.startswith("["):
        return said[1:].partition("]")[0]
    return said.partition(":")[0] if said.count(":") == 1 else said
