import json
import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import SuspiciousOperation
from django.template.loader import render_to_string
from django.test import Client
from django.urls import path
from django.utils import timezone

from directory.govuk.jinja2 import day
from directory.organisations.telephone import written
from directory.pages.home import start_of_term
from resourcebank.urls import urlpatterns as ours
from tests.factories import (
    archive,
    make_case_study,
    make_contact,
    make_course,
    make_guidance,
    make_organisation,
    make_resource,
)
from tests.helplines import NUMBERS_WITHOUT_THE_DATABASE
from tests.machine import ROOT

pytestmark = pytest.mark.django_db

EASY = ["/easy/", "/easy/get-help-now/", "/easy/who-do-i-call/", "/easy/what-happens-if-i-tell/"]
FOR_YOUNG_PEOPLE = ["/get-help-now/", "/what-happens-if-i-tell/", *EASY]
PAGES = ["/", "/about/", "/accessibility/", "/privacy/", "/cookies/", "/glossary/", *FOR_YOUNG_PEOPLE]
PLAIN = ["/robots.txt"]


def fail(request):
    raise ValueError("on purpose")


def refuse(request):
    raise SuspiciousOperation("on purpose")


urlpatterns = [*ours, path("fails/", fail), path("refuses/", refuse)]


@pytest.fixture
def quiet_client():
    """Shows the error page, as a server does, where the usual client would raise the error."""
    return Client(raise_request_exception=False)


def headings(response):
    return re.findall(r"<h([1-6])", response.text)


def behind(response, label):
    """What the home page says is behind the door with this label."""
    return re.search(rf"<strong>{label}</strong> <span>([^<]*)</span>", response.text)[1]


def news(response):
    return re.findall(r'<li><span class="quiet">([^<]*)</span><a[^>]*>([^<]*)</a>', response.text)


@pytest.mark.parametrize("address", PAGES)
def test_page_has_one_h1_before_every_other_heading_and_sets_no_cookie(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert headings(response)[0] == "1"
    assert headings(response).count("1") == 1
    assert "Set-Cookie" not in response.headers
    assert not response.cookies


@pytest.mark.parametrize("address", PAGES)
def test_page_can_be_left_at_once_and_never_has_a_long_dash(client, address):
    response = client.get(address)
    assert "govuk-exit-this-page" in response.text
    assert "\N{EM DASH}" not in response.text


@pytest.mark.parametrize("address", PAGES + PLAIN)
def test_page_is_only_read(client, address):
    assert client.head(address).status_code == 200
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(address).status_code == 405


def test_home_counts_published_entries_only(client):
    make_resource()
    make_resource(published=False)
    archive(entry=make_resource())
    make_case_study()
    response = client.get("/")
    assert behind(response, "Lessons and materials") == "1"
    assert behind(response, "Case studies") == "1"
    assert behind(response, "Training") == "0"


def test_home_says_what_is_near_what_is_next_and_what_is_new_this_term(client):
    make_organisation(districts=["tamworth"])
    make_organisation()
    today = timezone.localdate()
    make_guidance("A change", effective_from=today)
    make_guidance("An older one", effective_from=today - timedelta(days=200))
    course = make_course("A course")
    starts = timezone.now() + timedelta(days=3)
    course.sessions.create(starts_at=starts, ends_at=starts + timedelta(hours=2))
    response = client.get("/")
    assert behind(response, "Who can help") == "3, 1 local"  # one provides the course
    assert behind(response, "Guidance and tools") == "2, 1 new this term"
    assert behind(response, "Training") == f"1, next on {day(starts)}"
    assert behind(response, "Questions for governors") == "0 areas"


@pytest.mark.parametrize(
    ("today", "start"),
    [
        (date(2026, 11, 28), date(2026, 9, 1)),
        (date(2026, 9, 1), date(2026, 9, 1)),
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 4, 14), date(2026, 1, 1)),
        (date(2026, 8, 31), date(2026, 4, 15)),
    ],
)
def test_a_term_starts_in_september_in_january_and_after_easter(today, start):
    assert start_of_term(today) == start


def test_home_names_what_comes_into_force_and_the_next_training_and_nothing_older(client):
    today, starts = timezone.localdate(), timezone.now() + timedelta(days=3)
    make_guidance("Years ago", effective_from=today - timedelta(days=800))
    make_guidance("Lately", effective_from=today - timedelta(days=30))
    make_guidance("Soon", effective_from=today + timedelta(days=30))
    make_guidance("A draft", effective_from=today, published=False)
    make_course("A course").sessions.create(starts_at=starts, ends_at=starts + timedelta(hours=2))
    assert news(client.get("/")) == [
        (f"From {day(today + timedelta(days=30))}", "Soon"),
        (f"From {day(today - timedelta(days=30))}", "Lately"),
        (day(starts), "A course"),
    ]


def test_home_names_a_document_once_whose_changes_differ_by_setting(client):
    document, today = make_resource("The document", resource_kinds=["statutory_guidance"]), timezone.localdate()
    for sector in ("primary", "secondary"):
        make_guidance(f"For {sector}", sectors=[sector], effective_from=today, related_resource=document)
    assert [title for _, title in news(client.get("/"))] == ["The document"]
    assert [title for _, title in news(client.get("/?sector=primary"))] == ["For primary"]


