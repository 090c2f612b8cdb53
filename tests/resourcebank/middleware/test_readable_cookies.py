"""Cookies that no browser was given: PostgreSQL cannot look for a NUL, and SQLite finds nothing."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "cookie", [r'sessionid="\000abc"', r'csrftoken="\000"', "sessionid=\x00", "sessionid=\xff", '="']
)
@pytest.mark.parametrize("address", ["/", "/admin/", "/admin/login/"])
def test_a_cookie_that_cannot_be_looked_up_is_as_none(client, settings, address, cookie):
    cookie = cookie.replace("sessionid", settings.SESSION_COOKIE_NAME)
    expected = client.get(address).status_code
    assert client.get(address, HTTP_COOKIE=cookie).status_code == expected
