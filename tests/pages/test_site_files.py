"""What programs ask for at the addresses that standards give."""

import json
import struct
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from directory.catalogue.actions.editing import save_entry
from directory.catalogue.actions.history import record_revision
from directory.catalogue.models import Revision
from directory.catalogue.states import Action
from directory.pages.sitemaps import EntriesSitemap
from directory.taxonomy.models import Topic
from tests.factories import archive, make_organisation, make_resource

pytestmark = pytest.mark.django_db
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
OPENSEARCH = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def xml(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert "max-age" in answer.headers["Cache-Control"]
    return ElementTree.fromstring(answer.content)


def file_at(client, address):
    """The answer, and what it holds."""
    answer = client.get(address)
    content = b"".join(answer)
    return answer, content


def sitemap(client, section):
    """Path -> day of the last change, or None."""
    urls = xml(client, f"/sitemap-{section}.xml").findall("s:url", SITEMAP)
    found = {url.find("s:loc", SITEMAP).text: url.find("s:lastmod", SITEMAP) for url in urls}
    return {loc.removeprefix("https://testserver"): day if day is None else day.text for loc, day in found.items()}


def test_robots_leads_to_the_sitemap(client):
    answer = client.get("/robots.txt")
    assert answer.text.splitlines()[-1] == "Sitemap: https://testserver/sitemap.xml"
    files = [loc.text for loc in xml(client, "/sitemap.xml").findall("*/s:loc", SITEMAP)]
    assert files[0] == "https://testserver/sitemap-pages.xml"
    assert {client.get(file.removeprefix("https://testserver")).status_code for file in files} == {200}


def test_the_sitemap_has_what_readers_can_see_and_nothing_else(client):
    shown = make_resource("Shown")
    archived = make_resource("Archived")
    archive(entry=archived)
    make_resource("A draft", published=False)
    assert sitemap(client, "resources").keys() == {shown.get_absolute_url()}
    assert sitemap(client, "organisations") == {}
    assert client.get("/sitemap-drafts.xml").status_code == 404


def test_a_day_of_change_is_one_on_which_readers_could_see_it(client):
    entry = make_resource()
    Revision.objects.filter(entry=entry).update(at=timezone.now() - timedelta(days=30))
    before = str(timezone.localdate() - timedelta(days=30))
    entry.note = "Ring them in May."
    save_entry(entry=entry)
    record_revision(entry=entry, action=Action.EDITED)
    assert sitemap(client, "resources") == {entry.get_absolute_url(): before}
    entry.summary = "Another film."
    save_entry(entry=entry)
    record_revision(entry=entry, action=Action.EDITED)
    assert sitemap(client, "resources") == {entry.get_absolute_url(): str(timezone.localdate())}


def test_a_topic_that_is_retired_or_merged_has_left_the_sitemap(client):
    assert "/topics/upskirting/" in sitemap(client, "topics")
    Topic.objects.filter(code="upskirting").update(retired=True)
    assert "/topics/upskirting/" not in sitemap(client, "topics")


def test_what_is_too_much_for_one_file_is_in_several(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(EntriesSitemap, "limit", 2)
    for _ in range(3):
        make_organisation()
    files = [loc.text for loc in xml(client, "/sitemap.xml").findall("*/s:loc", SITEMAP)]
    assert "https://testserver/sitemap-organisations.xml?p=2" in files
    with django_assert_num_queries(5):  # twice how many there are and those of the file, and their histories
        assert len(sitemap(client, "organisations")) == 2
    assert len(sitemap(client, "organisations")) == 2
    assert client.get("/sitemap-organisations.xml?p=3").status_code == 404


def test_browsers_learn_how_to_search_here(client):
    page = client.get("/about/").text
    assert '<link rel="search" href="/opensearch.xml" type="application/opensearchdescription+xml"' in page
    answer = client.get("/opensearch.xml")
    assert answer.headers["Content-Type"].startswith("application/opensearchdescription+xml")
    described = xml(client, "/opensearch.xml")
    words = {name: described.find(f"o:{name}", OPENSEARCH).text for name in ("ShortName", "LongName", "Description")}
    assert len(words["ShortName"]) <= 16
    assert len(words["LongName"]) <= 48
    assert len(words["Description"]) <= 1024
    make_resource("Asking first")
    urls = {url.get("type"): url.get("template") for url in described.findall("o:Url", OPENSEARCH)}
    for form in ("text/html", "application/atom+xml", "application/x-suggestions+json"):
        address = urls[form].replace("{searchTerms}", "asking").replace("{startPage?}", "1")
        found = client.get(address.removeprefix("https://testserver"))
        assert found.headers["Content-Type"].startswith(form)
        assert "Asking" in found.text.replace("<mark>", "").replace("</mark>", "")


def test_whoever_finds_a_hole_learns_whom_to_tell(client, settings):
    settings.SECURITY_CONTACT = "mailto:bank@council.example"
    answer = client.get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert fields["Contact"] == "mailto:bank@council.example"
    assert fields["Canonical"] == "https://testserver/.well-known/security.txt"
    ahead = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=90) < ahead < timedelta(days=365)


def test_without_a_contact_nobody_is_sent_anywhere(client, settings):
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/favicon.ico", "image/x-icon"),
        ("/apple-touch-icon.png", "image/png"),
        ("/icon-512.png", "image/png"),
        ("/site.webmanifest", "application/manifest+json"),
    ],
)
def test_pictures_and_the_manifest_are_where_browsers_look(client, address, form):
    answer, _ = file_at(client, address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, form)
    assert "max-age=86400" in answer.headers["Cache-Control"]
    assert not answer.cookies


def test_the_icon_holds_a_picture_of_each_size(client):
    _, content = file_at(client, "/favicon.ico")
    kept, kind, number = struct.unpack("<HHH", content[:6])
    assert (kept, kind) == (0, 1)
    sizes = []
    for place in range(number):
        width, height, *_, length, start = struct.unpack("<BBBBHHII", content[6 + 16 * place : 22 + 16 * place])
        assert content[start : start + 8] == b"\x89PNG\r\n\x1a\n"
        assert start + length <= len(content)
        sizes.append((width, height))
    assert sizes == [(16, 16), (32, 32), (48, 48)]


def test_the_manifest_names_icons_that_are_there(client):
    manifest = json.loads(file_at(client, "/site.webmanifest")[1])
    assert {file_at(client, icon["src"])[0].status_code for icon in manifest["icons"]} == {200}
    assert client.get(manifest["start_url"]).status_code == 200
