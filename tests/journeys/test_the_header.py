"""On a phone the doors are in a menu and one number stands beside 999; all else is one press away, and out is too."""

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import violations
from tests.journeys.ways import EVERY_WAY, through_the_door

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}


@EVERY_WAY
def test_the_meetings_of_governors_are_one_press_away_on_a_wide_screen_and_two_on_a_phone(page, bank):
    page.goto(f"{bank}/organisations/childline/")
    menu = page.locator(".menu summary")
    if menu.is_visible():
        expect(page.get_by_role("link", name="Governors")).to_be_hidden()
    through_the_door(page, "Governors")
    expect(page).to_have_url(f"{bank}/governors/")


@EVERY_WAY
def test_the_numbers_of_the_band_open_without_leaving_the_page(page, bank):
    page.goto(bank)
    numbers = page.locator(".help-numbers")
    expect(numbers).to_be_hidden()
    page.locator(".help-more summary").click()
    expect(numbers.get_by_role("link", name="01782 234234")).to_be_visible()
    expect(numbers).to_contain_text("Education Safeguarding Advice Service")


def test_the_menu_is_opened_and_closed_with_the_keyboard_and_the_focus_is_not_lost(page, bank):
    page.set_viewport_size(PHONE)
    page.goto(bank)
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Do this now")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_have_text("Menu")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()


def test_on_a_phone_help_and_header_are_two_rows_and_the_way_out_stays_in_the_second(page, bank):
    page.set_viewport_size(PHONE)
    page.goto(f"{bank}/topics/sharing-nudes/")
    assert page.locator(".help-band").bounding_box()["height"] <= 44
    page.evaluate("window.scrollTo(0, 1500)")
    header = page.locator(".site-header").bounding_box()
    way_out = page.get_by_role("button", name="Exit this page").bounding_box()
    assert header["y"] == 0
    assert 0 <= way_out["y"] < way_out["y"] + way_out["height"] <= header["height"] <= 60


def test_the_band_is_one_line_on_a_wide_screen(page, bank):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(bank)
    assert page.locator(".help-band").bounding_box()["height"] <= 36


@pytest.mark.parametrize("width", [320, 360, 375])
def test_on_the_smallest_phone_the_name_stands_beside_the_way_out_and_the_band_is_one_line(page, bank, width):
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(bank)
    end_of_name = page.locator(".site-name").evaluate(
        "(name) => { const words = document.createRange(); words.selectNodeContents(name.firstChild);"
        " return words.getBoundingClientRect().right }"
    )
    assert end_of_name < page.get_by_role("button", name="Exit this page").bounding_box()["x"]
    assert page.locator(".help-band").bounding_box()["height"] <= 44
    expect(page.get_by_role("link", name="Call 999").first).to_be_visible()
