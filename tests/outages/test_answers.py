"""What readers and staff are told while the database fails, by what fails and by who asks."""

import pytest
from django.db import connection

from directory.catalogue.models import Revision
from directory.inbox.models import Message
from directory.outages.failures import Kind
from directory.outages.writes import Writes
from directory.shortlist.models import Shortlist
from tests.catalogue.test_admin import address, form_of
from tests.factories import make_resource
from tests.helplines import NUMBERS_WITHOUT_THE_DATABASE
from tests.outages.faults import failing, reading_only

pytestmark = pytest.mark.django_db

TYPED = {"title": "A lesson on trust", "url": "https://example.org/new", "words": "It worked with our Year 8."}


@pytest.fixture
def client(client):
    client.raise_request_exception = False  # as a reader sees it
    return client


def is_safe_to_show(response):
    headers = response.headers
    return (
        response.status_code == 503
        and int(headers["Retry-After"]) > 0
        and "no-store" in headers["Cache-Control"]
        and "default-src 'none'" in headers["Content-Security-Policy"]
    )


@pytest.mark.parametrize("kind", Kind)
def test_a_reader_is_told_who_to_call_whatever_fails(client, kind):
    with failing(kind):
        response = client.get("/topics/")
    assert is_safe_to_show(response)
    assert response.headers["Content-Type"].startswith("text/html")
    for number in ["999", *NUMBERS_WITHOUT_THE_DATABASE.values()]:
        assert number in response.text


def test_one_who_asks_for_the_headers_alone_is_told_too(client):
    with failing():
        assert is_safe_to_show(client.head("/topics/"))


def test_a_mistake_of_ours_is_no_outage(client, monkeypatch):
    monkeypatch.setattr("directory.topics.views.render", lambda *_: 1 / 0)
    assert client.get("/topics/").status_code == 500


@pytest.mark.parametrize(
    ("page", "content_type"),
    [
        ("/api/v1/entries/", "application/json"),
        ("/api/oruk/services", "application/json"),
        ("/search/suggestions/?q=con", "application/json"),
        ("/feeds/new.atom", "text/plain"),
        ("/training/calendar.ics", "text/plain"),
        ("/directory.pdf", "text/plain"),
        ("/map.csv", "text/plain"),
        ("/sitemap.xml", "text/plain"),
    ],
)
def test_programs_are_told_in_few_words(client, page, content_type):
    with failing():
        response = client.get(page)
    assert is_safe_to_show(response)
    assert response.headers["Content-Type"].startswith(content_type)
    assert len(response.content) < 200


def test_a_live_update_is_told_in_few_words(client):
    with failing():
        response = client.get("/search/", headers={"HX-Request": "true"})
    assert is_safe_to_show(response)
    assert len(response.content) < 200


def test_a_box_may_still_be_shown_in_the_frame_of_a_school(client):
    with failing():
        response = client.get("/embed/who-do-i-call/")
    assert response.status_code == 503
    assert "X-Frame-Options" not in response.headers
    assert "frame-ancestors 'self' https:" in response.headers["Content-Security-Policy"]


def test_what_a_reader_typed_is_on_the_page_that_says_nothing_was_saved(client, begun):
    with reading_only():
        response = client.post("/suggest/", TYPED | {"begun": begun})
    assert is_safe_to_show(response)
    assert "nothing could be saved" in response.text
    assert "can be read" in response.text
    assert TYPED["words"] in response.text
    assert begun not in response.text
    assert not Message.objects.exists()


def test_a_script_that_saves_is_answered_as_it_asked(client):
    found = make_resource()
    with reading_only():
        response = client.post("/list/add/", {"entry": found.pk}, headers={"Accept": "application/json"})
    assert response.status_code == 503
    assert "Nothing of what you sent was saved" in response.json()["detail"]


