"""/metrics, for the networks that may read it; for all others there is no such address."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest, values
from prometheus_client.multiprocess import MultiProcessCollector

from directory.health.metrics.bank import BankCollector
from directory.health.metrics.requests import REGISTRY

# What a proxy adds. Unless we trust it, the connection says no more than that the proxy is our neighbour.
PROXIED = {"HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA"}


def metrics(request):
    """The numbers; None for who may not read them."""
    if request.method not in ("GET", "HEAD") or not may_read(request.META):
        return None
    bank = CollectorRegistry()
    bank.register(BankCollector())
    return HttpResponse(generate_latest(of_requests()) + generate_latest(bank), content_type=CONTENT_TYPE_LATEST)


def may_read(meta):
    if not settings.TRUST_PROXY_ADDRESS_HEADER and PROXIED & meta.keys():
        return False
    try:
        address = ip_address(meta.get("REMOTE_ADDR", ""))
    except ValueError:  # a socket: whoever is behind it
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in settings.METRICS_ALLOWED)


def of_requests():
    """Those of this process, or of all processes where they count together."""
    if not values.ValueClass._multiprocess:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return together
