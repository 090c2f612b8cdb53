"""The incident sheet: a form in the address, and one page to print. Nothing of it is kept."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.catalogue.models import Entry
from directory.insight.models import Count
from directory.taxonomy.models import Topic
from directory.topics.models import Hub, Step
from tests.factories import archive, make_contact, make_organisation, make_resource
from tests.typesetting.pdf_ua import File

pytestmark = pytest.mark.django_db
PATH = "/topics/harmful-sexual-behaviour/incident-sheet/"
PDF = "/topics/harmful-sexual-behaviour/incident-sheet.pdf"
ANSWERS = {"harmed": "8-9", "home": "tamworth"}


def line(title, number, **values):
    point = {"channel": "phone", "value": number, "opening_times": values.pop("times", "")}
    return make_organisation(title, contact_points=[point], **{"ages": (0, 25), **values})


@pytest.fixture
def hub():
    hub = Hub.objects.create(
        topic=Topic.objects.get(code="harmful_sexual_behaviour"),
        definition="What it is.",
        never="Never this.\nNor that.",
    )
    source = make_resource("The guidance")
    Step.objects.create(hub=hub, when="hour", text="Refer at once if\nit was forced\nit hurt", source_id=source.pk)
    Step.objects.create(hub=hub, when="day", text="Later")
    make_contact("staff_advice", line("Advice line", "0300 000 0003"))
    make_contact("police", line("Police", "101"))
    make_contact("front_door", line("Day line", "0300 000 0001", times="Monday to Friday 9am to 5pm"))
    make_contact("out_of_hours", line("Night line", "0300 000 0002"))
    make_contact("talk", line("For adults", "0300 000 0004", ages=(18, 25)))
    return hub


def sheet(client, **answers):
    response = client.get(PATH, {**ANSWERS, **answers})
    assert response.status_code == 200
    return response.text.partition('<article class="sheet')[2].partition("</article>")[0]


def rows(page):
    """The numbers, or who to tell, of each row in their order."""
    cells = re.findall(r'<td>(\d+)</td>\s*<th scope="row">(.*?)</th>', page, re.DOTALL)
    assert [int(place) for place, _ in cells] == list(range(1, len(cells) + 1))
    return [" ".join(re.sub(r"<[^>]+>", " ", words).split()) for _, words in cells]


@pytest.mark.usefixtures("hub")
def test_calls_are_numbered_in_the_order_of_the_rules(client):
    found = rows(sheet(client, when="day"))
    assert found == ["999", "Your lead", "0300 000 0003", "0300 000 0001 0300 000 0002", "101"]


@pytest.mark.usefixtures("hub")
def test_out_of_hours_the_night_line_comes_first(client):
    assert "0300 000 0002 0300 000 0001" in rows(sheet(client, when="night"))
    assert "Calling: In the evening" in sheet(client, when="night")
    assert "Calling" not in sheet(client)


@pytest.mark.usefixtures("hub")
def test_a_safeguarding_lead_is_not_told_to_tell_herself(client):
    assert "Your lead" not in rows(sheet(client, is_dsl="on"))


@pytest.mark.usefixtures("hub")
def test_an_adult_who_may_have_harmed_a_child_puts_the_police_first(client):
    page = sheet(client, other="18-25")
    assert rows(page)[2] == "101"
    assert "An adult may have harmed a child." in page
    assert "Person who has harmed, or is alleged to have: 18 or over" in page


@pytest.mark.usefixtures("hub")
def test_no_line_for_adults_stands_on_the_sheet_of_a_child(client):
    for harmed in ("0-4", "8-9", "16-17", "not_known"):
        assert "0300 000 0004" not in sheet(client, harmed=harmed)


@pytest.mark.usefixtures("hub")
def test_sheet_has_steps_to_tick_what_not_to_do_and_room_to_write(client):
    page = sheet(client)
    for words in (
        "Refer at once if",
        "<li>it was forced</li>",
        "<li>Never this.</li>",
        "<li>Nor that.</li>",
        "No names on this sheet",
        "What to write down",
        "What I did and why",
        "Tomorrow at",
        "From The guidance.",
    ):
        assert words in page
    assert "Later" not in page
    assert page.count('at <span class="blank">') == len(rows(page)) + 1  # each call, and tomorrow


def test_the_more_a_sheet_says_the_smaller_its_type_and_the_fewer_its_lines_to_write_on(client, hub):
    sizes, lines = [], []
    for number in range(24):
        page = sheet(client)
        sizes.append(re.match(" sheet-([a-z-]+)", page)[1])
        lines.append(page.count("<p>&nbsp;</p>"))
        Step.objects.create(hub=hub, when="hour", text="What to do. " * 24, order=number)
    assert list(dict.fromkeys(sizes)) == ["short", "long", "very-long", "smallest"]
    assert lines[0] > lines[-1] >= 3


@pytest.mark.usefixtures("hub")
def test_sheet_names_no_source_that_readers_cannot_see(client, hub):
    archive(entry=hub.steps.first().source)
    assert "The guidance" not in sheet(client)


@pytest.mark.usefixtures("hub")
def test_sheet_says_when_its_numbers_were_checked(client):
    assert "Some of these numbers are still being checked." in sheet(client)
    Entry.objects.update(checked_on="2026-11-18")
    assert "Numbers checked on or after 18 November 2026." in sheet(client)


@pytest.mark.usefixtures("hub")
def test_form_asks_first_and_complains_of_nothing(client):
    response = client.get(PATH)
    assert response.status_code == 200
    assert "There is a problem" not in response.text
    assert '<article class="sheet' not in response.text
    assert 'method="get"' in response.text


@pytest.mark.usefixtures("hub")
@pytest.mark.parametrize("name", ["harmed", "home", "other", "when"])
@pytest.mark.parametrize("value", ["nonsense", "", "\x00"])
def test_an_answer_that_is_wrong_or_missing_is_asked_for_in_plain_words(client, name, value):
    response = client.get(PATH, {**ANSWERS, name: value})
    if not value and name in ("other", "when"):
        assert response.status_code == 200  # not known, and now
        return
    assert response.status_code == 400
    assert response.text.count(f'<a href="#{name}">Select ') == 1
    assert '<article class="sheet' not in response.text


@pytest.mark.usefixtures("hub")
def test_nothing_of_a_sheet_is_kept_or_counted(client):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(PATH, ANSWERS, headers={"User-Agent": "Mozilla/5.0"})
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
    assert not Count.objects.exists()
    assert not response.cookies
    assert "no-store" in response.headers["Cache-Control"]


def test_a_topic_without_first_steps_has_no_sheet(client, hub):
    assert client.get("/topics/consent/incident-sheet/").status_code == 404
    assert client.get("/topics/nowhere/incident-sheet/").status_code == 404
    hub.steps.filter(when="hour").delete()
    assert client.get(PATH).status_code == 404


def test_sheet_of_a_topic_that_became_part_of_another_is_that_ones(client, hub):
    topic = Topic.objects.get(code="grooming")
    Hub.objects.create(topic=topic, definition="What it was.")
    topic.retired, topic.merged_into = True, hub.topic
    topic.save()
    response = client.get("/topics/grooming/incident-sheet/?harmed=8-9")
    assert response.status_code == 301
    assert response.headers["Location"] == f"{PATH}?harmed=8-9"


@pytest.mark.usefixtures("hub")
def test_hub_and_who_do_i_call_lead_to_the_sheet(client):
    assert f'href="{PATH}"' in client.get("/topics/harmful-sexual-behaviour/").text
    answers = {"danger": "no", "what": "behaviour", "harmed": "8-9", "other": "8-9", "home": "tamworth"}
    assert f'href="{PATH}"' in client.post("/who-do-i-call/", answers).text
    assert "incident-sheet" not in client.get("/topics/consent/").text


def test_sheet_asks_the_database_no_more_for_more_steps_and_contacts(client, hub, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(20) as captured:
            sheet(client)
        return len(captured)

    queries()
    few = queries()
    for number in range(4):
        Step.objects.create(hub=hub, when="hour", text="More", order=number)
        make_contact("front_door", line(f"Line {number}", f"0300 000 001{number}"))
    assert queries() == few


@pytest.mark.usefixtures("hub")
def test_sheet_is_a_file_too_which_nobody_keeps(client, settings, tmp_path):
    settings.PDF_FOLDER = tmp_path
    answers = {**ANSWERS, "when": "day"}
    answer = client.get(PDF, answers)
    file = File(answer.content)
    assert file.problems() == []
    assert len(file.pdf.pages) == 1
    numbers = ["999", "0300 000 0003", "0300 000 0001", "101"]
    places = [file.text.index(number) for number in numbers]
    assert places == sorted(places)
    assert "0300 000 0004" not in file.text  # a line for adults
    assert "tel:+443000000003" in file.opened
    assert "https://testserver" + PATH in file.opened  # without the answers
    assert not list(tmp_path.glob("*.pdf"))
    assert "no-store" in answer.headers["Cache-Control"]
    link = f'href="{PDF}?harmed=8-9&amp;home=tamworth&amp;when=day"'
    assert link in client.get(PATH, answers).text


@pytest.mark.usefixtures("hub")
def test_file_of_a_sheet_without_an_answer_leads_to_its_page(client):
    assert client.get(PDF, {"harmed": "nine"}).headers["Location"] == f"{PATH}?harmed=nine"
    assert client.get("/topics/consent/incident-sheet.pdf", ANSWERS).status_code == 302
    assert client.get("/topics/nothing/incident-sheet.pdf", ANSWERS).status_code == 404