def test_no_password_is_shown(client):
    with failing():
        response = client.post("/admin/login/", {"username": "somebody", "password": "made up for a test"})
    assert is_safe_to_show(response)
    assert "made up for a test" not in response.text
    assert "somebody" not in response.text
    assert "sign you in" in response.text


def test_an_edit_that_could_not_be_saved_is_there_to_copy(staff_client):
    staff_client.raise_request_exception = False
    page = address(make_resource("As it was"))
    data = form_of(staff_client, page) | {"title": "As it should be", "_save": "Save"}
    with reading_only():
        response = staff_client.post(page, data)
    assert is_safe_to_show(response)
    assert "Nothing of what you sent has been saved" in response.text
    assert "As it should be" in response.text


def test_nobody_is_told_that_nothing_was_saved_where_it_may_have_been(
    staff_client, django_capture_on_commit_callbacks
):
    """The connection breaks when the answer to the change is on its way."""
    staff_client.raise_request_exception = False
    page = address(make_resource("As it was"))
    data = form_of(staff_client, page) | {"title": "As it should be", "_save": "Save"}
    with failing(Kind.AWAY, only=lambda sql: sql.startswith("INSERT")):
        response = staff_client.post(page, data)
    assert is_safe_to_show(response)
    assert "We do not know whether it was saved" in response.text
    assert "As it should be" in response.text


def test_nor_where_something_was_saved_before_it_failed(client, monkeypatch):
    monkeypatch.setattr(Writes, "may_be_saved", lambda writes, kind: writes.pending)  # a test commits nothing
    monkeypatch.setattr("directory.shortlist.views.redirect", lambda *_: 1 / 0)
    response = client.post("/list/")
    assert response.status_code == 500
    assert "We do not know whether it was saved" in response.text
    assert Shortlist.objects.count() == 1


def test_no_list_is_left_without_the_entry_that_it_was_started_with(client):
    found = make_resource()
    with failing(Kind.AWAY, only=lambda sql: 'INSERT INTO "shortlist_item"' in sql):
        client.post("/list/add/", {"entry": found.pk})
    assert connection.needs_rollback or not Shortlist.objects.exists()


def test_a_saved_edit_is_answered_as_saved_though_the_session_is_not(staff_client):
    found = make_resource("As it was")
    page = address(found)
    data = form_of(staff_client, page) | {"title": "As it should be", "_save": "Save"}
    before = Revision.objects.count()
    with failing(Kind.AWAY, only=lambda sql: sql.startswith("UPDATE") and "django_session" in sql):
        response = staff_client.post(page, data)
        assert staff_client.get(page).status_code == 200
    assert response.status_code == 302
    assert Revision.objects.count() == before + 1


def test_nobody_is_told_that_they_are_signed_in_when_they_are_not(client, django_user_model):
    client.raise_request_exception = False
    django_user_model.objects.create_superuser("somebody", password="made up for a test")
    with failing(Kind.READ_ONLY, only=lambda sql: sql.startswith("UPDATE") and "django_session" in sql):
        response = client.post("/admin/login/", {"username": "somebody", "password": "made up for a test"})
    assert is_safe_to_show(response)
    assert not client.cookies.get("sessionid") or not client.cookies["sessionid"].value


def test_a_mistake_of_ours_is_in_the_log_also_where_something_was_sent(client, monkeypatch, begun, caplog):
    monkeypatch.setattr("directory.inbox.actions.receive", lambda **_: 1 / 0)
    assert client.post("/suggest/", {**TYPED, "begun": begun}).status_code == 500
    assert any(record.exc_info and record.exc_info[0] is ZeroDivisionError for record in caplog.records)


def test_what_is_wrong_with_a_form_breaks_no_page_that_says_there_is_none(client):
    """The page of an error does not read what was sent: that may be what is wrong."""
    client.cookies["csrftoken"] = "x" * 32
    fields = {f"x{number}": "1" for number in range(1001)}
    assert client.post("/nothing/", fields).status_code == 404
    assert client.post("/nothing/", b"--", content_type="multipart/form-data").status_code == 404
