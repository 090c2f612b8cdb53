"""Who may show which page in a frame, and what such a page leaves behind: nothing."""

import pytest

from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

FRAMED = [
    "/embed/topic/sharing-nudes/",
    "/embed/topic/nothing-such/",
    "/embed/directory/tamworth/",
    "/embed/directory/nowhere/",
    "/embed/who-do-i-call/",
]
NOT_FRAMED = [
    "/",
    "/embed/",
    "/embed/topic/",
    "/who-do-i-call/",
    "/directory/",
    "/topics/sharing-nudes/",
    "/admin/login/",
]


def rules(response):
    policy = response.headers["Content-Security-Policy"]
    return dict(rule.strip().split(" ", 1) for rule in policy.split(";"))


@pytest.mark.parametrize("address", FRAMED)
def test_any_secure_site_may_show_a_box_which_runs_no_script_and_sets_no_cookie(client, address):
    response = client.get(address)
    assert "X-Frame-Options" not in response.headers
    assert rules(response)["frame-ancestors"] == "'self' https:"
    assert rules(response)["default-src"] == rules(response)["script-src"] == "'none'"
    assert rules(response)["style-src"] == rules(response)["form-action"] == "'self'"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert not response.cookies
    assert "<script" not in response.text
    assert "style=" not in response.text


@pytest.mark.parametrize("address", NOT_FRAMED)
def test_nobody_may_show_any_other_page(client, address):
    response = client.get(address)
    assert response.headers["X-Frame-Options"] == "DENY"
    assert rules(response)["frame-ancestors"] == "'none'"


def test_the_settings_can_name_the_sites_that_may(client, settings):
    settings.EMBED_ANCESTORS = ["https://*.sch.uk"]
    assert rules(client.get("/embed/who-do-i-call/"))["frame-ancestors"] == "'self' https://*.sch.uk"


def test_only_the_page_to_choose_on_may_hold_a_frame_and_only_one_of_ours(client):
    assert rules(client.get("/embed/"))["frame-src"] == "'self'"
    assert "frame-src" not in rules(client.get("/"))


@pytest.mark.parametrize("address", FRAMED)
def test_caches_keep_a_box_for_five_minutes_for_everybody(client, address):
    headers = client.get(address).headers
    assert headers["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in headers.get("Vary", "")


def test_a_box_that_has_not_changed_is_not_sent_again_and_can_still_be_framed(client):
    tag = client.get("/embed/who-do-i-call/").headers["ETag"]
    again = client.get("/embed/who-do-i-call/", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert "X-Frame-Options" not in again.headers
    assert rules(again)["frame-ancestors"] == "'self' https:"


def test_no_cache_keeps_the_answer_to_somebody_who_has_signed_in(client):
    sign_in(client, make_user("Curator"))
    response = client.get("/embed/who-do-i-call/")
    assert "no-store" in response.headers["Cache-Control"]
    assert "public" not in response.headers["Cache-Control"]


@pytest.mark.parametrize("address", FRAMED)
def test_a_box_is_only_read(client, address):
    assert client.head(address).status_code in (200, 404)
    assert client.post(address).status_code == 405


def test_a_readers_own_setting_changes_no_box(client):
    plain = client.get("/embed/directory/tamworth/").text
    client.cookies["my_setting"] = "sector=secondary&district=lichfield"
    assert client.get("/embed/directory/tamworth/").text == plain
