"""What Django does not do itself: one header on every answer, and the sender's address behind a proxy."""

from contextlib import suppress
from ipaddress import ip_address

UNUSED_FEATURES = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


def permissions_policy(get_response):
    """Tells the browser which of its features no page of ours ever uses."""

    def respond(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", UNUSED_FEATURES)
        return response

    return respond


def client_address(get_response):
    """Behind a proxy, take the sender's address from what it says: the last entry is the one it wrote itself."""

    def respond(request):
        said = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        with suppress(ValueError):  # no proxy wrote this: the address of the connection is all there is
            request.META["REMOTE_ADDR"] = str(ip_address(said))
        return get_response(request)

    return respond
