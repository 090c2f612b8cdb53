"""Feeds hold to Atom (RFC 4287), RSS 2.0, paging (RFC 5005) and OpenSearch, and tell only what readers can see."""

import re
from datetime import timedelta
from email.utils import parsedate_to_datetime
from itertools import chain
from time import time
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from django.utils.http import http_date

from directory.catalogue.actions.editing import save_entry
from directory.catalogue.actions.history import record_check, record_revision
from directory.catalogue.actions.versions import record_version
from directory.catalogue.models import Entry, Revision, Version
from directory.catalogue.records.last_changes import last_changes
from directory.catalogue.records.reading import record_of
from directory.catalogue.records.writing import apply_record
from directory.catalogue.states import Action
from directory.opendata.api import validators
from directory.taxonomy.models import Topic
from tests.factories import archive, make_course, make_guidance, make_organisation, make_resource

pytestmark = pytest.mark.django_db
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "o": "http://a9.com/-/spec/opensearch/1.1/",
}
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
FEEDS = ["latest", "lessons", "guidance", "training", "organisations", "case-studies"]


def atom(client, address="/feeds/latest.atom", **headers):
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, address
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


def text(feed, path):
    return feed.find(path, NAMES).text


def links(feed):
    return {link.get("rel"): link.get("href") for link in feed.findall("a:link", NAMES)}


def titles(feed):
    return [title.text for title in feed.findall("a:entry/a:title", NAMES)]


def numbers(feed):
    return [int(text(feed, f"o:{name}")) for name in ("totalResults", "startIndex", "itemsPerPage")]


@pytest.mark.parametrize("what", FEEDS)
def test_each_feed_has_what_the_standard_asks_for(client, what):
    said = {"title": "A thing & more", "summary": "For ages < 11 & <b>up</b>"}
    for make in (make_resource, make_guidance, make_organisation):
        make(**said)
    make_course(provider=make_organisation(**said), **said)
    feed = atom(client, f"/feeds/{what}.atom")
    for name in ("title", "id", "updated", "author/a:name"):
        assert len(feed.findall(f"a:{name}", NAMES)) == 1, name
    items = feed.findall("a:entry", NAMES)
    assert items or what in ("case-studies", "lessons", "guidance")
    names = [text(item, "a:id") for item in items]
    assert len(set(names)) == len(names)
    for item in items:
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", text(item, "a:id"))
        assert RFC_3339.fullmatch(text(item, "a:updated"))
        assert RFC_3339.fullmatch(text(item, "a:published"))
        assert text(item, "a:title") == "A thing & more"
        summary = item.find("a:summary", NAMES)
        assert (summary.get("type"), summary.text) == ("text", "For ages < 11 & <b>up</b>")
        assert item.find("a:link", NAMES).get("href").startswith("https://testserver/")
    assert text(feed, "a:updated") in {"2026-01-01T00:00:00+00:00", *(text(item, "a:updated") for item in items)}


def test_terms_say_of_which_vocabulary_they_are(client):
    make_resource(topics=["consent"], sectors=["primary"])
    found = atom(client).findall("a:entry/a:category", NAMES)
    assert [(one.get("term"), one.get("label")) for one in found] == [
        ("lessons", "Lessons and materials"),
        ("consent", "Consent"),
        ("primary", "Primary (including infant, junior and first schools)"),
    ]
    assert len({one.get("scheme") for one in found}) == 3


def test_rss_has_the_same_entries_with_all_that_its_standard_asks_for(client):
    entry = make_resource("A lesson", summary="For ages < 11 & <b>up</b>")
    answer = client.get("/feeds/latest.rss?sector=primary")
    assert answer.headers["Content-Type"].startswith("application/rss+xml")
    channel = ElementTree.fromstring(answer.content).find("channel")
    assert channel.find("language").text == "en-gb"
    assert links(channel)["self"] == "https://testserver/feeds/latest.rss?sector=primary"
    assert parsedate_to_datetime(channel.find("lastBuildDate").text)
    (item,) = channel.findall("item")
    guid = item.find("guid")
    assert (guid.text, guid.get("isPermaLink")) == (entry.uuid.urn, "false")
    assert item.find("title").text == "A lesson"
    assert item.find("description").text == "For ages &lt; 11 &amp; &lt;b&gt;up&lt;/b&gt;"
    assert parsedate_to_datetime(item.find("pubDate").text)


