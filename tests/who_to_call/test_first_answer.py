"""The box above the results of a search: the first steps of a topic, and who to call first."""

import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from directory.taxonomy.models import District, Topic
from directory.topics.models import Hub, Step
from directory.who_to_call.answers import ALL_AGES, HOMES, Ages, Answers
from directory.who_to_call.call_sheet import CallSheet
from directory.who_to_call.incident.calls import first_calls
from directory.who_to_call.incident.happenings import LIKE, happening_of
from directory.who_to_call.models import Contact, Need
from directory.who_to_call.rules import BY_CODE, HAPPENINGS
from tests.conftest import load_the_vocabularies
from tests.factories import make_contact, make_organisation, make_resource

pytestmark = pytest.mark.django_db
MONDAY_NIGHT = datetime(2026, 11, 23, 22, tzinfo=UTC)
LADO = "The LADO"


def line(title, number, **values):
    point = {"channel": "phone", "value": number, "opening_times": values.pop("times", "")}
    return make_organisation(title, contact_points=[point], **{"ages": (0, 25), **values})


def make_lado_and_line_of_children():
    make_contact("allegation", make_resource(LADO, url="https://lado.example.org/", ages=(0, 25)))
    make_contact("young_people", line("Child line", "0800 111 1111"))


def hub_of(code, *steps):
    hub = Hub.objects.create(topic=Topic.objects.get(code=code), definition="What it is.")
    for when, text in steps or [("hour", f"Step {number}") for number in range(1, 5)]:
        Step.objects.create(hub=hub, when=when, text=text, order=hub.steps.count())
    return hub


@pytest.fixture
def routes():
    make_contact("police", line("Police", "101"))
    make_contact("front_door", line("Front door", "0300 000 0001", districts=["tamworth", "stafford"]))
    make_contact("front_door", line("The city's door", "0300 000 0002", districts=["stoke_on_trent"]))
    make_contact("staff_advice", line("Advice line", "0300 000 0003"))
    point = {"channel": "phone", "value": "0800 1111", "audience": "children"}
    make_contact("talk", make_organisation("Childline", contact_points=[point], ages=(5, 17)))
    make_contact("medical", line("For adults", "0300 000 0004", ages=(18, 25)))
    make_contact("remove_image", make_resource("Report Remove", url="https://remove.example.org/", ages=(8, 17)))
    make_contact("remove_image", make_resource("Watchers", url="https://watch.example.org/", ages=(0, 17)))


def box(client, address):
    text = client.get(f"/search/?{address}").text
    return text.partition('<section class="panel first-answer"')[2].partition("</section>")[0]


def calls(client, address):
    return list(re.findall(r'class="first-call[^>]*><a [^>]*>(.*?)</a>', box(client, address)))


@pytest.mark.usefixtures("routes")
def test_box_has_the_first_three_steps_of_the_first_hour(client):
    hub_of("upskirting", ("day", "Later"), *[("hour", f"Step {number}") for number in range(1, 5)])
    found = box(client, "q=upskirting")
    assert "Upskirting: do this now" in found
    assert [f"Step {number}" in found for number in range(1, 5)] == [True, True, True, False]
    assert "Later" not in found


@pytest.mark.usefixtures("routes")
def test_box_leads_to_all_steps_to_the_sheet_and_to_other_topics(client):
    hub_of("upskirting")
    found = box(client, "q=upskirting&age=14&district=tamworth")
    assert 'href="/topics/upskirting/?age=14&amp;district=tamworth#now"' in found
    assert 'href="/topics/upskirting/incident-sheet/?harmed=13-15&amp;home=tamworth"' in found
    assert 'href="/topics/?age=14&amp;district=tamworth"' in found


def test_topic_without_first_steps_has_one_quiet_line(client):
    hub_of("upskirting", ("week", "Later"))
    for words in ("upskirting", "consent"):
        page = client.get(f"/search/?q={words}").text
        assert f'Start here: <a class="govuk-link" href="/topics/{words}/">' in page
        assert "do this now" not in page


