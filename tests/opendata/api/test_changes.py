"""What has changed for readers, for whoever keeps a copy."""

from datetime import timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from directory.catalogue.actions.editing import save_entry
from directory.catalogue.actions.history import record_revision
from directory.catalogue.models import Revision
from directory.catalogue.states import Action
from tests.factories import archive, make_resource

pytestmark = pytest.mark.django_db
CHANGES = "/api/v1/changes/"


def changes(client, since=None, **more):
    """All pages of them."""
    found, address = [], f"{CHANGES}?{urlencode({**({'since': since.isoformat()} if since else {}), **more})}"
    while address:
        answer = client.get(address).json()
        found += answer["results"]
        address = answer["next"]
    return found


def change(entry, **values):
    for name, value in values.items():
        setattr(entry, name, value)
    save_entry(entry=entry)
    record_revision(entry=entry, action=Action.EDITED)


def test_everything_that_readers_see_is_there_once_the_oldest_first(client):
    entries = [make_resource(title) for title in ("One", "Two", "Three")]
    change(entries[0], summary="Another sentence.")
    found = changes(client)
    assert [one["entry"]["title"] for one in found] == ["Two", "Three", "One"]
    assert found == changes(client, per_page=1)
    assert all(one["changed"] == one["entry"]["changed"] for one in found)


def test_only_what_has_changed_since_is_told(client):
    entry, _ = make_resource("One"), make_resource("Two")
    since = timezone.now()
    assert changes(client, since) == []
    change(entry, summary="Another sentence.")
    assert [one["uuid"] for one in changes(client, since)] == [str(entry.uuid)]


def test_what_only_curators_see_is_no_change(client):
    entry = make_resource()
    since = timezone.now()
    change(entry, note="For us", source="Their website")
    assert changes(client, since) == []


def test_what_is_gone_is_told_by_its_uuid_and_nothing_else(client):
    entry = make_resource("A secret name", summary="A secret summary.")
    since = timezone.now()
    archive(entry=entry)
    (gone,) = changes(client, since)
    assert gone == {"uuid": str(entry.uuid), "changed": gone["changed"], "gone": True, "entry": None}
    assert "secret" not in client.get(CHANGES).text


def test_what_readers_could_never_see_is_not_told(client):
    draft = make_resource(published=False)
    record_revision(entry=draft, action=Action.CREATED)
    assert Revision.objects.filter(entry=draft.pk).exists()
    assert changes(client) == []


def test_what_curators_do_to_what_is_gone_is_no_further_change(client):
    entry = make_resource()
    archive(entry=entry)
    since = timezone.now()
    entry.refresh_from_db()
    change(entry, summary="Another sentence.")
    assert changes(client, since) == []


def test_a_moment_with_an_offset_can_be_pasted_in(client):
    make_resource()
    now = timezone.localtime(timezone.now() + timedelta(hours=1), ZoneInfo("Europe/Paris")).isoformat()
    assert "+" in now
    assert client.get(f"{CHANGES}?since={now}").json()["results"] == []


def test_the_moment_of_a_change_can_be_pasted_in_as_it_is(client):
    make_resource()
    (change,) = changes(client)
    assert change["changed"].endswith("Z")
    assert client.get(f"{CHANGES}?since={change['changed']}").json()["results"] == [change]


@pytest.mark.parametrize("since", ["yesterday", "2026-13-01T00:00:00Z", "2026-11-29", "٢٠٢٦", ""])
def test_a_moment_that_is_none_is_refused(client, since):
    answer = client.get(CHANGES, {"since": since})
    assert answer.status_code == 400
    assert answer.json() == {"detail": "since: enter a date and time such as 2026-11-29T09:30:00Z."}


@pytest.mark.parametrize(
    ("since", "number"), [("0001-01-01T00:00:00Z", 1), ("9999-12-31T23:59:59-14:00", 0), ("2020-01-01T00:00", 1)]
)
def test_any_moment_can_be_asked_for(client, since, number):
    make_resource()
    assert len(client.get(CHANGES, {"since": since}).json()["results"]) == number


def test_changes_ask_the_database_as_much_for_many_as_for_few(client, django_assert_max_num_queries):
    make_resource()
    with django_assert_max_num_queries(40) as few:
        changes(client)
    for _ in range(4):
        make_resource()
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(changes(client, timezone.now() - timedelta(days=1))) == 5
