"""What search engines, browsers and harvesters read of every page that they are led to: one way over all of them."""

import re
from collections import defaultdict
from html import unescape
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from tests.addresses import PUBLIC, UNUSUAL, prepare
from tests.quick import some_of
from tests.structured_data import blocks_of, broken_rules, things_in, types_of

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("starter_content")]
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
HEAD = {
    "title": r"<title>(.*?)</title>",
    "canonical": r'<link rel="canonical" href="(.*?)">',
    "robots": r'<meta name="robots" content="(.*?)">',
    "description": r'<meta name="description" content="(.*?)">',
    "card": r'<meta property="og:image" content="(.*?)">',
}


def in_head(html):
    """Name -> what the head of a page says."""
    head = html.partition("</head>")[0]
    found = {name: re.findall(pattern, head) for name, pattern in HEAD.items()}
    assert all(len(values) <= 1 for values in found.values())
    return {name: unescape(values[0]) for name, values in found.items() if values}


def locations(client, address):
    root = ElementTree.fromstring(client.get(address).content)
    return [loc.text.removeprefix(settings.SITE_ADDRESS) for loc in root.findall("*/s:loc", SITEMAP)]


@pytest.fixture(scope="module")
def site(starter_content):
    """Path -> answer, of all that the sitemap leads to, and name -> answer, of a page in each of its states."""
    client = Client()
    found = {path: client.get(path) for path in some_of(paths_of(client))}
    with transaction.atomic():
        prepare()
        states = {name: client.get(PUBLIC[name], follow=True) for name in some_of(list(PUBLIC))}
        paths = paths_of(client)
        transaction.set_rollback(True)
    return {"paths": set(paths), "found": found, "states": states}


def paths_of(client):
    paths = [path for file in locations(client, "/sitemap.xml") for path in locations(client, file)]
    assert len(paths) == len(set(paths))
    return paths


def test_the_sitemap_leads_to_pages_that_are_there_to_be_found_under_that_address(site):
    for path, answer in site["found"].items():
        said = in_head(answer.text)
        assert answer.status_code == 200, path
        assert said["canonical"] == f"{settings.SITE_ADDRESS}{path}"
        assert said.get("robots", "all") == "all", path
        assert said["card"].endswith("/static/images/social_card.png")


def test_no_two_of_them_are_called_or_described_alike(site):
    titles, descriptions = defaultdict(list), defaultdict(list)
    for path, answer in site["found"].items():
        said = in_head(answer.text)
        titles[said["title"]].append(path)
        descriptions[said["description"]].append(path)
        assert len(said["description"]) <= 160, path
    for words in (titles, descriptions):
        assert {one: paths for one, paths in words.items() if len(paths) > 1} == {}


def test_what_the_sitemap_does_not_have_asks_not_to_be_found(site):
    heads = {name: in_head(answer.text) for name, answer in site["states"].items()}
    to_be_found = {name: said["canonical"] for name, said in heads.items() if said.get("robots") != "noindex"}
    assert not to_be_found.keys() & UNUSUAL.keys()
    assert {path.removeprefix(settings.SITE_ADDRESS) for path in to_be_found.values()} <= site["paths"]


def test_what_they_say_of_themselves_keeps_the_rules(site):
    broken = {path: list(broken_rules(answer.text)) for path, answer in all_pages(site)}
    assert {path: found for path, found in broken.items() if found} == {}


def all_pages(site):
    return [*site["found"].items(), *site["states"].items()]


def test_every_type_of_page_has_its_type_of_data(site):
    for path, answer in site["found"].items():
        types = {name for thing in blocks_of(answer.text) for name in types_of(thing)}
        assert wanted_at(path) & types, path
        assert ("BreadcrumbList" in types) == ('aria-label="Breadcrumb"' in answer.text), path


def wanted_at(path):
    types = {
        "/": {"WebSite"},
        "/resources/": {"LearningResource"},
        "/organisations/": {"Organization", "GovernmentOrganization"},
        "/case-studies/": {"Article"},
        "/training/": {"Course"},
        "/guidance/": {"DigitalDocument"},
        "/collections/": {"CollectionPage"},
    }
    of_entry = next((kinds for start, kinds in types.items() if start != "/" and path.startswith(start)), None)
    is_page = path.count("/") == 3 and not path.endswith(("/timeline/", "/checklist/", "/compare/", "/contribute/"))
    lists = {"/lessons/", "/guidance/", "/training/", "/organisations/", "/case-studies/", "/topics/"}
    if path in lists:
        return {"CollectionPage"}
    return of_entry if of_entry and is_page else types["/"] if path == "/" else {"BreadcrumbList"}


def test_nobody_is_named_and_no_school(site):
    for path, answer in all_pages(site):
        types = {name for thing in things_in(blocks_of(answer.text)) for name in types_of(thing)}
        assert not types & {"Person", "School", "EducationalOrganization"}, path


def test_they_say_nothing_that_the_page_does_not_show(site):
    for path, answer in all_pages(site):
        shown = words_of(answer.text)
        for thing in things_in(blocks_of(answer.text)):
            if "BreadcrumbList" not in types_of(thing) and "telephone" in thing:
                assert digits(thing["telephone"])[-9:] in digits(shown), path
            if types_of(thing)[0] in ("LearningResource", "Article", "Course", "Organization"):
                assert words_of(thing.get("name", "")) in shown, path
                assert words_of(thing.get("description", ""))[-60:] in shown, path


def words_of(html):
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", html.partition("</head>")[2] or html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def digits(text):
    return re.sub(r"\D", "", text)
