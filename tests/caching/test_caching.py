"""How browsers and shared caches may keep each answer, and that nobody keeps what has changed."""

import pytest
from django.conf import settings
from django.urls import get_resolver

from directory.caching.rules import ALL_OF, RULES
from directory.catalogue.models import Entry, FormerSlug
from directory.networks.models import Network
from directory.search.pages import state
from directory.taxonomy.models import GlossaryTerm, Sector, Topic
from directory.topics.models import AuditArea, Collection, Hub
from tests.factories import make_organisation, make_resource
from tests.test_urls import EVERYBODY, MATRIX, patterns

pytestmark = pytest.mark.django_db

HOME, HELP, CALL = "/", "/get-help-now/", "/who-do-i-call/"


def header(response):
    return response.headers["Cache-Control"]


def again(client, path, before):
    return client.get(path, headers={"If-None-Match": before.headers["ETag"]})


def test_every_public_address_is_in_the_table_and_no_other():
    public = {name for name in EVERYBODY if name.partition(":")[0] not in ALL_OF}
    assert RULES.keys() == public
    assert not {name for name, _ in patterns(get_resolver()) if name in MATRIX and name in RULES}


def test_help_may_be_shown_for_a_day_while_we_cannot_be_reached_and_an_entry_for_an_hour(client):
    entry = make_resource()
    for path in (HOME, HELP, CALL, "/easy/", "/topics/"):
        assert header(client.get(path)) == "public, max-age=0, s-maxage=10, stale-if-error=86400"
    for path in (entry.get_absolute_url(), "/glossary/", "/impact/"):
        response = client.get(path)
        assert header(response) == "public, max-age=0, s-maxage=10, stale-if-error=3600"
        assert response.headers["CDN-Cache-Control"] == "public, max-age=10, stale-if-error=3600"
        assert "Cookie" in response.headers["Vary"]


def test_what_is_in_readers_words_is_for_their_own_browser(client):
    assert header(client.get("/search/?q=consent")) == "private, no-cache"
    assert header(client.get("/feeds/all.atom?q=consent")) == "private, no-cache"
    before = client.get("/search/")
    assert "Cache-Control" not in again(client, "/search/", before).headers  # what was said of the page holds
    client.cookies["my_setting"] = "sector=primary"
    assert header(client.get(HOME)) == "private, no-cache"


@pytest.mark.parametrize("path", ["/list/", "/suggest/", "/my-setting/", "/thanks/", "/nowhere/"])
def test_forms_secret_addresses_and_what_is_not_there_are_kept_by_nobody(client, path):
    assert "no-store" in header(client.get(path))


def test_what_was_answered_in_an_incident_is_kept_by_nobody(client):
    assert "no-store" in header(client.post(CALL, {}))


def test_what_leads_elsewhere_or_is_not_understood_is_not_shared(client):
    for path in ("/resources/", "/topics/?age=nine"):
        assert "public" not in header(client.get(path))


def test_what_was_withdrawn_or_has_moved_takes_its_place_in_shared_caches(client):
    entry = make_resource()
    before = client.get(entry.get_absolute_url())
    FormerSlug.objects.create(kind="resource", slug="former", entry=entry)
    for path, status in (("/resources/former/", 301), ("/resources/gone/", 404)):
        response = client.get(path)
        assert (response.status_code, header(response)) == (status, header(before))
        assert "ETag" not in response.headers


def test_nothing_that_staff_are_shown_is_kept(staff_client):
    for path in (HOME, HELP, "/networks/", "/impact/", "/admin/"):
        response = staff_client.get(path)
        assert "no-store" in header(response)
        assert "public" not in header(response)
        assert "ETag" not in response.headers


def test_a_session_that_nobody_knows_is_a_session(client):
    client.cookies[settings.SESSION_COOKIE_NAME] = "made-up"
    assert header(client.get(HELP)) == "private, no-store"


def test_a_page_that_somebody_has_is_not_made_again(client, django_assert_num_queries):
    before = client.get(HELP)
    with django_assert_num_queries(1):
        response = again(client, HELP, before)
    assert (response.status_code, response.content) == (304, b"")
    assert header(response) == header(before)
    assert response.headers["Vary"] == before.headers["Vary"] == "Accept-Encoding, Cookie"


def test_a_page_is_told_from_that_of_another_address_or_host(client):
    before = client.get(HELP)
    assert again(client, "/easy/get-help-now/", before).status_code == 200
    other = client.get(HELP, headers={"If-None-Match": before.headers["ETag"], "Host": "localhost"})
    assert other.status_code == 200


def test_what_no_edition_counts_is_told_apart_by_what_it_says(client):
    before = client.get("/impact/")
    assert again(client, "/impact/", before).status_code == 304


def change_an_entry():
    Entry.objects.first().specific.save()


def withdraw_an_entry():
    Entry.objects.published().first().delete()


def make(model, **values):
    return lambda: model.objects.create(**values)


CHANGES = {
    "an entry": change_an_entry,
    "an entry that is gone": withdraw_an_entry,
    "a number": lambda: make_organisation().contact_points.create(channel="phone", value="01785 000000"),
    "a vocabulary": lambda: Sector.objects.first().save(),
    "a word of the glossary": make(GlossaryTerm, term="New", definition="A word."),
    "a hub": lambda: Hub.objects.create(topic=Topic.objects.first()),
    "a collection": make(Collection, title="New", slug="new"),
    "questions for governors": make(AuditArea, title="New"),
    "a local network": make(Network, name="Leads", slug="leads", summary="They meet."),
    "the sectors of a network": lambda: Network.objects.create(name="L", slug="l").sectors.add(
        Sector.objects.first()
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_a_change_nobody_is_told_that_they_have_it(client, change):
    make_resource()
    before = client.get(HELP)
    assert again(client, HELP, before).status_code == 304
    change()
    assert again(client, HELP, before).status_code == 200


@pytest.mark.parametrize(
    ("setting", "value"), [("CONTACT_EMAIL", "other@example.org"), ("SITE_ADDRESS", "https://other.example")]
)
def test_a_setting_that_pages_show_moves_the_state(client, settings, setting, value):
    before = client.get(HELP)
    setattr(settings, setting, value)
    assert again(client, HELP, before).status_code == 200


def test_so_does_the_time_at_which_a_line_may_open(client, monkeypatch):
    before = client.get(HELP)
    later = state.time.time() + 24 * 60 * 60
    monkeypatch.setattr(state.time, "time", lambda: later)
    assert again(client, HELP, before).status_code == 200
