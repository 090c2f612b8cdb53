"""What somebody finds goes with them: lists, packs, the directory, dates, the map and the report."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from directory.govuk.jinja2 import day
from directory.shortlist.models import Shortlist
from tests.addresses import prepare
from tests.journeys.accessibility import violations
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
    expect(page.locator("[data-my-list]")).to_have_text("My list (5)")
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


@pytest.fixture
def reader(context, bank):
    """A page of a search for consent, with scripts."""
    page = context.new_page()
    page.goto(f"{bank}/search/?q=consent")
    return page


def save_first(page):
    """Save the first entry that is not saved, and return its number."""
    card = page.locator("[data-save]:not([data-saved])").first
    number = card.get_attribute("data-save")
    card.click()
    expect(page.locator(f'[data-save="{number}"]')).to_contain_text("Saved")
    return number


def test_what_is_saved_looks_saved_at_once_and_after_a_reload(reader, bank):
    number = save_first(reader)
    for _ in range(2):
        expect(reader.locator(f'[data-save="{number}"]')).to_contain_text("Saved")
        expect(reader.get_by_role("link", name="My list (1)")).to_have_attribute("href", re.compile("/list/.{20,}/"))
        reader.reload()
    reader.locator(f'[data-save="{number}"]').click()
    expect(reader.locator(".listed > li")).to_have_count(1)
    assert Shortlist.objects.get().items.count() == 1
    reader.locator(".listed h2 a").click()
    expect(reader.get_by_role("link", name="Saved to my list")).to_be_visible()


def test_cards_that_a_filter_brings_are_marked_too(reader):
    number = save_first(reader)
    kind = reader.locator("#filters input[type=checkbox]").first
    with reader.expect_response(lambda response: response.status == 200 and "kind=" in response.url):
        kind.check()
    expect(reader.get_by_role("link", name=re.compile("^Remove filter")).first).to_be_visible()
    kind.uncheck()
    expect(reader.locator(f'[data-save="{number}"]')).to_contain_text("Saved")


def test_two_quick_clicks_start_one_list(reader):
    cards = reader.locator("[data-save]")
    reader.evaluate("[...document.querySelectorAll('[data-save]')].slice(0, 2).forEach((card) => card.click())")
    for number in range(2):
        expect(cards.nth(number)).to_contain_text("Saved")
    assert Shortlist.objects.count() == 1
    expect(reader.locator("[data-my-list]")).to_have_text("My list (2)")


def test_what_is_removed_from_the_list_can_be_saved_again(reader, bank):
    number = save_first(reader)
    reader.get_by_role("link", name="My list (1)").click()
    reader.get_by_role("button", name=re.compile("Remove")).click()
    expect(reader.locator("[data-my-list]")).to_have_text("My list (0)")
    reader.goto(f"{bank}/search/?q=consent")
    expect(reader.locator(f'[data-save="{number}"]')).not_to_contain_text("Saved")


def test_only_a_device_that_is_asked_to_remembers_a_list(reader, context, bank):
    save_first(reader)
    another = context.new_page()
    another.goto(bank)
    expect(another.locator("[data-my-list]")).to_have_text("My list")
    reader.get_by_role("link", name="My list (1)").click()
    assert reader.evaluate("localStorage.length") == 0
    reader.get_by_role("button", name="Remember this list on this device").click()
    expect(reader.get_by_role("button", name="Forget it on this device")).to_be_focused()
    another.goto(f"{bank}/search/?q=consent")
    expect(another.locator("[data-my-list]")).to_have_text("My list (1)")
    save_first(another)
    expect(reader.locator("[data-my-list]")).to_have_text("My list (2)")
    reader.get_by_role("button", name="Forget it on this device").click()
    expect(reader.locator("[data-my-list]")).to_have_text("My list")
    assert reader.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_a_list_that_was_forgotten_makes_way_for_a_new_one(reader, bank):
    save_first(reader)
    Shortlist.objects.all().delete()
    save_first(reader)
    expect(reader.locator(".list-bar")).to_contain_text("We no longer have your old list, so this starts a new one.")
    expect(reader.locator("[data-my-list]")).to_have_text("My list (1)")
    Shortlist.objects.all().delete()
    reader.locator("[data-my-list]").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("We cannot find this list")
    expect(reader.locator("[data-my-list]")).to_have_text("My list")
    refused = "Failed to load resource"  # a browser says so of each answer that is not 200
    reader.context.complaints[:] = [line for line in reader.context.complaints if not line.startswith(refused)]


def test_the_plan_of_the_lesson_finder_is_that_of_the_readers_own_list(reader, bank):
    save_first(reader)
    mine = Shortlist.objects.get()
    reader.goto(f"{bank}/lessons/finder/")
    reader.get_by_role("link", name="Put lessons in order: half-term plan").click()
    expect(reader).to_have_url(f"{bank}{mine.plan_url}")
    reader.goto(f"{bank}/list/")
    expect(reader.get_by_label("Web address of your list", exact=True)).to_have_value(
        f"{bank}{mine.get_absolute_url()}"
    )
    expect(reader.get_by_role("link", name="Open your list (1)")).to_be_visible()
    reader.get_by_role("link", name="Plan it").click()
    expect(reader).to_have_url(f"{bank}{mine.plan_url}")


def test_starting_another_list_keeps_the_address_of_the_one_before(reader, bank):
    save_first(reader)
    address = f"{bank}{Shortlist.objects.get().get_absolute_url()}"
    reader.goto(f"{bank}/list/")
    expect(reader.get_by_text("If you start or open another list, this tab will use that one.")).to_be_visible()
    assert violations(reader) == []
    reader.get_by_role("button", name="Start a plan").click()
    expect(reader.locator("[data-my-list]").first).to_have_text("My list (0)")
    expect(reader.locator(".list-bar")).to_contain_text("Save now adds to this list.")
    for path in (None, f"{bank}/list/"):
        if path:
            reader.goto(path)
        expect(reader.get_by_role("link", name=address, exact=True)).to_be_visible()
    reader.get_by_role("link", name=address, exact=True).click()
    expect(reader.locator("[data-my-list]").first).to_have_text("My list (1)")


def test_without_a_list_of_ones_own_no_list_is_offered(reader, bank):
    reader.goto(f"{bank}/list/")
    expect(reader.get_by_role("button", name="Start a list")).to_be_visible()
    expect(reader.get_by_role("heading", name="Your list")).to_be_hidden()


def test_a_device_that_forgets_a_list_forgets_it_in_every_tab(reader, context, bank):
    save_first(reader)
    reader.get_by_role("link", name="My list (1)").click()
    reader.get_by_role("button", name="Remember this list on this device").click()
    another = context.new_page()
    another.goto(reader.url)
    reader.get_by_role("button", name="Forget it on this device").click()
    expect(another.locator("[data-my-list]")).to_have_text("My list")
    expect(another.get_by_role("button", name="Remember this list on this device")).to_be_visible()
    another.goto(bank)
    expect(another.locator("[data-my-list]")).to_have_text("My list")


def test_a_list_that_is_full_says_so_where_somebody_saves(reader, monkeypatch):
    monkeypatch.setattr(Shortlist, "MOST", 1)
    save_first(reader)
    reader.locator("[data-save]:not([data-saved])").first.click()
    expect(reader.locator(".list-bar")).to_contain_text("This list is full.")
    expect(reader.get_by_role("link", name="Open my list")).to_be_visible()
    expect(reader.locator("[data-my-list]")).to_have_text("My list (1)")
    refused = "Failed to load resource"  # a browser says so of each answer that is not 200
    reader.context.complaints[:] = [line for line in reader.context.complaints if not line.startswith(refused)]


def test_enter_in_the_name_of_a_list_saves_it_and_stays(reader):
    save_first(reader)
    reader.get_by_role("link", name="My list (1)").click()
    reader.get_by_label("What is the list called?").fill("For Monday")
    reader.get_by_label("What is the list called?").press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("For Monday")


@SIZES
def test_a_half_term_is_planned_without_a_script(browser, bank, width):
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{bank}/list/")
    with page.expect_navigation():
        page.get_by_role("button", name="Start a plan").click()
    address = page.url
    for slug in ("digiduck", "nspcc-pants-send"):
        page.goto(f"{bank}/resources/{slug}/")
        page.get_by_role("link", name="Save to my list").click()
        page.get_by_label("The web address of a list you already have").fill(address)
        page.get_by_role("button", name="Add to this list").click()
    page.get_by_role("button", name="Make a half-term plan").click()
    page.get_by_label("Year group").select_option(label="Year 1")
    page.get_by_label("Date of the first lesson").fill(str(monday_soon()))
    page.get_by_role("button", name="Save the plan").last.click()
    expect(page.get_by_text("For Year 1.")).to_be_visible()
    before = page.locator(".lesson h3").all_inner_texts()
    page.get_by_role("button", name=re.compile("Move down")).first.click()
    expect(page.locator(".lesson h3").first).to_have_text(before[1])
    expect(page.locator(".lesson .date").first).to_have_text(in_full(monday_soon()))
    gap = page.get_by_role("link", name=re.compile("Find a lesson on")).first
    gap.click()
    expect(page.get_by_role("link", name=re.compile("Remove filter: Year 1"))).to_be_visible()
    page.goto(address)
    with page.expect_download() as download:
        page.get_by_role("link", name="Add to a calendar").click()
    assert download.value.path().read_bytes().count(b"BEGIN:VEVENT") == 2
    page.goto(page.get_by_label("Web address to share").input_value())
    expect(page.locator(".lesson")).to_have_count(2)
    expect(page.get_by_role("button", name="Save the plan")).to_have_count(0)
    assert context.cookies() == []
    context.close()


def monday_soon():
    today = timezone.localdate()
    return today + timedelta(days=14 - today.weekday())


def in_full(date):
    return f"{date:%A} {day(date)}"


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


def test_the_map_is_one_click_from_its_entries_and_a_gap_from_what_would_fill_it(page, bank):
    page.goto(bank)
    through_the_door(page, "Provision map")
    page.get_by_role("link", name="Need", exact=True).click()
    cell = page.get_by_role("link", name=re.compile(r"^\d+ of them \d+ made for it, for Any topic, PMLD"))
    number = cell.locator("b").inner_text()
    cell.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{number} lesson")
    page.go_back()
    page.get_by_role("link", name="add for Upskirting, PMLD: nothing yet").click()
    expect(page.get_by_role("link", name="Suggest something to add").first).to_be_visible()


def test_the_committee_takes_the_figures_of_a_year(page, bank):
    prepare()
    page.goto(bank)
    through_the_door(page, "Impact")
    expect(page.get_by_role("img", name=re.compile("Bar chart: Searches and entries opened"))).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download all figures (CSV)").click()
    assert b"Searches" in download.value.path().read_bytes()
    page.get_by_role("link", name="Report to read or print").click()
    expect(page.get_by_role("heading", name="What this report does not say")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("table", name="What readers did")).to_be_visible()
    expect(page.locator(".site-menu")).to_be_hidden()
