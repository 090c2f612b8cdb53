"""Typing in the search box: words that become filters, mistakes, and suggestions, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import violations

pytestmark = pytest.mark.django_db(transaction=True)


def heading(page):
    return page.get_by_role("heading", level=1)


def suggestions(page):
    return page.get_by_role("option", include_hidden=False).filter(visible=True)


def test_a_safeguarding_lead_types_it_all_and_gets_a_number_to_call(page, bank):
    page.goto(bank)
    page.locator("#q").fill("sexual assault 14 tamworth")
    page.locator("#q").press("Enter")
    chips = page.get_by_label("Filters in use")
    expect(chips).to_contain_text("Age 14, from your words")
    expect(chips).to_contain_text("Tamworth, from your words")
    expect(page.locator(".first-answer")).to_contain_text("Sexual violence and assault: do this now")
    expect(page.locator('.first-calls a[href^="tel:"]').first).to_be_visible()
    first = page.locator("article").first
    expect(first.locator('a[href^="tel:"]').first).to_be_visible()
    expect(first).to_contain_text("West Midlands Children and Young People")


def test_a_reader_takes_away_a_filter_that_came_from_the_words(page, bank):
    page.goto(f"{bank}/search/?q=consent+year+5")
    expect(page.locator("#year")).to_contain_text("Year 5, from your words")
    page.get_by_role("link", name=re.compile("Remove filter: Year 5")).click()
    expect(page).to_have_url(re.compile(r"q=consent$"))
    expect(page.locator("#q")).to_have_value("consent")


def test_a_choice_in_a_group_overrules_the_words(page, bank):
    page.goto(f"{bank}/search/?q=consent+year+5")
    page.locator("#year").select_option("y6")
    expect(page).to_have_url(re.compile("year=y6"))
    expect(page.get_by_label("Filters in use")).not_to_contain_text("Year 5")
    expect(page.get_by_label("Filters in use")).to_contain_text("Year 6")


def test_a_tick_beside_one_that_came_from_the_words_shows_the_page_anew(page, bank):
    page.goto(f"{bank}/search/?q=consent+primary")
    expect(page.locator("#sector-primary")).to_be_checked()
    expect(page.locator("#sector-primary")).to_be_disabled()
    page.locator("#sector-special").check()
    expect(page).to_have_url(re.compile("sector=special"))
    expect(page.locator("#sector-primary")).to_be_enabled()


def test_new_words_and_a_new_tick_are_asked_for_together(page, bank):
    page.goto(f"{bank}/search/?q=consent")
    page.locator("#q").fill("banter")
    page.locator("#sector-primary").check()
    expect(page).to_have_url(re.compile("q=banter.*sector=primary"))
    expect(heading(page)).to_contain_text("banter")
    expect(page.locator("#sector-primary")).to_be_checked()


def test_a_mistyped_word_is_corrected_and_said_so(page, bank):
    page.goto(f"{bank}/search/?q=harrasment")
    expect(page.locator("#asked")).to_contain_text("we searched for “harassment”")
    expect(page.locator("article mark").first).to_be_visible()
    page.get_by_role("link", name="Search for “harrasment” only").click()
    expect(heading(page)).to_contain_text("0 results")


def test_a_suggestion_chosen_with_the_keyboard_leads_to_its_page(page, bank):
    page.goto(bank)
    box = page.locator("#q")
    box.press_sequentially("upski")
    expect(suggestions(page).first).to_contain_text("Upskirting")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert violations(page) == []
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "q-suggestions-0")
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(f"{bank}/topics/upskirting/")
    expect(page.get_by_role("heading", name="In the first hour")).to_be_visible()


def test_enter_without_a_choice_searches_for_what_was_typed(page, bank):
    page.goto(bank)
    box = page.locator("#q")
    box.press_sequentially("upski")
    expect(suggestions(page).first).to_be_visible()
    box.press("ArrowDown")
    box.press("ArrowUp")
    box.press("Enter")
    expect(page).to_have_url(f"{bank}/search/?q=upski")


def test_suggestions_close_with_escape_and_leave_the_words(page, bank):
    page.goto(f"{bank}/search/")
    box = page.locator("#q")
    box.press_sequentially("child")
    expect(suggestions(page).first).to_be_visible()
    box.press("Escape")
    expect(suggestions(page)).to_have_count(0)
    expect(box).to_have_value("child")
    box.press("Enter")
    expect(page).to_have_url(re.compile("q=child"))


def test_a_suggestion_chosen_with_the_mouse_leads_to_its_page(page, bank):
    page.goto(f"{bank}/organisations/")
    page.locator("#q").press_sequentially("childl")
    suggestions(page).filter(has_text="Childline").first.click()
    expect(page).to_have_url(f"{bank}/organisations/childline/")
    expect(heading(page)).to_have_text("Childline")


def test_suggestions_never_offer_an_adult_service_beside_a_childs_age(page, bank):
    page.goto(f"{bank}/search/?age=12")
    with page.expect_response(re.compile("suggestions")) as answer:
        page.locator("#q").press_sequentially("revenge porn")
    assert "age=12" in answer.value.url
    expect(suggestions(page).filter(has_text="Revenge Porn Helpline")).to_have_count(0)
