"""A report of an error says which and where, and nothing of who asked, or what."""

import json
import logging

import pytest
import sentry_sdk
from django.test import Client
from django.urls import path
from sentry_sdk.transport import Transport

from directory.health import error_reports
from resourcebank.urls import urlpatterns as ours

pytestmark = pytest.mark.django_db

TOKEN = "Zx81secretTOKENofAlist"
PRIVATE = [TOKEN, "selfharm", "Ada Lovelace", "192.0.2.77", "a-cookie", "typed words", "a.name@example.org", "SELECT"]


def fails(request, token):
    words = request.GET["q"] + request.POST.get("note", "")
    name = "Ada Lovelace"
    raise ValueError(f"{name} a.name@example.org asked for {words}")


urlpatterns = [*ours, path("list/<slug:token>/fails/", fails, name="fails")]


class Kept(Transport):
    """Keeps what would be sent."""

    def __init__(self, options=None):
        super().__init__(options)
        self.sent = []

    def capture_envelope(self, envelope):
        self.sent += [item.payload.json or item.payload.get_bytes().decode() for item in envelope.items]


@pytest.fixture
def sent(settings):
    settings.SENTRY_DSN = "https://key@sentry.invalid/1"
    kept = Kept()
    error_reports.start(transport=kept)
    yield kept.sent
    sentry_sdk.get_client().close()
    sentry_sdk.get_global_scope().set_client(None)


@pytest.mark.urls(__name__)
def test_a_crash_in_a_view_sends_its_type_its_place_and_its_view(sent):
    client = Client(raise_request_exception=False, headers={"Cookie": "sessionid=a-cookie"}, REMOTE_ADDR="192.0.2.77")
    assert client.post(f"/list/{TOKEN}/fails/?q=selfharm", {"note": "typed words"}).status_code == 500
    (report,) = [one for one in sent if "exception" in one]
    (error,) = report["exception"]["values"]
    assert error["type"] == "ValueError"
    assert error["stacktrace"]["frames"][-1]["function"] == "fails"
    assert report["tags"] == {"view": "fails"}
    assert report["environment"] == "production"
    text = json.dumps(sent)
    assert not [words for words in PRIVATE if words in text]
    assert '"vars"' not in text
    assert '"request"' not in text
    assert '"user"' not in text


def test_a_job_that_failed_is_told_too_and_a_warning_is_not(sent):
    try:
        raise KeyError("Ada Lovelace")
    except KeyError:
        logging.getLogger("directory.jobs.running").exception("The job %s failed", "publish")
    logging.getLogger("directory").warning("Only a warning")
    (report,) = sent
    assert report["logentry"]["message"] == "The job publish failed"
    assert "Lovelace" not in json.dumps(report)


def test_without_an_address_nothing_is_reported(settings):
    settings.SENTRY_DSN = ""
    error_reports.start()
    assert not sentry_sdk.get_client().is_active()