def test_home_says_nothing_of_news_in_an_empty_bank(client):
    assert "New for schools" not in client.get("/").text


def test_home_asks_the_database_no_more_for_a_fuller_bank(client, django_assert_num_queries):
    make_contact("band", make_organisation(phone="0300 000 0000"))
    make_resource()
    with django_assert_num_queries(11):  # the state, the index (4), collections, guidance, dates, areas, the band
        client.get("/")
    for _ in range(4):
        make_resource()
        make_guidance(effective_from=timezone.localdate())
    with django_assert_num_queries(11):
        client.get("/")


def test_get_help_now_puts_999_first_and_then_children_and_adults_in_the_curators_order(client):
    make_contact("staff_advice", make_organisation("For staff", phone="0300 000 0004"))
    make_contact("front_door", make_organisation("Social care", phone="0300 000 0002"))
    make_contact("out_of_hours", make_organisation("At night", phone="0300 000 0003"))
    make_contact("young_people", make_organisation("For children", phone="0300 000 0001"))
    text = client.get("/get-help-now/").text
    numbers = re.findall(r"tel:\+?(\d+)", text[text.index("<main") : text.index("</main>")])
    assert numbers == ["999", "443000000001", "443000000002", "443000000003", "443000000004"]


def test_get_help_now_says_what_a_number_is_for_when_it_is_open_and_what_is_not_confirmed(client):
    point = {
        "channel": "phone",
        "value": "0300 000 0001",
        "note": "For parents only.",
        "opening_times": "Monday to Friday, 9am to 5pm",
    }
    make_contact("grown_ups", make_organisation("A helpline", contact_points=[point], confidence="medium"))
    main = client.get("/get-help-now/").text.partition("<main")[2]
    for words in ("For parents only.", "Monday to Friday 9am to 5pm", "Details being checked</span>"):
        assert words in main


def test_get_help_now_says_where_nobody_needs_to_give_their_name(client):
    make_contact("young_people", make_organisation("Asks", phone="0300 000 0001"))
    make_contact("young_people", make_organisation("Does not ask", phone="0300 000 0002"), needs_no_name=True)
    asks, _, does_not = client.get("/get-help-now/").text.partition("Does not ask")
    assert "You do not need to give your name" not in asks
    assert "You do not need to give your name." in does_not


def test_get_help_now_keeps_a_service_for_adults_from_children(client):
    make_contact("young_people", make_organisation("For children", phone="0300 000 0001", ages=(4, 18)))
    make_contact("young_people", make_organisation("For adults", phone="0300 000 0002", ages=(16, 25)))
    text = client.get("/get-help-now/").text
    assert "0300 000 0001" in text
    assert "0300 000 0002" not in text


def test_get_help_now_asks_the_database_once_for_its_contacts(client, django_assert_num_queries):
    for number in range(4):
        make_contact("young_people", make_organisation(phone=f"0300 000 000{number}"))
    with django_assert_num_queries(3):  # and once for the band, and once for the state of all
        client.get("/get-help-now/")


def test_get_help_now_shows_only_what_curators_put_there(client):
    make_contact("young_people", make_organisation("A draft", phone="0300 000 0001", crisis=True, published=False))
    make_contact("front_door", archive(entry=make_organisation("Archived", phone="0300 000 0002", crisis=True)))
    make_organisation("New", phone="0300 000 0003", crisis=True)
    assert "0300 000 000" not in client.get("/get-help-now/").text


def band(response):
    return response.text[response.text.index('class="help-band"') : response.text.index("</aside>")]


def test_band_on_every_page_asks_once_leads_with_one_and_has_all_others_behind_a_fold(
    client, django_assert_num_queries
):
    for number in range(1, 5):
        make_contact("band", make_organisation(f"Line {number}", phone=f"0300 000 000{number}"))
    with django_assert_num_queries(2):  # and the state
        line, _, folded = band(client.get("/cookies/")).partition("<details")
    assert re.findall(r"0300 000 (\d+)", line) == ["0001", "0002"]
    assert re.findall(r"0300 000 (\d+)", folded) == ["0001", "0002", "0003", "0004"]


def test_band_sends_a_worried_adult_to_nobody_who_is_there_for_children_or_staff_only(client):
    for number, audience in enumerate(["children", "children", "school_staff", "parents", "everyone"]):
        point = {"channel": "phone", "value": f"0300 000 000{number}", "audience": audience}
        make_contact("band", make_organisation(contact_points=[point]))
    worried = band(client.get("/cookies/")).partition("Worried about a child:")[2].partition("<details")[0]
    assert re.findall(r"0300 000 (\d+)", worried) == ["0004"]


