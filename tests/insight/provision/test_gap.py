import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from directory.insight.models import PlannedGap
from directory.taxonomy.models import KeyStage, Topic
from tests.factories import make_guidance, make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

GAP = "/map/gap/?topic=consent&year=ks1"


def shown(client, address):
    """The table of a map, with the addresses of all its cells."""
    return client.get(address).text.partition("<table")[2].partition("</table>")[0]


def plan(**values):
    terms = {"topic": Topic.objects.get(code="consent"), "key_stage": KeyStage.objects.get(code="ks1")}
    return PlannedGap.objects.create(plan="We will write a lesson.", **terms, **values)


def test_gap_says_what_is_missing_and_what_is_nearest(client):
    make_resource("For 9", ages=(9, 10))
    make_resource("For 15", ages=(15, 16))
    page = client.get(GAP).text
    assert "Consent, Key stage 1" in page
    assert "We do not have anything for this yet" in page
    assert page.index("Key stage 2: 1") < page.index("Key stage 4: 1") < page.index("Any key stage: 2")


@pytest.mark.parametrize(
    "address",
    [
        "/map/",
        "/map/?layer=training&by=need",
        "/map/?by=sector&and=stage",
        "/map/?topic=consent&by=need&and=sector",
        "/map/?district=tamworth&by=sector",
    ],
)
def test_the_way_back_leads_to_the_same_map(client, address):
    gap = html.unescape(re.search(r'href="(/map/gap/[^"]+)"', client.get(address).text)[1])
    page = client.get(gap).text
    back = html.unescape(re.search(r'href="([^"]+)">Back to the provision map', page)[1])
    assert shown(client, back) == shown(client, address)


def test_each_gap_has_a_title_of_its_own(client):
    assert (
        "<title>What would fill this gap: Consent, PMLD - " in client.get("/map/gap/?topic=consent&ability=pmld").text
    )
    training = client.get("/map/gap/?topic=consent&ability=pmld&layer=training").text
    assert "<title>What would fill this gap: Consent, PMLD (training) - " in training


def test_gap_says_what_does_not_state_its_needs(client):
    silent = make_resource()
    silent.abilities.clear()
    page = client.get("/map/gap/?topic=consent&ability=pmld").text
    assert "/lessons/?ability=not_stated&amp;topic=consent&amp;taught=yes" in page
    assert "Does not say which needs it fits: 1" in page


def test_gap_says_what_else_there_is_that_does_not_fill_it(client):
    make_resource(ages=(0, 18))
    make_organisation()
    make_guidance()
    page = client.get(GAP).text
    for words in ("Lessons and materials: 1", "Who can help: 1", "Guidance and tools: 1", "They do not fill the gap"):
        assert words in page


def test_gap_that_has_been_filled_says_how_many_there_are(client):
    make_resource(ages=(5, 6))
    page = client.get(GAP).text
    assert "1 for this" in page
    assert "We do not have anything" not in page


def test_suggestion_begins_with_the_topic_and_the_cell(client):
    page = client.get(GAP).text
    address = "/suggest/?q=Lessons+and+materials%3A+Consent%2C+Key+stage+1"
    assert address in page
    assert 'value="Lessons and materials: Consent, Key stage 1"' in client.get(address).text


def test_gap_shows_the_plan_until_its_day_is_over(client):
    today = timezone.localdate()
    made = plan(due_on=today)
    assert "We will write a lesson." in client.get(GAP).text
    assert 'planned <span class="govuk-visually-hidden">for Consent, Key stage 1' in client.get("/map/").text
    assert "We will write a lesson." not in client.get(f"{GAP}&ability=pmld").text
    PlannedGap.objects.filter(pk=made.pk).update(due_on=today - timedelta(days=1))
    assert "We will write a lesson." not in client.get(GAP).text


@pytest.mark.parametrize(
    "address", ["/map/gap/", "/map/gap/?year=zz", "/map/gap/?topic=consent&layer=zz", "/map/gap/?topic=consent&by=zz"]
)
def test_gap_that_is_not_understood_says_so(client, address):
    answer = client.get(address)
    assert answer.status_code == 400
    assert "There is a problem" in answer.text


def test_gap_asks_the_same_few_questions_whatever_there_is(client, django_assert_max_num_queries):
    make_resource(ages=(9, 10))
    plan()
    with django_assert_max_num_queries(11):
        client.get("/map/gap/?topic=consent&year=ks1&sector=primary&ability=pmld")


def test_plan_with_a_childs_name_is_refused(client):
    sign_in(client, make_user("Curator"))
    topic = Topic.objects.get(code="consent")
    answer = client.post(
        "/admin/insight/plannedgap/add/",
        {"layer": "lessons", "topic": topic.pk, "plan": "Written for the boy born on 3 March 2016, 07700 900123."},
    )
    assert answer.status_code == 200
    assert not PlannedGap.objects.exists()
    client.post(
        "/admin/insight/plannedgap/add/", {"layer": "lessons", "topic": topic.pk, "plan": "We will write it."}
    )
    assert PlannedGap.objects.get().plan == "We will write it."
