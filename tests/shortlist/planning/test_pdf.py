import pytest
from django.utils import timezone

from directory.shortlist.planning.pdf import document_of
from directory.shortlist.planning.plan import Plan
from tests.factories import make_organisation, make_resource
from tests.shortlist.planning.test_views import plan_of
from tests.typesetting.pdf_ua import File, words_in

pytestmark = pytest.mark.django_db


def test_plan_is_a_file_with_its_dates_and_without_its_address(client):
    made = plan_of(make_resource("A lesson"), make_organisation("A helpline"), first_lesson_on=timezone.localdate())
    file = File(client.get(f"/list/{made.share}/plan.pdf").content)
    assert file.problems() == []
    assert "For Year 5." in file.text
    assert "If a child tells you something: Listen" in file.text
    assert made.token not in file.text + str(file.opened)
    assert made.share not in file.text + str(file.opened)
    assert f'href="/list/{made.token}/plan.pdf"' in client.get(f"/list/{made.token}/plan/").text


def test_plan_says_on_paper_what_its_page_says():
    made = plan_of(make_resource("A lesson", ages=(4, 7)), make_organisation("A helpline"))
    plan = Plan(made)
    words = words_in(document_of(plan, "https://bank").blocks)
    assert plan.lessons
    for lesson in plan.lessons:
        assert f"{lesson.label}: {lesson.listed.title}" in words
        for warning in lesson.warnings:
            assert warning in words
    assert all(gap.strand.label in words for gap in plan.gaps)
    assert all(item.title in words for item in plan.also)


def test_file_of_an_unknown_list_is_not_there(client):
    assert client.get("/list/nothing/plan.pdf").status_code == 404
