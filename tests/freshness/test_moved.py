"""What has moved gets its new address with one press."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.catalogue.states import Action
from directory.freshness import moved
from directory.freshness.models import Link
from tests.factories import archive, make_course, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

OLD, NEW = "https://example.org/old", "https://example.org/new"


@pytest.fixture
def curator():
    return make_user("Curator")


def moved_link(entry, address=OLD, leads_to=NEW):
    return Link.objects.create(entry_id=entry.pk, address=address, state="moved", leads_to=leads_to)


def test_the_new_address_takes_the_place_of_the_old_with_history_and_its_link(curator):
    entry = make_resource(url=OLD)
    moved.use_new_address(link=moved_link(entry), by=curator)
    assert Entry.objects.get(pk=entry.pk).url == NEW
    last = entry.revisions.first()
    assert (last.action, last.by, OLD in last.why) == (Action.EDITED, curator, True)
    assert list(entry.entry_ptr.links.values_list("address", "state", "leads_to")) == [(NEW, "works", "")]


def test_the_new_address_of_a_booking_goes_into_its_dates_and_nothing_else(curator):
    course, soon = make_course(url="https://example.org/course"), timezone.now() + timedelta(days=3)
    for number in range(2):
        starts = soon + timedelta(days=number)
        course.sessions.create(starts_at=starts, ends_at=starts + timedelta(hours=1), booking_url=OLD)
    dates = set(course.sessions.values_list("pk", flat=True))
    moved.use_new_address(link=moved_link(course), by=curator)
    assert Entry.objects.get(pk=course.pk).url == "https://example.org/course"
    assert set(course.sessions.values_list("pk", "booking_url")) == {(pk, NEW) for pk in dates}


@pytest.mark.parametrize(
    ("leads_to", "words"),
    [
        ("", "do not know"),
        ("ftp://example.org/new", "Only web addresses"),
        ("javascript:alert(1)", "Only web addresses"),
        (f"https://example.org/{'x' * 500}", "too long"),
    ],
)
def test_what_the_form_would_refuse_is_not_used(curator, leads_to, words):
    entry = make_resource(url=OLD)
    with pytest.raises(ValidationError, match=words):
        moved.use_new_address(link=moved_link(entry, leads_to=leads_to), by=curator)
    assert Entry.objects.get(pk=entry.pk).url == OLD


def test_an_address_that_another_entry_has_is_left_to_the_form(curator):
    make_resource("The same pack", url=NEW)
    with pytest.raises(ValidationError, match="The same pack"):
        moved.use_new_address(link=moved_link(make_resource(url=OLD)), by=curator)


def test_a_link_of_what_the_entry_does_not_say_any_more_changes_nothing(curator):
    entry = make_resource(url="https://example.org/corrected")
    with pytest.raises(ValidationError, match="does not have this address"):
        moved.use_new_address(link=moved_link(entry), by=curator)


def test_nobody_uses_it_where_they_may_not_edit(curator):
    entry = make_resource(url=OLD)
    archive(entry=entry)
    for user in (curator, make_user("Editor"), make_user("Reviewer")):
        with pytest.raises(PermissionDenied):
            moved.use_new_address(link=moved_link(entry, address=f"{OLD}?{user.pk}"), by=user)


def test_the_list_of_links_uses_those_that_can_be_used_and_says_why_not_of_the_others(client, curator):
    good, bad = make_resource("Good", url=OLD), make_resource("Bad", url="https://example.org/other")
    ids = [moved_link(good).pk, moved_link(bad, address=bad.url, leads_to="ftp://example.org/").pk]
    sign_in(client, curator)
    data = {"action": "use_new_addresses", "_selected_action": ids}
    text = client.post(reverse("admin:freshness_link_changelist"), data, follow=True).text
    assert "Entries with a new address: 1." in text
    assert "Bad: Only web addresses" in text
    assert Entry.objects.get(pk=good.pk).url == NEW