# Its names


def test_a_feed_keeps_its_name_whatever_site_is_asked_and_however_the_address_is_written(client):
    make_resource()
    name = text(atom(client, "/feeds/latest.atom?q=consent&sector=primary"), "a:id")
    assert name.startswith("urn:uuid:")
    for address in (
        "?sector=primary&q=consent",
        "?q=consent&sector=primary&age=&page=1",
        "?q=consent&sector=primary",
    ):
        assert text(atom(client, f"/feeds/latest.atom{address}", host="localhost"), "a:id") == name
    others = ("/feeds/latest.atom?sector=primary", "/feeds/lessons.atom?q=consent&sector=primary")
    assert name not in {text(atom(client, other), "a:id") for other in others}


def test_id_of_an_entry_outlives_its_address(client):
    entry = make_resource()
    Entry.objects.filter(pk=entry.pk).update(slug="another-address")
    assert text(atom(client), "a:entry/a:id") == entry.uuid.urn


def test_self_is_the_address_that_was_asked(client):
    asked = "/feeds/latest.atom?sector=primary&q=consent+%26+more&sort=title"
    assert links(atom(client, asked))["self"] == f"https://testserver{asked}"


# The same filters, in pages


def test_feed_keeps_the_filters_of_a_search(client):
    make_resource("For primary", sectors=["primary"])
    make_resource("For colleges", sectors=["fe_skills"], ages=(16, 18))
    make_guidance("A change")
    assert titles(atom(client, "/feeds/lessons.atom?sector=primary")) == ["For primary"]
    assert titles(atom(client, "/feeds/latest.atom?age=17")) == ["For colleges"]
    assert titles(atom(client, "/feeds/guidance.atom")) == ["A change"]


def test_a_long_feed_comes_in_pages_that_lead_to_each_other(client):
    for number in range(42):
        make_resource(f"Consent {number}")
    pages = [atom(client, f"/feeds/latest.atom?q=consent&page={number}") for number in (1, 2, 3)]
    assert sorted(chain(*map(titles, pages))) == sorted(f"Consent {number}" for number in range(42))
    assert len({text(page, "a:id") for page in pages}) == 1
    assert [numbers(page) for page in pages] == [[42, 1, 20], [42, 21, 20], [42, 41, 20]]
    first, last = (f"https://testserver/feeds/latest.atom?q=consent{page}" for page in ("", "&page=3"))
    relations = ("first", "previous", "next", "last")
    assert [links(pages[1])[name] for name in relations] == [first, first, last, last]
    assert "previous" not in links(pages[0])
    assert "next" not in links(pages[2])
    asked = pages[1].find("o:Query", NAMES)
    assert (asked.get("role"), asked.get("searchTerms"), asked.get("startPage")) == ("request", "consent", "2")


@pytest.mark.parametrize(
    ("address", "status"), [("/feeds/zzz.atom", 404), ("/feeds/latest.atom?age=x", 400), ("/feeds/latest.json", 404)]
)
def test_feed_that_is_not_understood_says_so(client, address, status):
    assert client.get(address).status_code == status


def test_a_feed_ends_with_its_last_page(client):
    make_resource()
    assert client.get("/feeds/latest.atom?page=1").status_code == 200
    answer = client.get("/feeds/latest.atom?page=2")
    assert (answer.status_code, answer.text) == (400, "Page: the feed has fewer pages.")


