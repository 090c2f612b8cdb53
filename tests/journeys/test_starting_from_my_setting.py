"""Somebody says once where they work, and everything starts from there."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.ways import EVERY_WAY, through_the_door

pytestmark = pytest.mark.django_db(transaction=True)


@EVERY_WAY
def test_a_setting_goes_along_and_can_be_taken_away(page, bank, context):
    page.goto(bank)
    page.get_by_role("link", name="Start from my setting").click()
    page.get_by_label("Secondary", exact=True).check()
    page.get_by_label("Age of your youngest pupils").fill("11")
    page.get_by_label("Age of your oldest pupils").fill("16")
    page.get_by_label("Tamworth", exact=True).check()
    page.get_by_role("button", name="Use this setting", exact=True).click()
    expect(page.get_by_text("Secondary, ages 11 to 16, Tamworth")).to_be_visible()
    page.get_by_role("link", name="All topics").click()
    page.get_by_role("link", name="Consent", exact=True).click()
    expect(page.get_by_text("Secondary, ages 11 to 16, Tamworth")).to_be_visible()
    expect(page.get_by_text("Key stage 1, ages 5 to 7")).to_have_count(0)
    through_the_door(page, "Who can help")
    expect(page.get_by_role("link", name=re.compile("Remove filter: Tamworth"))).to_be_visible()
    page.get_by_role("link", name="Resource bank", exact=False).first.click()
    page.get_by_label("Say what has happened, or what you are looking for").fill("consent")
    page.get_by_role("button", name="Show me").click()
    expect(page).to_have_url(re.compile(r"sector=secondary&year=ks3&year=ks4&district=tamworth|q=consent"))
    expect(page.get_by_role("link", name=re.compile("Remove filter: Secondary"))).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Remove my setting").click()
    expect(page.get_by_role("link", name="Start from my setting")).to_be_visible()
    assert context.cookies() == []


@pytest.mark.parametrize("script", [True, False])
def test_a_setting_is_remembered_only_on_request_and_forgotten_on_request(browser, bank, script):
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{bank}/my-setting/")
    page.get_by_label("Primary", exact=True).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Use this setting and remember it on this device").click()
    assert [cookie["name"] for cookie in context.cookies()] == ["my_setting"]
    page.goto(f"{bank}/lessons/")
    expect(page).to_have_url(f"{bank}/lessons/?sector=primary")
    page.get_by_role("link", name="Clear all filters").click()
    expect(page.get_by_role("link", name="Use my setting: Primary")).to_be_visible()
    page.goto(bank)
    page.get_by_role("button", name="Remove my setting").click()
    expect(page.get_by_role("link", name="Start from my setting")).to_be_visible()
    assert context.cookies() == []
    context.close()
