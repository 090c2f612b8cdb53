import pytest
from django.http import HttpResponseNotFound
from django.test import RequestFactory

from resourcebank.middleware.addresses_from_mail import addresses_from_mail, mended
from tests.factories import make_resource

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/search/?age=7&amp;sector=special", "/search/?age=7&amp;amp;sector=special"])
def test_an_address_that_was_spoilt_on_its_way_asks_for_what_it_says(client, address):
    make_resource("For a special school", sectors=["special"])
    make_resource("For a primary school", sectors=["primary"])
    text = client.get(address).text
    assert "For a special school" in text
    assert "For a primary school" not in text


@pytest.mark.parametrize(
    ("spoilt", "meant"),
    [
        ("q=consent&amp;age=7", "q=consent&age=7"),
        ("q=consent&amp%3Bage=7", "q=consent&age=7"),
        ("amp;age=7", "age=7"),
        ("age=7>", "age=7"),
        ("sector=special).", "sector=special"),
        ("sector=special%20", "sector=special"),
        ("q=consent&age=7%3E%20", "q=consent&age=7"),
        ("q=3Dconsent&age=3D7", "q=consent&age=7"),
        ("q%3Dconsent%26age%3D7", "q=consent&age=7"),
        ("age=7&utm_source=mail&UTM_Medium=x&fbclid=1&gclid=2&mc_cid=3&mc_eid=4&msclkid=5&_hsenc=6", "age=7"),
        ("utm_source=mail", ""),
    ],
)
def test_what_was_spoilt_is_mended(spoilt, meant):
    assert mended(spoilt) == meant


@pytest.mark.parametrize(
    "query",
    [
        "q=3D",
        "q=%22asking+first%22",
        "q=what+is+consent?",
        "q=a%3Db",
        "q=amp",
        "sector=a&sector=b",
        "q=",
        "pk__in=1,2",
        "filters=q%3Da%29",
    ],
)
def test_what_somebody_may_mean_stays(query):
    assert mended(query) == query


@pytest.mark.parametrize(
    "address",
    ["/search/?{}", "/lessons/?{}", "/lessons/finder/?{}", "/map/?{}", "/who-do-i-call/?{}", "/feeds/latest.atom?{}"],
)
def test_no_page_says_or_hands_on_a_code_that_follows_a_reader(client, address):
    """Nor does any say that it left one out: nobody typed it."""
    make_resource()
    answer = client.get(
        address.format("age=7&amp;sector=special&utm_source=Seen-Nowhere&fbclid=Seen-Nowhere"), follow=True
    )
    assert answer.status_code == 200
    assert "Seen-Nowhere" not in answer.text
    assert "utm_source" not in answer.text
    assert answer.wsgi_request.GET.urlencode() == "age=7&sector=special"


@pytest.mark.parametrize("end", [".", ")", ">", "%3E", "),", "%20"])
def test_an_address_with_the_end_of_a_sentence_leads_to_its_page(client, end):
    answer = client.get(f"/topics/consent/{end}")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/topics/consent/")
    assert client.get(f"/nowhere{end}", follow=True).status_code == 404


@pytest.mark.parametrize("path", ["//example.org/.", "/\\example.org/.", "/."])
def test_nobody_is_led_to_another_site(path):
    request = RequestFactory().get("/")
    request.path = path
    answer = addresses_from_mail(lambda request: HttpResponseNotFound())(request)
    assert answer.headers.get("Location", "/") in ("/", "/%5Cexample.org/")


def test_what_a_program_asks_is_not_guessed(client, db):
    assert client.get("/api/v1/entries/?age=7%3E").status_code == 400
    assert client.get("/api/oruk/services/nowhere)").status_code == 404
