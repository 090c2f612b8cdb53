"""The bank works whole without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "java_script_enabled": False}


def test_filters_work_by_a_button(page, bank):
    page.goto(f"{bank}/search/?q=consent")
    page.locator("summary", has_text="Sector").click()
    page.get_by_role("checkbox", name=re.compile("^Special school")).check()
    page.get_by_role("button", name="Show results").click()
    expect(page).to_have_url(f"{bank}/search/?q=consent&sector=special")  # and nothing that was left empty
    expect(page.get_by_role("checkbox", name=re.compile("^Special school"))).to_be_checked()
    page.get_by_role("link", name=re.compile("Remove.*Special school")).click()
    expect(page.locator("#sector-special")).not_to_be_checked()


def test_filters_on_a_phone_are_closed_and_opened_by_their_button(page, bank):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{bank}/lessons/")
    expect(page.locator("#results article h2").first).to_be_in_viewport()
    page.locator("summary", has_text="Narrow down").click()
    page.get_by_label(re.compile("^Year group")).select_option("y5")
    page.get_by_role("button", name="Show results").click()
    expect(page).to_have_url(f"{bank}/lessons/?year=y5")


def test_the_list_can_be_sorted_and_paged(page, bank):
    page.goto(f"{bank}/lessons/")
    page.get_by_label("Sort by").select_option("title")
    page.get_by_role("button", name="Sort").click()
    expect(page).to_have_url(re.compile("sort=title"))
    page.get_by_role("link", name=re.compile("Next")).click()
    expect(page).to_have_url(re.compile("sort=title&page=2"))


def test_exit_this_page_is_a_link_to_a_neutral_site(page, bank):
    page.goto(f"{bank}/search/?q=consent")
    link = page.get_by_role("link", name=re.compile("Exit this page")).first
    assert not link.get_attribute("href").startswith("/")


def test_help_numbers_are_on_every_page(page, bank, context):
    for path in ("/", "/search/", "/organisations/childline/", "/nowhere/"):
        page.goto(bank + path)
        expect(page.get_by_text(re.compile("Call 999")).first).to_be_visible()
        expect(page.get_by_role("link", name=re.compile("0800 1111")).first).to_be_visible()
    context.complaints.clear()  # the browser reports that the last page was not found