def test_a_feed_refuses_a_parameter_that_it_does_not_have(client):
    answer = client.get("/feeds/latest.atom?tpoic=consent")
    assert (answer.status_code, answer.text) == (400, "“tpoic” is not a parameter of this address.")
    assert client.get("/feeds/latest.atom?utm_source=mail&fbclid=x&topic=consent").status_code == 200


@pytest.mark.parametrize("what", FEEDS)
def test_each_feed_takes_a_setting_as_pages_give_it_along(client, what):
    setting = "sector=primary&age=9&year=y5&ability=mld&district=tamworth"
    assert client.get(f"/feeds/{what}.atom?{setting}").status_code == 200


def test_the_description_of_the_search_leads_to_a_feed(client):
    template = re.search(r'template="https?://[^/]+(/feeds/[^"]+)"', client.get("/opensearch.xml").text)[1]
    address = template.replace("&amp;", "&").replace("{searchTerms}", "consent")
    assert client.get(address.replace("{startPage?}", "")).status_code == 200
    assert client.get(address.replace("{startPage?}", "1")).status_code == 200


def test_feed_never_breaks_on_what_xml_cannot_hold(client):
    entry = make_resource("A lesson")
    Entry.objects.filter(pk=entry.pk).update(title="A\x0b lesson <b>&", summary="\x01\x1f]]>")
    assert titles(atom(client)) == ["A lesson <b>&"]
    assert atom(client, "/feeds/latest.atom?q=%0b]]%3E%26").find("o:Query", NAMES) is not None


# What is news


@pytest.fixture
def settled(monkeypatch):
    """As if the last change were a while ago."""
    monkeypatch.setattr(validators, "SETTLED_AFTER", timedelta())


@pytest.mark.usefixtures("settled")
def test_withdrawn_entries_leave_the_feed_for_whoever_asks_by_its_mark_or_by_date(client):
    entry = make_resource("A lesson")
    Revision.objects.update(at=timezone.now() - timedelta(days=9))
    first = client.get("/feeds/latest.atom")
    archive(entry=entry)
    for header, value in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        again = client.get("/feeds/latest.atom", headers={header: first.headers[value]})
        assert (again.status_code, titles(ElementTree.fromstring(again.content))) == (200, [])


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("make", [make_resource, lambda: None])
def test_feed_that_has_not_changed_is_not_sent_again_and_an_empty_one_neither(client, make):
    make()
    first = client.get("/feeds/latest.atom")
    for header, value in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        assert client.get("/feeds/latest.atom", headers={header: first.headers[value]}).status_code == 304


def test_a_term_that_has_another_name_is_a_change_for_whoever_asks_by_date(client, settled):
    make_resource(topics=["consent"])
    Revision.objects.update(at=timezone.now() - timedelta(days=9))
    Version.objects.update(at=timezone.now() - timedelta(days=9))
    known = {"If-Modified-Since": client.get("/feeds/latest.atom").headers["Last-Modified"]}
    topic = Topic.objects.get(code="consent")
    topic.name = "Asking first"
    topic.save()
    record_version(thing=topic, action=Action.EDITED)
    assert client.get("/feeds/latest.atom", headers=known).status_code == 200


def test_no_date_tells_two_changes_of_one_minute_apart(client):
    entry = make_resource("A lesson")
    first = client.get("/feeds/latest.atom")
    assert "Last-Modified" not in first.headers
    entry.title = "Another"
    save_entry(entry=entry)
    again = client.get("/feeds/latest.atom", headers={"If-Modified-Since": http_date(time())})
    assert (again.status_code, titles(ElementTree.fromstring(again.content))) == (200, ["Another"])


def changed_feed(client, entry, change):
    """Whether the feed says that the entry has changed, after a version with this change of its record."""
    Revision.objects.update(at=timezone.now() - timedelta(days=9))
    before = updated(client, entry)
    own = Entry.objects.get(pk=entry.pk).specific
    apply_record(own, record_of(own) | change)
    record_revision(entry=own, action=Action.EDITED)
    return updated(client, entry) > before