@pytest.mark.parametrize("address", [*PAGES, "/search/", "/nowhere/"])
def test_every_page_has_six_doors_and_what_is_one_click_away(client, address):
    nav = client.get(address).text.partition('id="site-menu"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', nav) == [
        "/topics/",
        "/lessons/",
        "/guidance/",
        "/training/",
        "/organisations/",
        "/case-studies/",
        "/list/",
        "/search/",
        "/who-do-i-call/",
        "/governors/",
        "/networks/",
        "/map/",
        "/impact/",
    ]


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/topics/", ["/topics/", "page"]),
        ("/topics/consent/", ["/topics/", "true"]),
        ("/training/", ["/training/", "page"]),
        ("/governors/", ["/governors/", "page"]),
    ],
)
def test_the_door_that_a_reader_came_through_is_marked(client, address, current):
    nav = client.get(address).text.partition('id="site-menu"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]+)" aria-current="([^"]+)"', nav) == [tuple(current)]


def test_get_help_now_says_what_to_do_about_pictures_and_that_it_takes_no_reports(client):
    text = client.get("/get-help-now/").text
    assert "Never view, copy, share, forward, save or delete it" in text
    assert "Do not promise to keep it a secret." in text
    assert "You cannot report a concern here." in text


@pytest.mark.parametrize("address", ["/accessibility/", "/privacy/", "/about/"])
def test_page_names_the_mailbox_that_the_council_gave(client, settings, address):
    settings.CONTACT_EMAIL = "bank@council.example"
    assert "mailto:bank@council.example" in client.get(address).text


@pytest.mark.parametrize("address", ["/accessibility/", "/privacy/"])
def test_page_says_so_when_the_council_gave_no_mailbox(client, settings, address):
    settings.CONTACT_EMAIL = ""
    text = client.get(address).text
    assert "mailto:" not in text
    assert "The council will add its contact details here" in text


def test_accessibility_follows_the_order_of_the_model_statement(client):
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", client.get("/accessibility/").text) == [
        "How accessible this website is",
        "Feedback and contact information",
        "Reporting accessibility problems with this website",
        "Enforcement procedure",
        "Technical information about this website's accessibility",
        "Non-accessible content",
        "What we are doing to improve accessibility",
        "Preparation of this accessibility statement",
    ]


def test_cookies_names_the_cookies_that_signing_in_sets(client, settings):
    text = client.get("/cookies/").text
    assert settings.SESSION_COOKIE_NAME in text
    assert settings.CSRF_COOKIE_NAME in text
    assert settings.SESSION_COOKIE_AGE == 2 * 60 * 60
    assert "nothing for two hours" in text


def test_robots_keeps_crawlers_out_of_searches_and_the_admin(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    lines = response.text.splitlines()
    assert lines[:5] == ["User-agent: *", *(f"Disallow: {path}" for path in ("/search/", "/admin/", "/*?", "/api/"))]
    assert lines[5] == "Allow: /api/$"  # the page about it


def assert_helps(response, status):
    assert response.status_code == status
    assert headings(response)[0] == "1"
    assert headings(response).count("1") == 1
    assert "tel:999" in response.text
    assert 'role="search"' in response.text
    assert not response.cookies


def test_not_found_page_helps_with_the_numbers_of_the_bank(client):
    make_contact("band", make_organisation("A helpline", phone="0300 000 0001"))
    response = client.get("/no-such-page/")
    assert_helps(response, 404)
    assert "0300 000 0001" in response.text.partition("<main")[2]


@pytest.mark.urls("tests.pages.test_views")
def test_bad_request_page_helps(quiet_client):
    assert_helps(quiet_client.get("/refuses/"), 400)


def test_forged_form_page_helps():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "nobody"})
    assert response.status_code == 403
    assert "Your form was not sent" in response.text
    assert "tel:999" in response.text


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_page_needs_no_request(template):
    text = render_to_string(template, using="jinja2")
    assert text.count("<h1") == 1
    for number in ("999", *NUMBERS_WITHOUT_THE_DATABASE.values()):
        assert re.search(rf'href="tel:[+0-9]+"[^>]*>(Call |<strong>)?{number}<', text)


@pytest.mark.urls("tests.pages.test_views")
def test_broken_page_is_shown_by_itself(quiet_client, caplog):
    response = quiet_client.get("/fails/")
    assert response.status_code == 500
    assert 'href="/"' in response.text
    assert "on purpose" not in response.text


def test_broken_page_needs_no_database_and_no_addresses(settings, django_assert_num_queries):
    settings.ROOT_URLCONF = "tests.pages"  # has no addresses at all
    with django_assert_num_queries(0):
        assert "0800 1111" in render_to_string("500.html", using="jinja2")


def test_numbers_on_the_pages_without_the_database_are_those_of_the_starter_content():
    rows = []
    for folder in ("fixtures", "fixtures/county"):
        content = json.loads((ROOT / folder / "organisations.json").read_text())
        rows += next(value for value in content.values() if isinstance(value, list))
    phones = {
        row["id"]: written(row["contact_points"][0]["value"])
        for row in rows
        if row["id"] in NUMBERS_WITHOUT_THE_DATABASE and row.get("contact_points")
    }
    assert phones == NUMBERS_WITHOUT_THE_DATABASE
