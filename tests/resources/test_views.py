"""The page of a resource: what it is at a glance, what comes before and after, and what to do if a child tells."""

from html import unescape

import pytest

from directory.resources.models import Pick
from directory.taxonomy.models import KeyStage, Topic
from tests.factories import make_resource, withdraw

pytestmark = pytest.mark.django_db

IF_TOLD = "If a child tells you something"


def page_of(client, entry):
    return unescape(client.get(entry.get_absolute_url()).text)


def test_the_page_says_at_a_glance_what_it_is_and_for_whom(client):
    entry = make_resource(
        ages=(7, 11), abilities=["mld"], rshe_strands=["p_being_safe"], number_of_lessons=3, duration_minutes=55
    )
    page = page_of(client, entry)
    glance = page[page.index('class="facts glance"') :].partition("</ul>")[0]
    for words in ("Single lesson", "3 × 55 minutes", "Ages 7 to 11, key stage 2", "MLD"):
        assert f"<li>{words}</li>" in glance


def test_the_page_links_to_what_readers_can_see_of_what_comes_before_and_after(client):
    first, lesson, last, draft = (make_resource(title) for title in ("First", "Lesson", "Last", "Draft"))
    lesson.follows.add(first, draft)
    last.follows.add(lesson)
    withdraw(entry=draft)
    page = page_of(client, lesson)
    part = page[page.index("What comes before and after") :].partition("</section>")[0]
    before, _, after = part.partition("After this")
    assert first.get_absolute_url() in before
    assert last.get_absolute_url() in after
    assert "Draft" not in part
    assert "What comes before and after" not in page_of(client, make_resource("Alone", topics=["banter"]))


@pytest.mark.parametrize(("kind", "shown"), [("lesson_plan", True), ("leaflet", True), ("audit_tool", False)])
def test_what_pupils_meet_says_what_to_do_if_a_child_tells(client, kind, shown):
    page = page_of(client, make_resource(resource_kinds=[kind], topics=["consent", "sharing_nudes"]))
    assert (IF_TOLD in page) == shown
    if shown:
        part = page[page.index(IF_TOLD) :].partition("</section>")[0]
        for words in ("Listen", "leading questions", "keep it secret", "designated safeguarding lead straight away"):
            assert words in part
        assert "/who-do-i-call/" in part
        assert "/topics/sharing-nudes/" in part


def test_the_content_warning_comes_before_all_else_that_it_says(client):
    page = page_of(client, make_resource(content_warning="It shows a rape.", summary="What it is about."))
    assert page.index("It shows a rape.") < page.index("What it is about.") < page.index(IF_TOLD)


def test_the_page_says_what_it_is_the_countys_pick_for_while_it_fits(client):
    entry = make_resource(topics=["consent", "banter"])
    Pick.objects.create(
        topic=Topic.objects.get(code="consent"), key_stage=KeyStage.objects.get(code="ks2"), entry=entry
    )
    assert "The county’s pick for consent, key stage 2" in page_of(client, entry)
    entry.age_min, entry.age_max = 12, 14
    entry.save()
    assert "county’s pick" not in page_of(client, entry)
