"""What readers get while the database is away: pages of the copy, dated, or else helplines."""

import logging

import pytest
from django.conf import settings

from directory.outages.kept_pages import TOP
from directory.search.pages.state import last_edition, read_edition
from directory.who_to_call.models import Contact, Need
from tests.factories import make_organisation, make_resource
from tests.outages.away import database_away
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

DATED = "These numbers, and all else on this page, are as they stood on "
ANSWERS = {"what": "image", "harmed": "13-15", "other": "13-15", "danger": "no", "home": "tamworth", "is_dsl": "no"}


@pytest.fixture
def client(client):
    """A reader, who is answered whatever goes wrong."""
    client.raise_request_exception = False
    return client


@pytest.fixture
def line():
    """A number that children call, wherever readers look for one."""
    organisation = make_organisation(title="A line for tests")
    point = organisation.contact_points.create(channel="phone", value="01785 123456")
    for code in ("band", "young_people"):
        Contact.objects.create(need=Need.objects.get_or_create(code=code)[0], contact_point=point)
    return organisation


def test_help_is_there_with_its_numbers_and_says_from_when_it_is(client, copy, line):
    copy()
    with database_away():
        for path in ("/get-help-now/", "/", "/easy/get-help-now/", "/search/?q=line", line.get_absolute_url()):
            response = client.get(path)
            assert response.status_code == 200, path
            assert DATED in response.text
            assert "01785 123456" in response.text
            assert "no-store" in response.headers["Cache-Control"]
            assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
            assert "ETag" not in response.headers


def test_who_do_i_call_answers_what_is_sent(client, copy, line):
    copy()
    with database_away():
        response = client.post("/who-do-i-call/", ANSWERS)
    assert DATED in response.text
    assert "01785 123456" in response.text


def test_with_no_copy_there_are_the_national_numbers(client, settings, tmp_path):
    settings.SNAPSHOT_FOLDER = tmp_path
    with database_away():
        for response in (client.get("/get-help-now/"), client.post("/who-do-i-call/", ANSWERS)):
            assert response.status_code == 503
            assert "0800 1111" in response.text
            assert response.headers["Retry-After"]


@pytest.mark.parametrize(
    "path", ["/suggest/", "/list/", "/list/for-tests/", "/impact/", "/admin/", "/resources/gone/"]
)
def test_what_the_copy_cannot_answer_truly_is_not_answered_from_it(client, copy, path):
    copy()
    with database_away():
        assert client.get(path).status_code == 503


def test_an_entry_is_not_shown_if_it_may_have_changed_since_and_help_is(client, copy, line):
    copy()
    make_resource()
    read_edition()
    with database_away():
        assert client.get(line.get_absolute_url()).status_code == 503
        assert client.get("/get-help-now/").status_code == 200


def test_a_process_that_never_reached_the_database_shows_what_the_copy_has(client, copy, line, monkeypatch):
    copy()
    monkeypatch.setattr(last_edition, "seen", None)
    with database_away():
        assert client.get(line.get_absolute_url()).status_code == 200


def test_afterwards_nothing_says_so_any_more(client, copy, line):
    copy()
    with database_away():
        assert DATED in client.get("/search/").text
    assert DATED not in client.get("/search/").text


def test_staff_see_what_readers_see(client, copy, line, django_user_model):
    sign_in(client, django_user_model.objects.create_superuser("curator", password="made up for a test"))
    copy()
    with database_away():
        assert DATED in client.get("/get-help-now/").text
        assert client.get(f"{line.get_absolute_url()}preview/").status_code == 503
    assert settings.SESSION_COOKIE_NAME in client.cookies


def test_searched_words_are_in_no_log(client, copy, caplog):
    copy()
    with database_away(), caplog.at_level(logging.DEBUG):
        client.get("/search/?q=zebrafish")
        client.get("/map/?topic=zebrafish")
    assert "zebrafish" not in "".join(record.getMessage() for record in caplog.records if record.name != "django.db")


def test_every_layout_has_a_place_for_the_date(client):
    for path in ("/", "/easy/", "/embed/who-do-i-call/"):
        assert TOP.search(client.get(path).content)
