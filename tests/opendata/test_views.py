from datetime import date, timedelta
from xml.etree import ElementTree

import icalendar
import pytest
from django.utils import timezone

from directory.catalogue.actions.editing import save_entry
from directory.catalogue.actions.history import record_revision
from directory.catalogue.models import Entry, Revision
from directory.catalogue.records.last_changes import last_changes
from directory.catalogue.states import Action
from tests.factories import archive, make_course, make_guidance, make_resource

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def atom(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


def ids(feed):
    return [item.find("a:id", ATOM).text for item in feed.findall("a:entry", ATOM)]


def titles(feed):
    return [title.text for title in feed.findall("a:entry/a:title", ATOM)]


def test_atom_has_what_the_standard_asks_for(client):
    entry = make_resource("A lesson & more", topics=["consent"])
    feed = atom(client, "/feeds/latest.atom")
    assert feed.find("a:id", ATOM) is not None
    assert feed.find("a:author/a:name", ATOM).text == "Resource bank"
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links["self"].endswith("/feeds/latest.atom?sort=newest")
    (item,) = feed.findall("a:entry", ATOM)
    assert item.find("a:title", ATOM).text == "A lesson & more"
    assert item.find("a:id", ATOM).text == entry.uuid.urn
    assert item.find("a:link", ATOM).get("href").endswith(entry.get_absolute_url())
    assert "Consent" in [category.get("term") for category in item.findall("a:category", ATOM)]


def test_feed_keeps_the_filters_of_a_search(client):
    make_resource("For primary", sectors=["primary"])
    make_resource("For colleges", sectors=["fe_skills"], ages=(16, 18))
    assert titles(atom(client, "/feeds/latest.atom?sector=primary")) == ["For primary"]
    assert titles(atom(client, "/feeds/latest.atom?age=17")) == ["For colleges"]


def test_feed_of_one_kind_has_only_that_kind(client):
    make_resource("A resource")
    make_guidance("A change")
    assert titles(atom(client, "/feeds/guidance.atom")) == ["A change"]


def test_rss_has_the_same_entries(client):
    make_resource("A lesson")
    answer = client.get("/feeds/latest.rss")
    channel = ElementTree.fromstring(answer.content).find("channel")
    assert answer.headers["Content-Type"].startswith("application/rss+xml")
    assert channel.find("language").text == "en-gb"
    assert [item.find("title").text for item in channel.findall("item")] == ["A lesson"]


def test_id_of_an_entry_outlives_its_address(client):
    entry = make_resource("A lesson")
    before = ids(atom(client, "/feeds/latest.atom"))
    Entry.objects.filter(pk=entry.pk).update(slug="another-address")
    assert ids(atom(client, "/feeds/latest.atom")) == before == [entry.uuid.urn]


def test_withdrawn_entries_leave_the_feed(client):
    entry = make_resource("A lesson")
    archive(entry=entry)
    assert titles(atom(client, "/feeds/latest.atom")) == []


def test_feed_that_has_not_changed_is_not_sent_again(client):
    make_resource()
    first = client.get("/feeds/latest.atom")
    again = client.get("/feeds/latest.atom", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_feed_never_breaks_on_what_xml_cannot_hold(client):
    entry = make_resource("A lesson")
    Entry.objects.filter(pk=entry.pk).update(title="A\x0b lesson <b>&", summary="\x01\x1f]]>")
    assert titles(atom(client, "/feeds/latest.atom")) == ["A lesson <b>&"]


@pytest.mark.parametrize(
    ("address", "status"), [("/feeds/zzz.atom", 404), ("/feeds/latest.atom?age=x", 400), ("/feeds/latest.json", 404)]
)
def test_feed_that_is_not_understood_says_so(client, address, status):
    assert client.get(address).status_code == status


def test_guidance_calendar_has_the_days_for_a_setting(client):
    make_guidance("For primary", sectors=["primary"], effective_from=date(2026, 9, 1))
    make_guidance("For colleges", sectors=["fe_skills"], effective_from=date(2026, 9, 1))
    make_guidance("No day", sectors=["primary"])
    answer = client.get("/guidance/calendar.ics?sector=primary")
    (found,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert found["summary"] == "In force: For primary"
    assert found["dtstart"].dt == date(2026, 9, 1)
    assert client.get("/guidance/calendar.ics?sector=zz").status_code == 400


def test_guidance_calendar_names_a_change_by_what_outlives_this_database(client):
    update = make_guidance("A change", effective_from=date(2026, 9, 1))
    (found,) = icalendar.Calendar.from_ical(client.get("/guidance/calendar.ics").content).walk("VEVENT")
    assert found["uid"] == f"{update.uuid}@testserver"


@pytest.fixture
def dates():
    """A free course with a date soon, one cancelled lately and one long ago, and a course that costs."""
    now = timezone.now()
    free, paid = make_course("Free", cost="free"), make_course("Paid", cost="paid")
    for course, days, status in [
        (free, 9, "scheduled"),
        (free, -9, "cancelled"),
        (free, -90, "scheduled"),
        (paid, 9, "full"),
    ]:
        starts = now + timedelta(days=days)
        course.sessions.create(starts_at=starts, ends_at=starts + timedelta(hours=2), status=status)
    return free


def test_training_calendar_shows_what_is_to_come_and_what_was_cancelled_lately(client, dates):
    events = icalendar.Calendar.from_ical(client.get("/training/calendar.ics").content).walk("VEVENT")
    assert sorted((event["summary"], event["status"]) for event in events) == [
        ("Free", "CANCELLED"),
        ("Free", "CONFIRMED"),
        ("Paid", "CONFIRMED"),
    ]


def test_training_calendar_keeps_filters_and_refuses_words(client, dates):
    events = icalendar.Calendar.from_ical(client.get("/training/calendar.ics?cost=free").content).walk("VEVENT")
    assert {event["summary"] for event in events} == {"Free"}
    assert client.get("/training/calendar.ics?q=consent").status_code == 400
    assert client.get("/training/calendar.ics?cost=zz").status_code == 400


def test_one_date_can_be_put_in_a_calendar(client, dates):
    session = dates.sessions.upcoming().get()
    page = client.get(dates.get_absolute_url()).text
    address = f"/training/{dates.slug}/{session.pk}.ics"
    assert address in page
    (event,) = icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")
    assert event["summary"] == "Free"
    assert client.get(f"/training/another/{session.pk}.ics").status_code == 404


def updated(client):
    return atom(client, "/feeds/latest.atom").find("a:entry/a:updated", ATOM).text


def test_what_only_curators_see_makes_no_news(client):
    entry = make_resource("A lesson")
    Revision.objects.update(at=timezone.now() - timedelta(days=9))
    first = updated(client)
    entry.note, entry.source = "Ring them in May.", "Their leaflet"
    save_entry(entry=entry)
    record_revision(entry=entry, action=Action.EDITED)
    assert updated(client) == first
    entry.summary = "A film about asking."
    save_entry(entry=entry)
    record_revision(entry=entry, action=Action.EDITED)
    assert updated(client) > first


def test_a_feed_asks_for_the_changes_of_all_entries_at_once(client, django_assert_num_queries):
    first, second = (make_resource() for _ in range(2))
    with django_assert_num_queries(1):
        assert set(last_changes([first.pk, second.pk])) == {first.pk, second.pk}


def test_text_is_given_as_what_it_is(client):
    make_resource("A lesson", summary="For ages < 11 & <b>up</b>")
    summary = atom(client, "/feeds/latest.atom").find("a:entry/a:summary", ATOM)
    assert (summary.get("type"), summary.text) == ("text", "For ages < 11 & <b>up</b>")
    rss = ElementTree.fromstring(client.get("/feeds/latest.rss").content)
    assert rss.find("channel/item/description").text == "For ages &lt; 11 &amp; &lt;b&gt;up&lt;/b&gt;"
