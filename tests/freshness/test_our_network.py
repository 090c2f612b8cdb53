"""A night without the internet, or behind a proxy that answers for everybody, is held against no site."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.fetching.fetch_outcome import Fetched
from directory.freshness import actions
from directory.freshness.jobs import check_due_links
from directory.freshness.models import JobRun, Link
from directory.freshness.not_done import NotDoneError
from directory.jobs.jobs import Job
from directory.jobs.running import run_due_jobs
from tests.factories import make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

SITES = 8
WELL = {"status": 200, "title": ""}
SILENT = {"status": None, "problem": "No answer within 10 seconds."}

PROXIES = {
    "no network": lambda address: Fetched(address=address, **SILENT),
    "a portal that all go to": lambda address: Fetched(200, "https://portal.example.com/sign-in", title="Sign in"),
    "a portal that answers as each": lambda address: Fetched(200, address, title="Sign in to the Wi-Fi"),
    "a proxy that refuses": lambda address: Fetched(403, address, title="Blocked"),
    "a proxy that is broken": lambda address: Fetched(503, address),
    "a proxy that knows no page": lambda address: Fetched(404, address),
    "a proxy and then nothing": lambda address: Fetched(502 if "site1" in address else None, address, problem=""),
}


def address_of(number):
    return f"https://site{number}.example.org/"


def well(address):
    return Fetched(200, address, title=f"Of {address}")


@pytest.fixture
def links(monkeypatch):
    monkeypatch.setattr(actions, "sleep", lambda seconds: None)
    for number in range(SITES):
        make_resource(f"Number {number}", url=address_of(number))
    night(well)
    return Link.objects.all()


def night(fetch):
    """One run over all links, each of which is due."""
    Link.objects.update(next_at=timezone.now() - timedelta(minutes=1))
    actions.find_links()
    actions.check_links(links=list(Link.objects.due()), fetch=fetch, pause=0)


def said(links):
    return list(links.order_by("pk").values_list("state", "failures", "failing_since", "title", "leads_to"))


@pytest.mark.parametrize("fetch", PROXIES.values(), ids=PROXIES.keys())
def test_three_nights_mark_nothing(links, fetch):
    links.filter(address=address_of(0)).update(
        failures=2, state="failing", failing_since=timezone.now() - timedelta(3)
    )
    before = said(links)
    for _ in range(3):
        with pytest.raises(NotDoneError, match="may not reach the internet"):
            night(fetch)
    assert said(links) == before
    assert not Entry.objects.unreachable().exists()
    night(well)
    assert set(links.values_list("state", "failures")) == {("works", 0)}


@pytest.mark.parametrize("failing", [[3], [1, 2, 3, 4, 5]])
def test_what_fails_while_others_answer_is_noticed(links, failing):
    """Also where most of those that are due are the ones that fail: others are asked then, which work."""
    gone = {address_of(number) for number in failing}

    def fetch(address):
        return Fetched(address=address, **SILENT) if address in gone else well(address)

    for _ in range(3):
        Link.objects.filter(address__in=gone).update(next_at=timezone.now() - timedelta(minutes=1))
        actions.check_links(links=list(Link.objects.due()), fetch=fetch, pause=0)
        Link.objects.filter(failing_since__isnull=False).update(failing_since=timezone.now() - timedelta(days=3))
    assert set(Link.objects.filter(state="broken").values_list("address", flat=True)) == gone
    assert Entry.objects.unreachable().count() == len(gone)


def test_a_first_night_without_a_network_marks_nothing(links):
    links.update(state="unchecked", title="", checked_at=None)
    with pytest.raises(NotDoneError):
        night(PROXIES["no network"])
    assert set(links.values_list("state", "failures")) == {("unchecked", 0)}


def test_a_link_whose_entry_goes_while_it_is_asked_stops_nothing(links):
    def fetch(address):
        return well(address)

    asked = list(links)
    Entry.objects.filter(url=address_of(0)).delete()
    actions.check_links(links=asked, fetch=fetch, pause=0)
    assert Link.objects.count() == SITES - 1


def test_the_job_the_command_and_the_desk_say_so(links, client, monkeypatch, caplog):
    def no_network(*, links, noted):
        return check_all(links=links, fetch=PROXIES["no network"], pause=0, noted=noted)

    check_all = actions.check_links
    monkeypatch.setattr("directory.freshness.jobs.check_links", no_network)
    Link.objects.update(next_at=timezone.now() - timedelta(minutes=1))
    assert "may not reach the internet" in run_due_jobs(jobs=[Job("check_links", "Checking links", check_due_links)])
    assert "may not reach the internet" in caplog.text
    sign_in(client, make_user("Curator"))
    page = client.get("/admin/").text
    assert "Not done: Checking links. Most of the sites" in page
    with pytest.raises(CommandError, match="may not reach"):
        call_command("check_links", "--all", verbosity=0)
    assert JobRun.objects.get(name="check_links").failed
