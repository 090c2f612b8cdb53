"""A PSHE lead finds the lessons for a half-term, and one lesson for one class."""

import re

import pytest
from playwright.sync_api import expect

from directory.resources.models import Resource
from tests.journeys.ways import EVERY_WAY

pytestmark = pytest.mark.django_db(transaction=True)


def choose(page, script, **answers):
    for label, answer in answers.items():
        page.get_by_label(label, exact=True).select_option(label=answer)
    if not script:
        page.get_by_role("button", name="Show lessons").click()


@EVERY_WAY
def test_lessons_for_a_class_are_found_by_choosing_and_saved(page, bank, browser_context_args):
    script = browser_context_args["java_script_enabled"]
    page.goto(f"{bank}/lessons/finder/")
    choose(page, script, Topic="Consent")
    expect(page.get_by_role("heading", name="Lessons for each need: Consent")).to_be_visible()
    choose(page, script, Need="Moderate learning difficulties (MLD)", **{"Year or key stage": "Year 5"})
    found = page.get_by_role("heading", name=re.compile(r"^\d+ lessons?: Consent, Year 5, MLD$"))
    expect(found).to_be_visible()
    expect(page).to_have_url(re.compile("topic=consent"))
    expect(page).to_have_title(re.compile("^Consent, Year 5, MLD: Lesson finder"))
    made = page.get_by_role("region", name="Made for MLD")
    expect(made.get_by_role("link", name=re.compile("^PANTS resources for pupils with SEND"))).to_be_visible()
    save = made.get_by_role("link", name=re.compile("^Save to my list: PANTS resources"))
    save.click()
    if script:
        expect(page.get_by_text("1 entry is in your list")).to_be_visible()
    else:
        expect(page).to_have_url(re.compile("/list/add/"))


@EVERY_WAY
def test_the_table_leads_to_the_lessons_without_the_form(page, bank):
    page.goto(f"{bank}/lessons/finder/")
    page.get_by_role("row", name=re.compile("^Consent")).get_by_role("link", name=re.compile("Key stage 2$")).click()
    expect(page.get_by_role("heading", name=re.compile(r"^\d+ lessons: Consent, Key stage 2$"))).to_be_visible()
    page.get_by_role("navigation", name="Need").get_by_role("link", name=re.compile(r"^MLD \(\d+\)$")).click()
    expect(page.get_by_role("heading", name=re.compile("Consent, Key stage 2, MLD$"))).to_be_visible()
    expect(page.get_by_role("link", name="Put lessons in order: half-term plan")).to_be_visible()


def test_focus_stays_with_the_question_that_was_answered(page, bank):
    page.goto(f"{bank}/lessons/finder/")
    topic = page.get_by_label("Topic", exact=True)
    topic.focus()
    topic.select_option(label="Consent")
    expect(page.get_by_role("heading", name="Lessons for each need: Consent")).to_be_visible()
    expect(topic).to_be_focused()
    expect(page.locator("#finder-status")).to_have_text("Lessons for each need: Consent")


def test_a_consent_lesson_for_a_year_and_a_need_is_found_in_a_search(page, bank):
    page.goto(f"{bank}/search/?q=consent+year+5&ability=mld&kind=lessons")
    first = page.get_by_role("article").first
    expect(first.get_by_role("heading")).to_have_text(re.compile("PANTS resources for pupils with SEND"))


def test_a_lesson_says_what_comes_before_it_and_what_to_do_if_a_child_tells(page, bank):
    lesson, before = Resource.objects.get(slug="medway-ks34"), Resource.objects.get(slug="medway-ks12")
    lesson.follows.add(before)
    page.goto(f"{bank}/resources/medway-ks34/")
    expect(page.get_by_role("heading", name="If a child tells you something")).to_be_visible()
    page.get_by_role("link", name=before.title, exact=True).first.click()
    expect(page.get_by_role("heading", name="After this")).to_be_visible()
