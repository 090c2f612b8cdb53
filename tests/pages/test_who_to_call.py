"""Who to call: the right contacts, in the right order, for the right age, and nothing kept."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.organisations.models import Organisation
from directory.pages.who_to_call import advice_for
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db
ANSWERS = {"what": "harassment", "age": "13-15", "where": "school", "danger": "no"}


def names(advice):
    return [organisation.title for _, found in advice.contacts for organisation in found]


def test_advice_never_names_a_service_for_adults_for_a_child():
    make_organisation("For adults", help_kinds=["victims", "adults"], ages=(18, 25))
    make_organisation("For children", help_kinds=["victims"], ages=(4, 18))
    assert names(advice_for(**ANSWERS)) == ["For children"]
    assert "For adults" in names(advice_for(**{**ANSWERS, "age": "18-25"}))


def test_advice_never_names_a_service_that_is_closed():
    there = make_organisation("There", help_kinds=["victims"], ages=(4, 18))
    make_organisation("Closed", help_kinds=["victims"], ages=(4, 18), status="closed", successor=there)
    assert names(advice_for(**ANSWERS)) == ["There"]


def test_advice_names_each_contact_once_and_who_takes_referrals_with_those():
    make_organisation("Front door", help_kinds=["refer_social_care", "staff_advice"], ages=(0, 18), urgent_order=1)
    make_organisation("Advice line", help_kinds=["staff_advice"], ages=(0, 18), urgent_order=2)
    make_organisation("For both", help_kinds=["victims", "harmed_others"], ages=(0, 18), urgent_order=3)
    advice = advice_for(**ANSWERS)
    assert [(words, [one.title for one in found]) for words, found in advice.contacts] == [
        ("For advice on what to do", ["Advice line"]),
        ("To report a concern about a child", ["Front door"]),
        ("For the child who has been harmed", ["For both"]),
    ]


def test_advice_prefers_who_knows_about_what_has_happened():
    common = {"help_kinds": ["victims"], "ages": (0, 18), "phone": "0300 000 0000"}
    make_organisation("About something else", topics=["bullying"], **common)
    make_organisation("About harassment", topics=["sexual_harassment"], **common)
    assert names(advice_for(**ANSWERS)) == ["About harassment"]


def test_advice_keeps_to_the_district_of_the_setting(client):
    make_organisation("Near", help_kinds=["victims"], ages=(0, 18), districts=["tamworth"], scope="local")
    make_organisation("Far", help_kinds=["victims"], ages=(0, 18), districts=["lichfield"], scope="local")
    page = client.post("/who-do-i-call/?district=tamworth", ANSWERS).text
    assert "Near" in page
    assert "Far" not in page


@pytest.mark.parametrize("danger", ["yes", "unsure"])
def test_danger_or_doubt_puts_999_first(client, danger):
    page = client.post("/who-do-i-call/", {**ANSWERS, "danger": danger}).text
    assert page.index("First: <a") < page.index("Your designated safeguarding lead")
    assert "First: <a" not in client.post("/who-do-i-call/", ANSWERS).text


def test_under_13_and_sexual_means_police_and_social_care():
    young = advice_for(what="harassment", age="10-12", where="school", danger="no")
    assert young.police.startswith("A child under 13 cannot consent")
    assert not advice_for(**ANSWERS).under_13
    assert not advice_for(what="relationship", age="10-12", where="school", danger="no").under_13


@pytest.mark.parametrize(
    ("what", "where"), [("image", "school"), ("blackmail", "elsewhere"), ("harassment", "online")]
)
def test_whatever_may_involve_an_image_says_never_to_look_at_it(client, what, where):
    page = client.post("/who-do-i-call/", {**ANSWERS, "what": what, "where": where}).text
    assert "Never view, copy, share, forward, save or delete an image of a child." in page


def test_no_answer_is_kept_nor_logged_nor_put_in_an_address(client, caplog):
    with CaptureQueriesContext(connection) as queries:
        answer = client.post("/who-do-i-call/", {**ANSWERS, "what": "violence"})
    written = [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]
    assert written == []
    assert "violence" not in caplog.text
    assert answer.request["QUERY_STRING"] == ""
    assert not answer.cookies
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("answers", [{}, {"what": "nonsense"}, {**ANSWERS, "age": "99"}, {**ANSWERS, "danger": ""}])
def test_what_is_not_an_answer_is_asked_for_again(client, answers):
    answer = client.post("/who-do-i-call/", answers)
    assert answer.status_code == 400
    assert "There is a problem" in answer.text


def test_form_from_another_site_is_refused(client):
    assert client.post("/who-do-i-call/", ANSWERS, headers={"Origin": "https://example.org"}).status_code == 403


def test_to_call_leaves_out_drafts():
    make_organisation("Draft", help_kinds=["victims"], published=False)
    assert list(Organisation.objects.to_call(5, 11)) == []