def updated(client, entry):
    items = atom(client).findall("a:entry", NAMES)
    return next(text(item, "a:updated") for item in items if text(item, "a:id") == entry.uuid.urn)


def in_ten_days(**row):
    starts = timezone.now() + timedelta(days=10)
    return [{"starts_at": starts.isoformat(), "ends_at": (starts + timedelta(hours=1)).isoformat(), **row}]


CONTACT = {"channel": "phone", "value": "01785 222000"}


@pytest.mark.parametrize(
    ("make", "change"),
    [
        (make_resource, {"note": "Ring them in May."}),
        (make_resource, {"source": "Their leaflet"}),
        (make_resource, {"aliases": "other words", "review_due_on": "2030-01-01"}),
        (make_resource, {"named_in_review": True}),
    ],
)
def test_what_only_curators_see_makes_no_news(client, make, change):
    assert not changed_feed(client, make(), change)


@pytest.mark.parametrize(
    ("make", "change"),
    [
        (make_resource, {"summary": "A film about asking."}),
        (make_resource, {"sectors": ["primary", "special"]}),
        (make_resource, {"content_warning": "It shows a rape."}),
        (make_organisation, {"contact_points": [CONTACT]}),
        (make_course, {"sessions": in_ten_days(place="Leek")}),
        (make_guidance, {"effective_from": "2026-09-01"}),
    ],
)
def test_what_readers_can_see_is_news(client, make, change):
    assert changed_feed(client, make(), change)


def test_facts_that_were_looked_at_again_and_names_that_dates_got_are_no_news(client):
    course = make_course()
    apply_record(course, record_of(course) | {"sessions": in_ten_days()})
    record_revision(entry=course, action=Action.EDITED)
    Revision.objects.update(at=timezone.now() - timedelta(days=9))
    before = text(atom(client, "/feeds/training.atom"), "a:entry/a:updated")
    for version in Revision.objects.filter(entry=course):
        for row in version.record["sessions"]:
            del row["uuid"]  # as versions were kept before dates had names
        version.save()
    record_check(entry=course, on=timezone.localdate())
    assert text(atom(client, "/feeds/training.atom"), "a:entry/a:updated") == before


def test_a_successor_is_news(client):
    entry, better = make_resource("Old"), make_resource("New", reference="better")
    Revision.objects.update(at=timezone.now() - timedelta(days=9))
    before = last_changes([entry.pk])
    entry.successor = better
    save_entry(entry=entry)
    record_revision(entry=entry, action=Action.EDITED)
    assert last_changes([entry.pk])[entry.pk] > before[entry.pk]


def test_a_feed_asks_for_the_changes_of_all_entries_at_once(client, django_assert_num_queries):
    first, second = (make_resource() for _ in range(2))
    with django_assert_num_queries(1):
        assert set(last_changes([first.pk, second.pk])) == {first.pk, second.pk}


# How readers find it


@pytest.mark.parametrize(
    ("listing", "feed"),
    [
        ("/search/?q=consent&sector=primary&sort=title&page=1", "/feeds/latest.atom?q=consent&sector=primary"),
        ("/training/?cost=free", "/feeds/training.atom?cost=free"),
        ("/case-studies/", "/feeds/case-studies.atom"),
        ("/guidance/?sector=primary", "/feeds/guidance.atom?sector=primary"),
        ("/lessons/?year=y5", "/feeds/lessons.atom?year=y5"),
        ("/organisations/", "/feeds/organisations.atom"),
        ("/topics/consent/", "/feeds/latest.atom?topic=consent"),
        ("/guidance/timeline/?sector=primary", "/feeds/guidance.atom?sector=primary"),
    ],
)
def test_a_list_says_where_its_feed_is_to_programs_and_to_people(client, listing, feed):
    shown = client.get(listing).text.replace("&amp;", "&")
    found = re.search(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)"', shown)
    assert found[1] == feed
    assert re.search(rf'<a class="govuk-link" href="{re.escape(feed)}">', shown)
    assert client.get(feed).status_code == 200
