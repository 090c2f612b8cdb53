import pytest

from directory.pages.forms import SettingForm
from directory.search.pages.my_setting import COOKIE
from tests.factories import make_resource

pytestmark = pytest.mark.django_db
SECONDARY = {"sector": "secondary", "youngest": "11", "oldest": "16", "district": "tamworth"}


@pytest.mark.parametrize(
    ("youngest", "oldest", "years"),
    [
        ("11", "16", ["ks3", "ks4"]),
        ("4", "11", ["r", "y1", "y2", "y3", "y4", "y5", "y6"]),
        ("5", "11", ["ks1", "ks2"]),
        ("9", "9", ["y5"]),
        ("9", "13", ["y5", "y6", "y7", "y8"]),
        ("16", "19", ["ks5"]),
        ("22", "24", ["post16_send"]),
        ("9", "", ["y5"]),
        ("", "", []),
    ],
)
def test_ages_become_the_key_stages_or_year_groups_that_have_them(youngest, oldest, years):
    form = SettingForm({"youngest": youngest, "oldest": oldest})
    assert form.is_valid(), form.errors
    assert form.chosen()["year"] == years


def test_setting_leads_to_the_home_page_that_starts_from_it(client):
    answer = client.get("/my-setting/", SECONDARY)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/?sector=secondary&year=ks3&year=ks4&district=tamworth"
    assert not answer.cookies
    page = client.get(answer.headers["Location"]).text
    assert "Secondary, ages 11 to 16, Tamworth" in page
    assert '<input type="hidden" name="district" value="tamworth">' in page


def test_home_counts_only_what_fits_the_setting_and_takes_it_along(client):
    make_resource("For infants", ages=(5, 7))
    make_resource("For teenagers", ages=(13, 16), sectors=["secondary"])
    page = client.get("/?age=14").text
    assert 'href="/lessons/?age=14"><strong>Lessons and materials</strong> <span>1</span>' in page
    assert 'href="/topics/sharing-nudes/?age=14"' in page


def test_setting_is_remembered_only_when_asked_and_forgotten_at_once(client):
    answer = client.post("/my-setting/remember/", SECONDARY)
    cookie = answer.cookies[COOKIE]
    assert cookie.value == "sector=secondary&year=ks3&year=ks4&district=tamworth"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 365 * 24 * 60 * 60
    assert "remembered on this device" in client.get("/").text
    assert client.post("/my-setting/forget/").cookies[COOKIE].value == ""
    assert "Start from my setting" in client.get("/").text


def test_setting_without_anything_is_not_remembered(client):
    answer = client.post("/my-setting/remember/", {"youngest": "", "oldest": ""})
    assert answer.cookies[COOKIE].value == ""


@pytest.mark.parametrize(
    "wrong", [{"youngest": "9", "oldest": "5"}, {"youngest": "x"}, {"youngest": "", "sector": "zz"}]
)
def test_setting_that_makes_no_sense_is_asked_for_again(client, wrong):
    assert client.get("/my-setting/", {"oldest": "", **wrong}).status_code == 400
    assert client.post("/my-setting/remember/", {"oldest": "", **wrong}).status_code == 400


def test_cookie_is_named_on_the_page_about_cookies(client):
    assert COOKIE in client.get("/cookies/").text


def test_setting_is_not_remembered_for_another_site(client):
    answer = client.post("/my-setting/remember/", SECONDARY, headers={"Origin": "https://example.org"})
    assert answer.status_code == 403
