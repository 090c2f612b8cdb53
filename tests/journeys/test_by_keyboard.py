"""The bank can be used with the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


def tab_to(page, selector, most=120):
    """Press Tab until the element is reached; the focus must be visible on every stop."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            """() => {
                const element = document.activeElement, box = element.getBoundingClientRect();
                return {seen: box.width > 0 && box.height > 0, tag: element.tagName};
            }"""
        )
        assert focused["seen"], focused
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
    raise AssertionError(f"{selector} was not reached")


def test_a_lesson_is_found_with_the_keyboard_alone(page, bank):
    page.goto(bank)
    tab_to(page, "#q")
    page.keyboard.type("consent")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("consent")
    tab_to(page, "#year")
    page.keyboard.type("Year 5")
    expect(page).to_have_url(re.compile("year=y5"))
    tab_to(page, "#sector-special")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("sector=special"))
    tab_to(page, "article h2 a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Is it right for my pupils?")).to_be_visible()


def test_what_to_do_first_is_reached_from_the_search_box_with_the_keyboard_alone(page, bank):
    page.goto(bank)
    tab_to(page, "#q")
    page.keyboard.type("upskirting")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Upskirting: do this now")).to_be_visible()
    tab_to(page, ".first-call a", most=30)
    tab_to(page, ".first-answer-links a", most=10)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{bank}/topics/upskirting/#now")


def test_the_first_stops_skip_to_the_content_and_the_results_and_leave_the_page(page, bank):
    page.goto(f"{bank}/search/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to results")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Exit this page")


def test_the_first_result_is_six_tabs_from_the_top(page, bank):
    page.goto(f"{bank}/search/?q=consent")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()
    tab_to(page, "article h2 a", most=2)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_results_are_one_link_behind_the_search_box_at_every_width(page, bank, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{bank}/search/?q=consent")
    page.locator("#q").focus()
    tab_to(page, ".search-box-button", most=1)
    tab_to(page, ".skip-to-results a", most=1)
    expect(page.locator(":focus")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    tab_to(page, "article h2 a", most=2)


def test_three_presses_of_shift_leave_the_page_for_good(page, bank):
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="<title>Weather</title>"))
    page.goto(f"{bank}/about/")
    page.goto(f"{bank}/search/?q=consent")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("https://www.bbc.co.uk/weather")
    page.go_back()
    expect(page).to_have_url(f"{bank}/about/")
    page.context.strangers.clear()


def test_who_ticks_a_filter_with_words_not_searched_yet_is_still_at_that_filter(page, bank):
    page.goto(f"{bank}/search/")
    page.locator("#q").press_sequentially("consent")
    page.locator("#sector-special").focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("q=consent.*sector=special"))
    expect(page.locator("#sector-special")).to_be_focused()
    expect(page.locator("#sector-special")).to_be_in_viewport()
