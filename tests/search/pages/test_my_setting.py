import pytest
from django.http import QueryDict
from django.test import RequestFactory

from directory.search.pages.my_setting import COOKIE, Setting, setting_of
from tests.conftest import load_the_vocabularies
from tests.factories import make_resource

pytestmark = pytest.mark.django_db
TAMWORTH = "sector=secondary&year=ks3&year=ks4&district=tamworth"


def setting(query):
    return Setting(QueryDict(query))


def request(query="", cookie=None):
    found = RequestFactory().get(f"/?{query}")
    if cookie is not None:
        found.COOKIES[COOKIE] = cookie
    return found


def test_setting_says_itself_in_one_line():
    assert setting(TAMWORTH).words == "Secondary, ages 11 to 16, Tamworth"
    assert setting("age=9&ability=mld").words == "age 9, MLD"


def test_setting_goes_along_in_a_fixed_order_without_anything_else():
    assert (
        setting("district=tamworth&q=jake+smith&sector=primary&page=3").suffix == "?sector=primary&district=tamworth"
    )
    assert setting("q=consent").suffix == ""
    assert not setting("sector=&year=")


def test_setting_that_makes_no_sense_says_why_and_goes_nowhere():
    wrong = setting("sector=primary&age=nine")
    assert wrong.problems
    assert wrong.suffix == ""
    assert not wrong


def test_address_comes_before_the_cookie():
    found = setting_of(request("sector=primary", "sector=secondary"))
    assert found.words == "Primary"
    assert not found.is_remembered


def test_cookie_counts_where_the_address_says_nothing():
    found = setting_of(request("q=consent", TAMWORTH))
    assert found.words == "Secondary, ages 11 to 16, Tamworth"
    assert found.is_remembered


@pytest.mark.parametrize("cookie", ["", "sector=nonsense", "x" * 5_000, "sector=primary" * 60, "%%%", "a=b"])
def test_cookie_that_we_did_not_write_says_nothing(cookie):
    assert not setting_of(request("", cookie))


def test_rules_keep_what_a_search_with_the_setting_finds():
    from directory.resources.models import Resource

    make_resource("For seven", ages=(7, 8))
    make_resource("For fourteen", ages=(13, 15), sectors=["secondary"])
    assert [entry.title for entry in Resource.objects.fitting(setting(TAMWORTH).rules)] == ["For fourteen"]
    assert [entry.title for entry in Resource.objects.fitting(setting("age=7").rules)] == ["For seven"]


def test_search_page_offers_the_setting_that_is_remembered(client):
    client.cookies[COOKIE] = TAMWORTH
    page = client.get("/search/?q=consent")
    assert "Use my setting: Secondary, ages 11 to 16, Tamworth" in page.text
    assert "sector=secondary&amp;year=ks3&amp;year=ks4&amp;district=tamworth" in page.text
    assert "You are using your setting" in client.get(f"/search/?{TAMWORTH}").text


def test_browse_page_starts_from_the_setting_that_is_remembered_and_can_leave_it(client):
    client.cookies[COOKIE] = TAMWORTH
    answer = client.get("/organisations/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/organisations/?{TAMWORTH}"
    assert 'href="/organisations/?q="' in client.get(answer.headers["Location"]).text
    assert client.get("/organisations/?q=").status_code == 200


@pytest.mark.django_db(transaction=True)  # only of what is committed is anything kept from one reader to the next
def test_search_page_of_one_reader_never_shows_the_setting_of_another(client):
    load_the_vocabularies()
    client.cookies[COOKIE] = TAMWORTH
    assert "Tamworth" in client.get("/search/?q=zzzz").text.partition("filters-rule")[0]
    client.cookies.clear()
    page = client.get("/search/?q=zzzz").text.partition("filters-rule")[0]
    assert "Tamworth" not in page
    assert 'href="/lessons/"' in page


def test_search_page_tells_caches_that_settings_differ(client):
    plain = client.get("/search/?q=zzzz").headers["ETag"]
    client.cookies[COOKIE] = TAMWORTH
    assert client.get("/search/?q=zzzz").headers["ETag"] != plain
    assert "Cookie" in client.get("/search/?q=zzzz").headers["Vary"]


def test_links_of_the_search_page_take_its_setting_along(client):
    page = client.get("/search/?q=consent&sector=primary&cost=free").text
    assert 'href="/case-studies/?sector=primary"' in page


@pytest.mark.parametrize(
    ("sent", "short"),
    [
        ("/lessons/finder/?topic=consent&year=&type=", "/lessons/finder/?topic=consent"),
        ("/map/?and=&topic=", "/map/"),
        ("/impact/?from=2026-01-01&to=", "/impact/?from=2026-01-01"),
    ],
)
def test_a_plain_form_leaves_no_empty_parameters_in_the_address(client, sent, short):
    assert client.get(sent).headers["Location"] == short
    assert client.get(short).status_code == 200
    client.cookies["my_setting"] = "sector=special"
    assert client.get(sent).status_code == 200  # an empty one says “not of my setting”
