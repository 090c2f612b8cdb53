"""What somebody finds goes with them: lists, packs, the directory, dates, the map and the report."""

import re

import pytest
from playwright.sync_api import expect

from directory.shortlist.models import Shortlist
from tests.addresses import prepare
from tests.journeys.test_every_page import violations
from tests.journeys.ways import through_the_door

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = pytest.mark.parametrize("width", [1280, 390])


@pytest.fixture(params=[(1280, True), (390, False)], ids=["wide", "narrow, no script"])
def page(request, browser):
    width, script = request.param
    context = browser.new_context(java_script_enabled=script, viewport={"width": width, "height": 900})
    yield context.new_page()
    assert context.cookies() == []
    context.close()


@SIZES
def test_five_entries_are_saved_by_one_click_each_and_shared(browser, bank, width):
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{bank}/search/?q=consent")
    assert page.evaluate("sessionStorage.length") == 0
    for number in range(5):
        page.locator("[data-save]").nth(number).click()
        expect(page.locator(".list-bar")).to_contain_text(f"{number + 1} entr")
    assert violations(page) == []
    page.get_by_role("link", name="Open my list").click()
    expect(page.locator(".listed > li")).to_have_count(5)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".list-bar")).to_have_text("Copied.")
    shared = page.evaluate("navigator.clipboard.readText()")
    assert shared == page.get_by_label("Web address to share").input_value()
    page.goto(shared)
    expect(page.locator(".listed > li")).to_have_count(5)
    expect(page.get_by_role("button", name=re.compile("Move up"))).to_have_count(0)
    assert context.cookies() == []
    assert Shortlist.objects.count() == 1
    context.close()


@SIZES
def test_a_list_works_without_a_script(browser, bank, width):
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{bank}/organisations/childline/")
    page.get_by_role("link", name="Save to my list").click()
    page.get_by_role("button", name="Start a new list with this entry").click()
    expect(page.get_by_role("link", name="0800 1111").first).to_be_visible()
    address = page.url
    page.goto(f"{bank}/organisations/nspcc/")
    page.get_by_role("link", name="Save to my list").click()
    page.get_by_label("The web address of a list you already have").fill(address)
    page.get_by_role("button", name="Add to this list").click()
    page.get_by_label("Note on NSPCC Helpline").fill("Call first")
    page.get_by_role("button", name=re.compile("Move up.*NSPCC Helpline")).click()
    expect(page.locator(".listed h2").first).to_contain_text("NSPCC")
    expect(page.get_by_label("Note on NSPCC Helpline")).to_have_value("Call first")
    page.emulate_media(media="print")
    expect(page.get_by_text("Note: Call first")).to_be_visible()
    expect(page.get_by_label("Note on NSPCC Helpline")).to_be_hidden()
    expect(page.locator(".print-help")).to_contain_text("0800 1111")
    with page.expect_download() as download:
        page.emulate_media(media="screen")
        page.get_by_role("link", name="PDF pack").click()
    assert download.value.suggested_filename == "pack.pdf"
    assert context.cookies() == []
    context.close()


def test_a_head_prints_the_directory_of_her_district(page, bank):
    page.goto(bank)
    page.get_by_role("link", name="Directory to print").click()
    page.get_by_role("link", name="Tamworth", exact=True).click()
    page.get_by_role("link", name=re.compile("Help for children and young people who have been harmed")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who can help in Tamworth")
    expect(page.get_by_role("heading", level=2)).to_have_count(2)
    expect(page.get_by_role("link", name="0800 1111").first).to_be_visible()
    expect(page.get_by_text("Savana")).to_have_count(0)
    page.emulate_media(media="print")
    expect(page.locator(".directory")).to_be_visible()
    expect(page.get_by_role("link", name="Download a PDF to pin up")).to_be_hidden()


def test_a_date_of_a_course_goes_into_a_calendar(page, bank):
    prepare()
    page.goto(f"{bank}/training/")
    page.get_by_role("link", name="Free and online, soonest first").click()
    expect(page.get_by_role("link", name=re.compile("Remove filter: Free"))).to_be_visible()
    first = page.locator("article").first
    expect(first).to_contain_text("Next: ")
    with page.expect_download() as download:
        first.get_by_role("link", name="Add next date to calendar").click()
    assert download.value.path().read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    page.goto(f"{bank}/training/esas-briefing/")
    expect(page.get_by_role("link", name=re.compile("Add .* to calendar")).first).to_be_visible()


def test_a_gap_on_the_map_is_one_click_from_its_entries(page, bank):
    page.goto(bank)
    through_the_door(page, "Provision map")
    cell = page.get_by_role("link", name=re.compile(r"^\d+\s+for PMLD"))
    number = re.match(r"\d+", cell.inner_text())[0]
    cell.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(f"^{number} results?"))


def test_the_committee_takes_the_figures_of_a_year(page, bank):
    prepare()
    page.goto(bank)
    through_the_door(page, "Impact")
    expect(page.get_by_role("img", name=re.compile("Bar chart: Month by month"))).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download all figures (CSV)").click()
    assert b"Searches" in download.value.path().read_bytes()
    page.get_by_role("link", name="Report to read or print").click()
    expect(page.get_by_role("heading", name="What this report does not say")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("table", name="What readers did")).to_be_visible()
    expect(page.locator(".site-menu")).to_be_hidden()
