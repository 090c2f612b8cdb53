import json
import re

import pytest

from directory.taxonomy.models import Topic
from directory.topics.models import Hub, Step
from tests.factories import archive, make_case_study, make_course, make_guidance, make_organisation, make_resource
from tests.machine import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def consent():
    return Hub.objects.create(
        topic=Topic.objects.get(code="consent"), definition="Agreeing freely.\nEach time.", never="Do not blame."
    )


def part(text, heading):
    """The page from one heading to the next section."""
    return text.partition(f'id="{heading}"')[2].partition("<section")[0]


def test_hub_says_what_to_do_first_in_the_order_of_time(client, consent):
    source = make_resource("The guidance")
    for when, text in (
        ("week", "Look again"),
        ("hour", "Tell the lead"),
        ("day", "Refer"),
        ("hour", "Write it down"),
    ):
        Step.objects.create(hub=consent, when=when, text=text, source_id=source.pk)
    page = client.get("/topics/consent/").text
    places = [page.index(text) for text in ("Tell the lead", "Write it down", "Refer", "Look again")]
    assert places == sorted(places)
    assert page.count("The guidance</a>") >= 4


def test_hub_does_not_link_to_a_source_that_readers_cannot_see(client, consent):
    source = make_resource("The guidance")
    Step.objects.create(hub=consent, when="hour", text="Tell the lead", source_id=source.pk)
    archive(entry=source)
    page = client.get("/topics/consent/").text
    assert "Tell the lead" in page
    assert "The guidance" not in page


def test_hub_fills_its_lists_by_itself(client, consent):
    make_organisation("A service")
    make_resource("A lesson")
    make_resource("A template", resource_kinds=["policy_template"])
    make_course("A course")
    make_case_study("A case")
    make_guidance("A change")
    page = client.get("/topics/consent/").text
    assert "A service" in part(page, "help")
    assert "A lesson" in part(page, "lessons")
    assert "A lesson" not in part(page, "tools")
    assert "A template" in part(page, "tools")
    assert "A course" in part(page, "courses")
    assert "A case" in part(page, "cases")
    assert "A change" in part(page, "changes")


def test_hub_leaves_out_empty_lists_and_says_once_what_is_missing(client, consent):
    make_guidance("A change")
    page = client.get("/topics/consent/").text
    assert re.findall(r'<li><a class="govuk-link" href="#([a-z]+)">', page) == ["lessons", "changes"]
    assert 'id="cases"' not in page
    missing = "No organisations, tools, courses or case studies on this topic yet."
    assert page.count(missing) == 1
    assert "on this topic for your setting yet." in client.get("/topics/consent/?sector=primary").text


def test_hub_says_so_where_what_it_has_is_for_adults(client, consent):
    make_organisation("A service", ages=(18, 25))
    page = part(client.get("/topics/consent/").text, "help")
    assert "What we have on this topic is closed, out of date or for adults." in page
    assert "View 1 organisation in search results" in page


def test_hub_links_to_a_search_with_just_as_many(client, consent):
    for _ in range(5):
        make_resource(resource_kinds=["policy_template"])
    page = client.get("/topics/consent/?sector=primary").text
    url = re.search(r'href="([^"]+)">All 5 tools<', page)[1].replace("&amp;", "&")
    assert "5 results" in client.get(url).text


@pytest.mark.parametrize(
    ("query", "stages"),
    [("", ["Key stage 1", "Key stage 2"]), ("year=y5", ["Key stage 2"]), ("age=6", ["Key stage 1"]), ("age=15", [])],
)
def test_hub_shows_lessons_by_the_stages_of_the_setting(client, consent, query, stages):
    make_resource("A lesson", ages=(5, 10))
    page = part(client.get(f"/topics/consent/?{query}").text, "lessons")
    assert re.findall(r"<summary>([^,<]+),", page) == stages


def test_hub_with_an_age_shows_nothing_for_another_age(client, consent):
    make_resource("For infants", ages=(5, 6))
    make_organisation("For teenagers", ages=(13, 18))
    page = client.get("/topics/consent/?age=6").text
    assert "For infants" in page
    assert "For teenagers" not in page


def test_hub_of_a_topic_without_words_still_has_its_lists(client):
    make_resource("A lesson")
    assert "A lesson" in client.get("/topics/consent/").text


def test_hub_of_a_merged_topic_leads_to_the_one_that_stayed(client):
    into = Topic.objects.get(code="consent")
    Topic.objects.filter(code="body_safety").update(merged_into=into, retired=True)
    answer = client.get("/topics/body-safety/")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/topics/consent/"
    assert client.get("/topics/nothing-like-it/").status_code == 404


def test_hub_asks_the_database_no_more_for_a_fuller_bank(client, consent, django_assert_max_num_queries):
    for make in (make_resource, make_organisation, make_course):
        make()
    with django_assert_max_num_queries(200) as first:
        client.get("/topics/consent/?sector=primary")
    for make in (make_resource, make_organisation, make_course) * 4:
        make()
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get("/topics/consent/?sector=primary")


def test_topics_count_what_fits_the_setting(client):
    make_resource(ages=(5, 7))
    make_resource(ages=(14, 16))
    row = r'topics/consent/\?age=15">Consent</a> <span class="quiet">1 entry'
    assert re.search(row, client.get("/topics/?age=15").text)


# The words of the starter content

HUBS = {hub["topic"]: hub for hub in json.loads((ROOT / "fixtures" / "hubs.json").read_text())["items"]}


def test_every_topic_of_the_starter_content_has_words_and_every_incident_has_steps_with_sources():
    assert HUBS.keys() == {topic.code for topic in Topic.objects.all()}
    for topic in Topic.objects.filter(group="abuse"):
        steps = HUBS[topic.code]["steps"]
        assert {step["when"] for step in steps} == {"hour", "day", "week"}, topic
        assert all(step["source"] for step in steps), topic


@pytest.mark.parametrize("topic", ["sharing_nudes", "ai_image_abuse", "sextortion", "upskirting"])
def test_hubs_about_images_say_never_to_look_at_them(topic):
    assert any("Never view, copy, share, forward, save or delete" in line for line in HUBS[topic]["never"])


def test_no_hub_blames_or_names_a_child_an_abuser():
    words = json.dumps(HUBS).lower()
    assert "perpetrator" not in words
    assert words.count("abuser") == words.count("words such as \\u201cabuser")
