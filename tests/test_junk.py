"""What no person sends, to every address, by readers and by whoever may open all: refused, and never a failure."""

import logging
import re
from urllib.parse import urlencode

import pytest

from tests.junk import BODIES, HEADERS, IN_FIELDS, IN_PATHS, QUERIES, TOO_MANY
from tests.quick import some_of
from tests.roles.asking import ask, client_of
from tests.roles.table import patterns
from tests.roles.things import one_of_everything, places

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PEOPLE = ["reader", "superuser"]
OUR_FAULT = 500


@pytest.fixture(autouse=True)
def without_logs():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(params=PEOPLE)
def client(request, things, django_user_model):
    return client_of(request.param, django_user_model)


@pytest.fixture
def things(db):
    return one_of_everything()


@pytest.fixture
def addresses(things):
    """One of each pattern, but where all vocabularies are alike."""
    return some_of([next(iter(places(name, path, things).values())) for name, path in patterns()], usual=3)


def failures(client, requests):
    """Those of (method, address, more) that were answered with a failure of ours, with what was raised."""
    found, asked = [], 0
    for method, place, more in requests:
        answer, asked = ask(client, method, place, **more), asked + 1
        if answer.status_code >= OUR_FAULT:
            found.append((method, place[:100], more, answer.exc_info and repr(answer.exc_info[1])[:300]))
    assert asked
    return found


def asking(place, query):
    return f"{place}{'&' if '?' in place else '?'}{query}"


def turns(addresses, kinds, each=2):
    """(address, what is sent) so that each kind is sent to many addresses, and some kinds to each."""
    kinds = list(kinds.values())
    for number, place in enumerate(addresses):
        yield from ((place, kinds[(number * each + more) % len(kinds)]) for more in range(each))


def test_more_parameters_than_can_be_read_are_refused_everywhere(client, addresses):
    for number, place in enumerate(addresses):
        method = ("GET", "HEAD", "POST", "OPTIONS")[number % 4]
        answer = ask(client, method, asking(place, TOO_MANY))
        refused = answer.status_code in (
            400,
            404,
            405,
        )  # 404: the address by which the API answers for what is not there
        assert refused or (method, answer.status_code) == ("OPTIONS", 204), (method, place)


def test_no_query_breaks_a_page(client, addresses):
    requests = [("GET", asking(place, query), {}) for place, query in turns(addresses, QUERIES)]
    assert failures(client, requests) == []


def filled(path, junk):
    return "/" + re.sub(r"\(\?P<\w+>[^)]*\)|<[^>]+>", lambda _: junk, path).strip("^$")


def test_no_path_breaks_a_page(client):
    """Each kind in the place of each parameter."""
    paths = [path for _, path in patterns() if "<" in path]
    requests = [
        (("GET", "POST")[len(path) % 2], filled(path, junk), {}) for path, junk in turns(some_of(paths), IN_PATHS)
    ]
    assert failures(client, requests) == []


def test_no_body_breaks_a_page(client, addresses):
    requests = [
        ("POST", place, {"data": data, "content_type": content_type})
        for place, (data, content_type) in turns(addresses, BODIES)
    ]
    assert failures(client, requests) == []


def test_no_header_breaks_a_page(client, addresses):
    requests = [(("GET", "POST")[len(place) % 2], place, headers) for place, headers in turns(addresses, HEADERS)]
    assert failures(client, requests) == []


def form(values):
    body = urlencode(values, errors="surrogatepass")
    return {"data": body, "content_type": "application/x-www-form-urlencoded"}


def test_no_field_of_a_form_breaks_it(client, addresses):
    """All fields of each page's forms at once, each with something else, three times."""
    requests = []
    for place in addresses:
        names = sorted(set(re.findall(r'name="([^"]+)"', ask(client, "GET", place).content.decode(errors="replace"))))
        for number in range(3 if names else 0):
            values = {name: IN_FIELDS[(number * 5 + turn) % len(IN_FIELDS)] for turn, name in enumerate(names)}
            requests.append(("POST", place, form(values)))
    assert failures(client, requests) == []


@pytest.mark.parametrize("value", IN_FIELDS)
def test_nothing_in_any_field_of_a_sign_in_breaks_it(client, value):
    sent = form(dict.fromkeys(("username", "password", "code", "credential", "email"), value))
    factor = [f"/admin/second-factor/{page}" for page in ("", "set-up/", "confirm/", "passkey/")]
    pages = ["/admin/login/", "/admin/password-reset/", *factor]
    assert failures(client, [("POST", page, sent) for page in pages]) == []


@pytest.mark.parametrize("field", ["code", "credential"])
def test_nothing_sent_instead_of_a_second_factor_breaks_it(field, django_user_model):
    """Between the password and the desk."""
    client = client_of("no_code", django_user_model)
    sent = [form({field: value}) for value in (*IN_FIELDS, "{}", '{"id": 1}', "null")]
    assert failures(client, [("POST", "/admin/second-factor/", one) for one in sent]) == []


@pytest.mark.parametrize(
    "place", ["/" + "x" * 8_000 + "/", "/" + "/" * 2_000, "/a/" * 1_000, "/%00/", "//example.org/%2f.."]
)
def test_no_address_at_all_breaks_the_page_for_what_is_not_there(client, place):
    assert 400 <= ask(client, "GET", place).status_code < OUR_FAULT
