import json
import re

import pytest

from directory.taxonomy.models import Topic
from directory.topics.models import Hub, Step
from tests.factories import (
    archive,
    make_case_study,
    make_contact,
    make_course,
    make_guidance,
    make_organisation,
    make_resource,
)
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


def test_points_of_a_step_stand_on_their_own_lines(client, consent):
    Step.objects.create(hub=consent, when="hour", text="Refer at once if\nan adult is involved\nthere was force")
    page = client.get("/topics/consent/").text
    assert "<li><div>Refer at once if<ul" in page
    assert "<li>an adult is involved</li><li>there was force</li></ul>" in page


def test_999_and_101_in_a_step_can_be_pressed_and_its_words_stay_text(client, consent):
    Step.objects.create(hub=consent, when="hour", text="Call 999 or 101, not 1010. <b>Now</b>")
    page = client.get("/topics/consent/").text
    assert 'Call <a class="govuk-link" href="tel:999">999</a> or <a class="govuk-link" href="tel:101">101</a>' in page
    assert "not 1010. &lt;b&gt;Now&lt;/b&gt;" in page


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
    assert "A lesson" not in part(page, "guidance")
    assert "A template" in part(page, "guidance")
    assert "A course" in part(page, "courses")
    assert "A case" in part(page, "cases")
    assert "A change" in part(page, "guidance")


def counted(page):
    """[(list, how many entries it has)] in the box beside the steps."""
    box = page.partition("For my pupils and staff")[2].partition("</nav>")[0]
    return re.findall(r'href="#([a-z]+)"><strong>[^<]*</strong> <span>(\d+)</span>', box)


def test_hub_counts_what_it_has_for_pupils_and_staff_door_by_door(client, consent):
    make_organisation("A service")
    for _ in range(2):
        make_resource(ages=(5, 14))  # in three key stages, and counted once
    assert counted(client.get("/topics/consent/").text) == [("help", "1"), ("lessons", "2")]
    assert counted(client.get("/topics/consent/?age=17").text) == []


def test_hub_has_the_first_hour_open_and_folds_what_can_wait(client, consent):
    for when, text in (("hour", "Tell the lead"), ("day", "Refer"), ("week", "Look again")):
        Step.objects.create(hub=consent, when=when, text=text)
    page = client.get("/topics/consent/").text
    folded = page.index('<details class="panel hub-later">')
    assert page.index("Tell the lead") < folded < page.index("Refer")
    assert "In the first day (1 step)</h2></summary>" in page
    assert page.count('class="panel hub-later"') == 2


def test_hub_leaves_out_empty_lists_and_says_once_what_is_missing(client, consent):
    make_guidance("A change")
    page = client.get("/topics/consent/").text
    assert counted(page) == [("guidance", "1")]
    assert 'id="cases"' not in page
    assert 'id="lessons"' not in page
    missing = "No lessons, organisations, courses or case studies on this topic yet."
    assert page.count(missing) == 1
    assert "on this topic for your setting yet." in client.get("/topics/consent/?sector=primary").text


def test_what_a_hub_does_not_have_takes_no_room_in_print(client, consent):
    make_organisation("A service", ages=(18, 25))
    page = client.get("/topics/consent/").text
    assert '<section class="no-print" aria-labelledby="help">' in page
    missing = re.search(r'<p class="([^"]*)">No lessons, pieces of guidance and tools, [^<]* on this topic yet', page)
    assert "no-print" in missing[1].split()


def test_hub_shows_call_buttons_right_under_the_title_once(client, consent):
    make_contact("band", make_organisation("The front door", phone="0300 111 2222"))
    page = client.get("/topics/consent/").text
    after_title = page.partition("</h1>")[2]
    places = [
        after_title.index(text)
        for text in ("Agreeing freely.", 'href="tel:999"', 'href="tel:+443001112222"', "Each time.")
    ]
    assert places == sorted(places)
    assert after_title.count('id="call"') == 1


def test_what_is_for_children_to_call_comes_last_on_a_page_for_staff(client, consent):
    point = {"channel": "phone", "value": "0800 1111", "audience": "children"}
    make_contact("band", make_organisation("Childline", contact_points=[point]))
    for number in (1, 2):
        make_contact("band", make_organisation(f"Line {number}", phone=f"0300 111 000{number}"))
    buttons = re.findall(r'class="call-button" href="tel:([^"]+)"', client.get("/topics/consent/").text)
    assert buttons == ["+443001110001", "+443001110002", "08001111"]


def test_call_button_says_whose_the_number_is_who_it_is_for_and_when_it_answers(client, consent):
    point = {"channel": "phone", "value": "0800 1111", "audience": "children", "always_open": True, "note": "Free"}
    make_contact("band", make_organisation("Childline", contact_points=[point]))
    page = client.get("/topics/consent/").text
    assert "<span>Childline. Children and young people. Free</span>" in page
    assert '<b class="open-now no-print">Open now</b>' in page
    assert '<b class="print-only">Day and night, every day</b>' in page


def test_who_can_help_is_in_the_curators_order_and_nobody_else_stands_between(client, consent):
    last, first = make_organisation("Aardvark"), make_organisation("Zebra", topics=["banter"])
    make_organisation("Nobody chose it")
    for order, organisation in ((2, last), (1, first)):
        consent.contacts.create(organisation=organisation, order=order)
    section = part(client.get("/topics/consent/").text, "help")
    assert section.index("Zebra") < section.index("Aardvark")
    assert "Nobody chose it" not in section
    assert "All 2 organisations" in section


