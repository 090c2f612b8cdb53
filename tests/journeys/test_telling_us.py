"""What readers tell us, without an account, a cookie or a script."""

import re

import pytest
from playwright.sync_api import expect

from directory.inbox.models import HelpfulVotes, Message
from tests.journeys.accessibility import violations
from tests.journeys.ways import EVERY_WAY

pytestmark = pytest.mark.django_db(transaction=True)


@EVERY_WAY
def test_a_reader_suggests_what_a_search_did_not_find(page, bank, context, browser_context_args):
    page.goto(f"{bank}/search/?q=zzzz")
    page.get_by_role("link", name="Tell us what you could not find").click()
    expect(page.get_by_label("What is it called?")).to_have_value("zzzz")
    page.get_by_label("What is it called?").fill("A pack about friendship")
    page.get_by_label("A lesson, film, book, guidance or tool").check()
    page.get_by_label("Who is it for, and why is it useful?").fill("Jake Smith said on 12/03/2026 that it is good")
    page.wait_for_timeout(2100)  # nobody fills in a form faster
    page.get_by_role("button", name="Send suggestion").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("A lesson, film, book, guidance or tool")).to_be_checked()
    context.complaints.clear()  # the form came back with 400, as it should
    if browser_context_args["java_script_enabled"]:
        assert violations(page) == []
    page.get_by_label("Who is it for, and why is it useful?").fill("For Year 5, and free")
    page.get_by_role("button", name="Send suggestion").click()
    expect(page.get_by_text("Bookmark this page")).to_be_visible()
    assert Message.objects.get().words == "For Year 5, and free"
    assert context.cookies() == []


def test_a_reader_says_that_an_entry_helped_and_what_is_wrong_with_it(page, bank, context):
    page.goto(f"{bank}/organisations/childline/")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^No.*it did not")).click()
    assert HelpfulVotes.objects.get().no == 1
    page.get_by_role("link", name="Tell us what is wrong with this entry").click()
    page.get_by_label("A telephone number or address is wrong").check()
    page.wait_for_timeout(2100)
    page.get_by_role("button", name="Send report").click()
    expect(page.get_by_text("Problem: Childline")).to_be_visible()
    assert context.cookies() == []


def test_what_tells_programs_from_people_is_seen_by_nobody(page, bank):
    page.goto(f"{bank}/suggest/")
    box = page.locator("#website").bounding_box()
    assert box["x"] < 0
    page.get_by_label("What is it called?").focus()
    names = []
    for _ in range(12):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.name || ''"))
    assert "website" not in names


def test_an_incomplete_case_study_leads_to_each_answer_that_is_missing(page, bank, context):
    page.goto(f"{bank}/case-studies/contribute/")
    page.get_by_role("button", name="Send the case study").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    context.complaints.clear()  # the form came back with 400, as it should
    for link, field in (
        ("Describe what happened, in a few sentences.", "What happened?"),
        (
            "Select at least one type of school or setting.",
            "Early years (nursery, pre-school, childminder, Reception)",
        ),
        ("Confirm that it does not name anybody", "It does not name a child"),
    ):
        page.get_by_role("link", name=link).click()
        expect(page.get_by_label(field).first).to_be_focused()
    assert violations(page) == []
