"""Documents for paper say what their pages say, and fit on their paper."""

import re
from html import unescape
from itertools import cycle, product

import pytest

from directory.topics.models import Hub
from directory.who_to_call.incident.forms import SheetForm
from directory.who_to_call.incident.sheet import IncidentSheet
from directory.who_to_call.pdf.incident_sheet import document_of
from tests.typesetting.pdf_ua import File, words_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_content")]

ANSWERS = [
    {"harmed": harmed, "other": other, "home": home, "when": when}
    for (harmed, other), (home, when) in product(
        [("0-4", "5-7"), ("8-9", "not_known"), ("13-15", "13-15"), ("not_known", "18-25"), ("18-25", "")],
        [("tamworth", "day"), ("elsewhere", "night")],
    )
]


def hubs():
    return [hub for hub in Hub.objects.with_words() if hub.first_steps and not hub.topic.retired]


def sheet_of(hub, answers):
    form = SheetForm(answers)
    assert form.is_valid(), form.errors
    return document_of(IncidentSheet(hub, form), "https://bank/")


def letters_of(words):
    return re.sub(r"[^\w+]+", " ", words).strip()


def rows_of_page(page):
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = [
        re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)
        for row in re.findall("<tr>(.*?)</tr>", table, re.DOTALL)
    ]
    return [[letters_of(unescape(re.sub("<[^>]+>", " ", cell))) for cell in row] for row in rows]


def rows_of_document(document):
    table = next(block for block in document.blocks if block["is"] == "table")
    return [[letters_of(words_in(cell)) for cell in row] for row in table["rows"]]


@pytest.mark.once
@pytest.mark.slow
def test_incident_sheets_say_on_paper_what_their_pages_say(client):
    for hub, answers in zip(hubs(), cycle(ANSWERS), strict=False):
        page = client.get(f"/topics/{hub.topic.slug}/incident-sheet/", answers).text
        rows = rows_of_page(page)
        assert len(rows) >= 4, hub
        assert rows_of_document(sheet_of(hub, answers)) == rows, (hub, answers)


@pytest.mark.once
@pytest.mark.slow
def test_the_longest_incident_sheets_are_one_page(client):
    answers = {"harmed": "not_known", "other": "not_known", "home": "tamworth"}
    longest = sorted(hubs(), key=lambda hub: len(words_in(sheet_of(hub, answers).blocks)))[-5:]
    for hub in longest:
        answer = client.get(f"/topics/{hub.topic.slug}/incident-sheet.pdf", answers)
        file = File(answer.content)
        assert len(file.pdf.pages) == 1, hub
        assert file.problems() == [], hub


@pytest.mark.once
def test_page_of_a_topic_is_a_file_in_its_order(client):
    file = File(client.get("/topics/sharing-nudes.pdf?year=y8").content)
    assert file.problems() == []
    order = ["999", "0345 604 2886", "In the first hour", "In the first day", "What not to do", "Who can help"]
    places = [file.text.index(words) for words in order]
    assert places == sorted(places)
    assert "https://testserver/topics/sharing-nudes/?year=y8" in file.opened
