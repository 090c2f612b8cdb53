"""More parameters than can be read: every address says 400, whether or not it has any use for them."""

import pytest

pytestmark = pytest.mark.django_db

TOO_MANY = "?" + "&".join(f"a{number}=1" for number in range(1_001))
PAGES = [
    *("/", "/about/", "/search/", "/organisations/", "/embed/", "/embed/who-do-i-call/", "/api/", "/data/"),
    *("/feeds/latest.atom", "/training/calendar.ics", "/networks/calendar.ics", "/sitemap-organisations.xml"),
    *("/nowhere/", "/admin/login/", "/search/suggestions/opensearch/"),
]


@pytest.mark.parametrize("debug", [False, True])
def test_an_address_with_too_many_parameters_gets_the_page_that_says_so(client, settings, debug):
    settings.DEBUG = debug
    for address in PAGES:
        answer = client.get(address + TOO_MANY)
        assert answer.status_code == 400, address
        assert "Sorry, that did not work" in answer.text, address
        assert "tel:999" in answer.text, address
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], address


def test_what_programs_ask_is_refused_in_their_language(client):
    for address in ("/api/v1/entries/", "/api/oruk/services/"):
        answer = client.get(address + TOO_MANY)
        assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/json"), address


@pytest.mark.parametrize("body", [b"a=1&" * 1_001, b"a" * 3_000_000])
def test_a_form_that_is_too_large_to_read_is_refused_too(client, body):
    answer = client.post("/suggest/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert "Sorry, that did not work" in answer.text


def test_as_many_as_can_be_read_are_read(client):
    assert client.get("/about/" + TOO_MANY.removesuffix("&a1000=1")).status_code == 200