@pytest.mark.usefixtures("routes")
def test_danger_has_999_first(client):
    hub_of("upskirting")
    assert box(client, "q=upskirting").index("tel:999") < box(client, "q=upskirting").index("Step 1")


@pytest.mark.usefixtures("routes")
def test_the_police_are_called_first_only_where_the_rules_have_them_first(client):
    for code in ("sexual_violence", "sharing_nudes", "harmful_sexual_behaviour"):
        hub_of(code)
    assert calls(client, "q=sexual+assault+tamworth") == ["101", "0300 000 0001"]
    assert "Tell the police and children&#39;s social care at once." in box(client, "q=sexual+assault")
    assert calls(client, "q=hsb+age+6+tamworth") == ["0300 000 0003", "0300 000 0001"]
    assert calls(client, "q=sharing+nudes+age+14") == ["0300 000 0003", "0300 000 0001", "Report Remove"]
    assert calls(client, "q=sharing+nudes+age+11") == ["101", "0300 000 0001", "Report Remove"]
    assert "always goes to the police" in box(client, "q=sharing+nudes+age+11")


@pytest.mark.usefixtures("routes")
def test_the_police_come_last_and_with_their_condition_where_nobody_else_is_there_to_advise(client):
    Contact.objects.filter(need__code="staff_advice").delete()
    for code in ("sharing_nudes", "harmful_sexual_behaviour"):
        hub_of(code)
    assert calls(client, "q=hsb+age+6+tamworth") == ["0300 000 0001", "101"]
    assert "If it may be an assault, tell the police." in box(client, "q=hsb+age+6+tamworth")
    assert calls(client, "q=sharing+nudes+age+14") == ["0300 000 0001", "101", "Report Remove"]
    assert "if one of these is true" in box(client, "q=sharing+nudes+age+14")
    assert "· An adult is involved." in box(client, "q=sharing+nudes+age+14")


@pytest.mark.usefixtures("routes")
def test_what_only_children_call_is_no_number_for_staff(client):
    Contact.objects.exclude(need__code__in=["talk", "front_door"]).delete()
    hub_of("harmful_sexual_behaviour")
    assert calls(client, "q=hsb+age+6+tamworth") == ["0300 000 0001"]


@pytest.mark.usefixtures("routes")
def test_what_takes_an_image_down_is_for_the_age(client):
    hub_of("sharing_nudes")
    assert calls(client, "q=sharing+nudes+age+7")[-1] == "Watchers"
    assert calls(client, "q=sharing+nudes")[-1] == "Report Remove"
    assert "Ages 8 to 17" in box(client, "q=sharing+nudes")


@pytest.mark.usefixtures("routes")
def test_social_care_is_that_of_the_home_and_of_both_where_it_is_not_known(client):
    hub_of("harmful_sexual_behaviour")
    known, unknown = box(client, "q=hsb+tamworth"), box(client, "q=hsb")
    assert "0300 000 0002" not in known
    assert "If the child lives in its area, The city&#39;s door" in unknown
    assert calls(client, "q=hsb&district=stoke_on_trent") == ["0300 000 0003", "0300 000 0002"]


@pytest.mark.usefixtures("routes")
def test_box_has_no_line_for_adults_where_a_child_is_or_may_be_meant(client):
    hub_of("sexual_violence")
    for words in ("assault", "assault age 14", "assault age 17"):
        assert "101" in box(client, f"q={words}")
        assert "0300 000 0004" not in box(client, f"q={words}")


def test_lines_that_are_closed_come_after_those_that_may_be_open():
    make_contact("staff_advice", line("By day", "0300 000 0005", times="Monday to Friday 9am to 5pm"))
    make_contact("front_door", line("Always", "0300 000 0006"))
    answers = Answers.of(what="behaviour", harmed="5-7", other="not_known", danger="no", home="tamworth")
    assert [call.contact.title for call in first_calls(CallSheet(answers, MONDAY_NIGHT))] == ["Always", "By day"]


