"""Case studies, changes in guidance, governors' questions and local networks."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from directory.inbox.models import Message
from tests.addresses import prepare
from tests.journeys.ways import through_the_door

WHAT_STOPS_THEM = "What stops pupils telling us about harm, and which of those barriers did we remove this year?"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=[(1280, True), (390, True), (390, False)], ids=["wide", "narrow", "no script"])
def page(request, browser):
    width, script = request.param
    context = browser.new_context(java_script_enabled=script, viewport={"width": width, "height": 900})
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def test_a_head_compares_what_two_schools_did(page, bank):
    page.goto(bank)
    through_the_door(page, "Case studies")
    page.get_by_role("link", name="Keeping two pupils safe while one is on bail", exact=True).click()
    expect(page.get_by_role("heading", name="What was done")).to_be_visible()
    page.get_by_role("link", name=re.compile("Compare with: Out-of-court disposal")).press("Enter")
    expect(page.get_by_role("columnheader")).to_have_count(2)
    expect(page.get_by_role("rowheader", name="What happened")).to_be_visible()
    page.wait_for_load_state()  # with its styles
    for cell in page.get_by_role("row", name="What happened").get_by_role("cell").all():
        box = cell.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= page.viewport_size["width"]
    expect(page.get_by_text("Not recorded")).to_have_count(0)


def test_a_school_contributes_a_case_study(page, bank):
    page.goto(f"{bank}/case-studies/")
    page.get_by_role("link", name="Share a case study from your school").click()
    for label, text in {
        "A title that does not identify anybody": "Rumours in a year group",
        "What happened?": "Rumours went round.",
        "Youngest age": "12",
        "Oldest age": "14",
        "What was done for the child who has been harmed?": "A named adult",
        "Who was involved?": "Form tutor",
        "What worked, and how do you know?": "Telling parents early",
        "What did not work?": "An assembly",
    }.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Consent", exact=True).check()
    page.get_by_label("Secondary (including high and upper schools)").check()
    page.wait_for_timeout(2100)  # nobody fills in a form faster
    page.get_by_role("button", name="Send the case study").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("What happened?", exact=True)).to_have_value("Rumours went round.")
    for name in ("names_nobody", "cannot_be_guessed", "is_agreed", "is_settled"):
        page.locator(f"#{name}").check()
    page.get_by_role("button", name="Send the case study").click()
    expect(page.get_by_text("Bookmark this page")).to_be_visible()
    assert Message.objects.get().details["done_for_harmed"] == "A named adult"


def test_a_lead_finds_what_changed_for_her_kind_of_setting(page, bank):
    page.goto(f"{bank}/?sector=special")
    page.get_by_role("link", name="Changes in guidance").click()
    expect(page.get_by_role("link", name="RSHE guidance 2025: special schools and pupils with SEND")).to_be_visible()
    expect(page.get_by_role("link", name="RSHE guidance 2025: what changes in primary schools")).to_have_count(0)
    page.get_by_text("Subscribe to a calendar").click()
    address = settings.SITE_ADDRESS.partition(":")[2] + "/guidance/calendar.ics?sector=special"
    expect(page.get_by_role("link", name="Open in my calendar app")).to_have_attribute("href", f"webcal:{address}")
    page.get_by_role("link", name="Checklists to print").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("my type of setting")
    expect(page.locator(".checklist li").nth(3)).to_be_visible()


def test_a_governor_finds_what_to_ask(page, bank):
    page.goto(bank)
    through_the_door(page, "Governors")
    page.get_by_role("link", name="Culture and pupils' voice", exact=True).first.click()
    expect(
        page.get_by_text(
            "What stops pupils telling us about harm, and which of those barriers did we remove this year?"
        )
    ).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Training for governors")).to_be_visible()
    page.get_by_label(
        "What stops pupils telling us about harm, and which of those barriers did we remove this year?"
    ).check()
    page.get_by_label("Can a pupil who does not speak tell us that they have been harmed?").check()
    page.get_by_role("button", name="Make a page to print").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("governors' meeting")
    expect(page.get_by_text("What to ask for:")).to_have_count(2)
    page.get_by_role("link", name="Change the questions").click()
    expect(page.get_by_label("Can a pupil who does not speak tell us that they have been harmed?")).to_be_checked()


def test_a_lead_finds_her_group_and_its_agenda(page, bank):
    prepare()
    page.goto(f"{bank}/?district=tamworth")
    through_the_door(page, "Local networks")
    expect(page.get_by_text("Lichfield safeguarding leads")).to_have_count(0)
    page.get_by_role("link", name="Tamworth safeguarding leads", exact=True).click()
    page.get_by_role("link", name=re.compile("agenda for")).first.click()
    expect(page.get_by_role("heading", name="Actions")).to_be_visible()
    expect(page.get_by_text("One case study.")).to_be_visible()
    if page.evaluate("document.body.classList.contains('js-enabled')"):
        expect(page.get_by_role("button", name="Print this agenda")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name=re.compile("^Share what the group learnt on")).click()
    page.get_by_label("How something was handled").check()
    page.get_by_label("What did you learn about what works?").fill("Calling early")
    page.wait_for_timeout(2100)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Bookmark this page")).to_be_visible()
