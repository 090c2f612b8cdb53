import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from resourcebank.middleware.client_address import client_address


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("made up, 2001:db8::1", "2001:db8::1"),
        ("203.0.113.9:555", "203.0.113.9"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("", "127.0.0.1"),
        ("203.0.113.9, nonsense", "127.0.0.1"),
    ],
)
def test_client_address_believes_only_what_the_proxy_wrote_last(header, address):
    request = RequestFactory().get("/", headers={"X-Forwarded-For": header})
    client_address(lambda request: HttpResponse())(request)
    assert request.META["REMOTE_ADDR"] == address
