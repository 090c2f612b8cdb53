"""The page "Who do I call?": five questions, numbered steps, and nothing kept."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.taxonomy.models import Topic
from directory.topics.models import Hub
from directory.who_to_call.rules import HAPPENINGS
from tests.factories import make_contact, make_organisation, make_resource

pytestmark = pytest.mark.django_db
ANSWERS = {"danger": "no", "what": "harassment", "harmed": "13-15", "other": "13-15", "home": "tamworth"}


def page_for(client, **answers):
    text = client.post("/who-do-i-call/", {**ANSWERS, **answers}).text
    return text[text.index("<main") : text.index("</main>")]


def headings(page):
    return [" ".join(re.sub(r"<[^>]+>", "", words).split()) for words in re.findall(r"<h2[^>]*>(.*?)</h2>", page)]


def line(title, number="0300 000 0001", **values):
    return make_organisation(title, phone=number, **{"ages": (0, 18), **values})


@pytest.fixture
def contacts():
    make_contact("staff_advice", line("Advice line"))
    make_contact("front_door", line("Front door", districts=["tamworth"]))
    make_contact("talk", line("To talk to", ages=(4, 18)))


@pytest.mark.usefixtures("contacts")
def test_steps_are_numbered_in_the_order_of_the_rules(client):
    assert headings(page_for(client)) == [
        "1. Tell your lead",
        "2. Advice for staff",
        "3. Children&#39;s social care",
        "4. The police",
        "5. Somebody for the child to talk to",
        "What not to do",
    ]


@pytest.mark.usefixtures("contacts")
@pytest.mark.parametrize("what", [happening.code for happening in HAPPENINGS])
def test_every_step_has_something_to_press(client, what):
    page = page_for(client, what=what, danger="yes", home="elsewhere")
    steps = re.findall(r'<li class="panel.*?(?=<li class="panel|</ol>)', page, re.DOTALL)
    assert len(steps) >= 3
    assert all("<a " in step for step in steps)


@pytest.mark.parametrize("danger", ["yes", "unsure"])
def test_danger_or_doubt_puts_999_first(client, danger):
    assert headings(page_for(client, danger=danger))[:2] == ["1. Call 999", "2. Tell your lead"]
    assert "1. Call 999" not in headings(page_for(client))


def test_a_safeguarding_lead_is_not_told_to_tell_herself(client):
    assert headings(page_for(client, is_dsl="on"))[0] == "1. Children&#39;s social care"


def test_allegation_about_an_adult_is_told_to_the_headteacher_by_everybody(client):
    assert headings(page_for(client, what="allegation", is_dsl="on"))[0] == "1. Tell the headteacher"


def test_numbers_of_the_police_can_be_pressed(client):
    page = page_for(client, what="violence")
    assert 'href="tel:999">999</a>' in page
    assert 'href="tel:101">101</a>' in page


def test_a_web_address_is_written_whole(client):
    make_contact(
        "remove_image", make_resource("Report Remove", url="https://www.report.example.org/a/b", ages=(8, 17))
    )
    page = page_for(client, what="image")
    assert re.search(
        r'contact-number page"><a [^>]*href="https://www.report.example.org/a/b"[^>]*>report.example.org<', page
    )


def test_ages_of_a_contact_are_said_where_the_childs_age_is_not_known(client):
    make_contact("talk", line("For teenagers", ages=(13, 18)))
    assert "Ages 13 to 18." in page_for(client, harmed="not_known")
    assert "For teenagers" in page_for(client)
    assert "Ages 13 to 18." not in page_for(client)


def test_the_hub_of_the_topic_stands_at_the_top(client):
    Hub.objects.create(topic=Topic.objects.get(code="sexual_harassment"), definition="Unwanted.")
    page = page_for(client)
    assert page.index("/topics/sexual-harassment/") < page.index("1. Tell your lead")


def test_page_keeps_to_where_the_child_lives_and_not_to_the_readers_setting(client):
    make_contact("front_door", line("Near", districts=["tamworth"]))
    make_contact("front_door", line("Far", districts=["lichfield"]))
    text = client.post("/who-do-i-call/?district=lichfield", ANSWERS).text
    assert "Near" in text
    assert "Far" not in text


def test_a_bank_without_contacts_still_shows_numbers(client):
    page = page_for(client)
    for number in ("999", "101", "0800 1111", "0808 800 5000"):
        assert number in page


def test_print_button_is_hidden_until_a_script_shows_it(client):
    assert re.search(r"<button[^>]*data-print hidden>Print this page</button>", page_for(client))


@pytest.mark.parametrize("what", [happening.code for happening in HAPPENINGS])
def test_every_answer_says_never_to_look_at_an_image(client, what):
    words = "Never view, copy, screenshot, save, share or delete an image of a child."
    assert words in page_for(client, what=what)


def test_no_answer_is_kept_nor_logged_nor_put_in_an_address(client, caplog):
    with CaptureQueriesContext(connection) as queries:
        answer = client.post("/who-do-i-call/", {**ANSWERS, "what": "violence"})
    written = [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]
    assert written == []
    assert "violence" not in caplog.text
    assert answer.request["QUERY_STRING"] == ""
    assert not answer.cookies
    assert "no-store" in answer.headers["Cache-Control"]


def test_what_is_missing_is_said_in_a_sentence_each_and_the_summary_takes_the_focus(client):
    answer = client.post("/who-do-i-call/", {})
    assert answer.status_code == 400
    summary = answer.text[answer.text.index("govuk-error-summary") :]
    assert "autofocus" in summary.partition(">")[0]
    listed = re.findall(r'<a href="#(\w+)">(.*?)</a>', summary)
    assert [name for name, _ in listed] == list(ANSWERS)
    assert len({words for _, words in listed}) == len(ANSWERS)
    assert all(words.startswith("Select ") for _, words in listed)


@pytest.mark.parametrize("name", ANSWERS)
def test_what_is_not_an_answer_is_asked_for_again(client, name):
    for value in ("", "nonsense"):
        answer = client.post("/who-do-i-call/", {**ANSWERS, name: value})
        assert answer.status_code == 400
        assert answer.text.count(f'<a href="#{name}">Select ') == 1


def test_form_from_another_site_is_refused(client):
    assert client.post("/who-do-i-call/", ANSWERS, headers={"Origin": "https://example.org"}).status_code == 403
