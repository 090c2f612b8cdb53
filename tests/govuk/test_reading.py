"""What is only read says so to whoever sends something to it, and forms keep their token."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

pytestmark = pytest.mark.django_db

READ_ONLY = [
    *("/", "/robots.txt", "/sitemap.xml", "/feeds/latest.atom", "/training/calendar.ics", "/data/", "/api/"),
    *("/search/", "/embed/", "/embed/who-do-i-call/", "/organisations/a-service.vcf", "/organisations/a-service/"),
]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_is_only_read_says_which_methods_it_takes(method):
    strict = Client(enforce_csrf_checks=True)
    for address in READ_ONLY:
        answer = getattr(strict, method)(address)
        assert answer.status_code == 405, address
        assert answer.headers["Allow"] in {"GET, HEAD", "GET, HEAD, POST"}, address  # what is here, or on any page
        assert method != "post" or answer.headers["Allow"] == "GET, HEAD", address


def test_no_public_page_answers_with_a_refusal_of_a_token():
    """Forms of the public site keep strangers out by where they come from: `ReaderFormView`."""
    asking = [view.__qualname__ for view in public_views(get_resolver()) if not getattr(view, "csrf_exempt", False)]
    assert asking == []


def public_views(resolver, path=""):
    for pattern in resolver.url_patterns:
        route = f"{path}{pattern.pattern}"
        if route.startswith("admin/") or route.endswith("/preview/"):
            continue
        if isinstance(pattern, URLPattern):
            yield pattern.callback
        else:
            yield from public_views(pattern, route)


def test_signing_in_still_asks_for_one():
    assert Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "nobody"}).status_code == 403