def test_who_can_help_is_only_who_readers_may_be_sent_to(client, consent):
    chosen = [
        make_organisation("A draft", published=False),
        make_organisation("For adults", ages=(18, 25)),
        make_organisation("For teenagers", ages=(13, 18)),
        make_organisation("For all", ages=(0, 18)),
        make_organisation("Closed", status="closed", successor=make_organisation("New")),
    ]
    for order, organisation in enumerate(chosen):
        consent.contacts.create(organisation=organisation, order=order)
    everybody = part(client.get("/topics/consent/").text, "help")
    assert [name for name in ("A draft", "For adults", "For teenagers", "For all") if name in everybody] == [
        "For teenagers",
        "For all",
    ]
    assert 'href="/organisations/closed/"' not in everybody
    assert "For teenagers" not in part(client.get("/topics/consent/?age=6").text, "help")


def test_where_no_curator_chose_the_near_come_first_then_those_that_can_be_rung(client, consent):
    make_organisation("A national", scope="national", phone="0300 111 1111")
    make_organisation("B local without a number", scope="local")
    make_organisation("C local", scope="local", phone="0300 222 2222")
    make_organisation("D national without a number", scope="national")
    section = part(client.get("/topics/consent/").text, "help")
    names = ("C local", "B local without a number", "A national", "D national without a number")
    places = [section.index(name) for name in names]
    assert places == sorted(places)


def test_where_nobody_that_a_curator_chose_fits_the_setting_the_nearest_are_shown(client, consent):
    consent.contacts.create(organisation=make_organisation("For teenagers", ages=(13, 18)))
    make_organisation("For infants", ages=(4, 7))
    assert "For infants" in part(client.get("/topics/consent/?age=6").text, "help")


def test_hub_says_so_where_what_it_has_is_for_adults(client, consent):
    make_organisation("A service", ages=(18, 25))
    page = part(client.get("/topics/consent/").text, "help")
    assert "What we have on this topic is closed, out of date or for adults." in page
    assert "View 1 organisation in search results" in page


def test_hub_links_to_a_search_with_just_as_many(client, consent):
    for _ in range(5):
        make_resource(resource_kinds=["policy_template"])
    page = client.get("/topics/consent/?sector=primary").text
    url = re.search(r'href="([^"]+)">All 5 pieces of guidance and tools<', page)[1].replace("&amp;", "&")
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


def steps_of(topic, when):
    return [step["text"] for step in HUBS[topic]["steps"] if step["when"] == when]


@pytest.mark.parametrize("topic", ["sexual_violence", "coerced_sexual_activity"])
@pytest.mark.parametrize(
    "words",
    [
        "Report to the police now, on 999 if it has just happened and 101 otherwise, and refer to children's social",
        "the police act for the welfare of both",
        "The child alleged to have harmed leaves the classes they share",
        "The child who has been harmed moves nowhere unless they wish to",
        "about washing and clothes before an examination",
    ],
)
def test_hubs_about_sexual_violence_follow_kcsie_in_the_first_hour(topic, words):
    assert any(words in text for text in steps_of(topic, "hour"))


@pytest.mark.parametrize("topic", ["sharing_nudes", "ai_image_abuse"])
def test_hubs_about_nudes_name_the_five_reasons_to_refer_at_once(topic):
    refer = next(text for text in steps_of(topic, "hour") if text.startswith("Refer at once"))
    for reason in ("An adult", "grooming", "could consent, for example because of SEND", "unusual", "13", "suicide"):
        assert reason in refer
    assert len(refer.splitlines()) == 1 + 5


def test_blackmail_is_told_to_the_police_in_the_first_hour_and_evidence_is_kept():
    hour = " ".join(steps_of("sextortion", "hour"))
    for words in ("Tell the police", "Do not pay", "messages, user names and payment details"):
        assert words in hour


def test_a_young_childs_behaviour_goes_to_the_police_only_where_it_may_be_an_assault():
    hour = steps_of("harmful_sexual_behaviour", "hour")
    assert all("it may be sexual assault" in text for text in hour if "police" in text)
    assert any("usual at that age" in text for text in hour)
    assert any("Call for advice before you decide" in text for text in hour)


@pytest.mark.parametrize("topic", [topic for topic, hub in HUBS.items() if hub["steps"]])
def test_no_hub_moves_the_harmed_child_or_puts_off_a_referral_until_later(topic):
    later = " ".join(steps_of(topic, "day") + steps_of(topic, "week"))
    assert "refer to children's social care" not in later
    assert "Report to the police" not in later
    for text in (step["text"] for step in HUBS[topic]["steps"]):
        assert "the two children out of the same classes" not in text


@pytest.mark.parametrize("topic", ["sharing_nudes", "ai_image_abuse", "sextortion", "upskirting"])
def test_hubs_about_images_name_report_remove(topic):
    assert any("Report Remove" in step["text"] for step in HUBS[topic]["steps"])


@pytest.mark.parametrize("topic", ["sharing_nudes", "ai_image_abuse", "sextortion", "upskirting"])
def test_hubs_about_images_say_never_to_look_at_them(topic):
    assert any("Never view, copy, share, forward, save or delete" in line for line in HUBS[topic]["never"])


def test_no_hub_blames_or_names_a_child_an_abuser():
    words = json.dumps(HUBS).lower()
    assert "perpetrator" not in words
    assert words.count("abuser") == words.count("words such as \\u201cabuser")