@pytest.mark.usefixtures("routes")
@pytest.mark.parametrize("happening", [happening.code for happening in HAPPENINGS])
def test_first_calls_are_among_those_of_who_do_i_call(happening):
    for harmed in ALL_AGES:
        sheet = CallSheet(Answers(happening, harmed, ALL_AGES[-1], "no", "not_known"), timezone.now())
        shown = [contact for step in sheet.steps for contact in step.contacts]
        assert {call.contact for call in first_calls(sheet)} <= set(shown)


def test_every_topic_has_a_route_of_the_rules():
    assert {happening_of(topic) for topic in Topic.objects.all()} <= BY_CODE.keys()
    assert set(LIKE) <= set(Topic.objects.values_list("code", flat=True))
    assert happening_of(Topic.objects.get(code="sexual_violence")) == "violence"
    assert happening_of(Topic.objects.get(code="bullying")) == "unsure"


@pytest.mark.parametrize(
    ("first", "last", "code", "known", "last_shown"),
    [
        (14, 14, "13-15", True, 15),
        (8, 9, "8-9", True, 9),
        (7, 10, "not_known", False, 10),
        (12, 13, "not_known", False, 13),
        (17, 18, "not_known", False, 17),
        (18, 20, "18-25", True, 25),
    ],
)
def test_ages_between_two_are_a_band_or_not_known_for_sure(first, last, code, known, last_shown):
    ages = Ages.between(first, last)
    assert (ages.code, ages.known, ages.last) == (code, known, last_shown)


def test_ages_of_a_key_stage_are_under_13_for_sure_and_others_only_perhaps():
    assert Ages.between(7, 10).surely_under(13)
    assert not Ages.between(7, 10).perhaps_under(13)
    assert Ages.between(12, 13).perhaps_under(13)
    assert not Ages.between(12, 13).surely_under(13)


# Stale answers


@pytest.mark.parametrize("what", ["hub", "step", "step gone", "need", "contact", "contact's districts"])
def test_search_page_is_another_once_a_hub_or_a_contact_changes(client, what):
    hub = hub_of("upskirting")
    contact = make_contact("police", line("Police", "101"))
    etag = client.get("/search/?q=upskirting").headers["ETag"]
    change = {
        "hub": hub.save,
        "step": hub.steps.first().save,
        "step gone": hub.steps.first().delete,
        "need": Need.objects.get(code="police").save,
        "contact": contact.save,
        "contact's districts": lambda: contact.districts.add(contact.entry.districts.first()),
    }[what]
    assert client.get("/search/?q=upskirting", headers={"If-None-Match": etag}).status_code == 304
    change()
    assert client.get("/search/?q=upskirting", headers={"If-None-Match": etag}).status_code == 200


def test_box_asks_the_database_no_more_for_more_steps_and_contacts(
    client, transactional_db, django_assert_max_num_queries
):
    load_the_vocabularies()
    make_resource("Upskirting")
    hub_of("upskirting")
    make_contact("staff_advice", line("Advice line", "0300 000 0003"))

    def queries():
        client.get("/search/")
        with django_assert_max_num_queries(20) as captured:
            assert "do this now" in client.get("/search/?q=upskirting").text
        return len(captured)

    few = queries()
    for number in range(3):
        Step.objects.create(hub=Hub.objects.get(), when="hour", text="More", order=number)
        make_contact("front_door", line(f"Line {number}", f"0300 000 001{number}"))
    assert Contact.objects.count() == 4
    assert queries() == few
    with django_assert_max_num_queries(1):
        client.get("/search/?q=upskirting")


def test_every_home_of_the_rules_is_a_district_that_a_search_knows():
    districts = set(District.objects.exclude(code=District.NATIONAL).values_list("code", flat=True))
    assert districts == HOMES.keys() - {"elsewhere", "not_known"}
