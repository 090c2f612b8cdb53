"""A case study in a staff meeting: from its page to one page of paper."""

import re

import pytest
from playwright.sync_api import expect

from directory.casestudies.models import CaseStudy
from tests.factories import make_case_study
from tests.journeys.accessibility import violations
from tests.journeys.ways import width_of

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = "The lead met both families apart and said what would happen next, in plain words."


def pages(page):
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4")))


def test_a_lead_takes_a_case_to_a_meeting(browser, bank):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{bank}/case-studies/restorative-triage/")
    page.get_by_role("link", name="20-minute staff session").click()
    expect(page).to_have_title("Staff session: 20 minutes, Police and youth offending service - Resource bank")
    expect(page.get_by_role("heading", level=1)).to_have_text("Staff session: 20 minutes")
    expect(page.get_by_role("heading", name="What would you do?")).to_be_visible()
    expect(page.get_by_role("button", name="Print this session")).to_be_hidden()  # a browser prints without us too
    assert width_of(page) <= 390
    assert context.cookies() == []
    context.close()


def test_nothing_of_a_story_or_its_session_keeps_anybody_out(page, bank):
    page.goto(f"{bank}/case-studies/restorative-triage/")
    assert violations(page) == []
    page.goto(f"{bank}/case-studies/restorative-triage/session/")
    expect(page.get_by_role("button", name="Print this session")).to_be_visible()
    assert violations(page) == []


def test_the_session_of_every_case_is_one_page_of_paper_with_room_to_write(page, bank):
    page.emulate_media(media="print")
    slugs = list(CaseStudy.objects.published().values_list("slug", flat=True))
    assert len(slugs) == 21
    for slug in slugs:
        page.goto(f"{bank}/case-studies/{slug}/session/")
        assert pages(page) == 1, slug
        assert sum(line.is_visible() for line in page.locator(".sheet-lines p").all()) >= 6


@pytest.mark.parametrize("times", [2, 4, 6])
def test_the_session_of_a_long_case_is_one_page_too(page, bank, times):
    case = make_case_study(
        issue=f"{SENTENCE} " * times,
        done_for_harmed="\n".join([SENTENCE] * times),
        done_for_who_harmed="\n".join([SENTENCE] * times),
        what_did_not_work="\n".join([SENTENCE] * (times // 2)),
        lessons="\n".join([SENTENCE] * 3),
        decisions=[{"when": "Later", "what": f"{SENTENCE} {number}", "why": SENTENCE} for number in range(times)],
    )
    page.emulate_media(media="print")
    page.goto(f"{bank}/case-studies/{case.slug}/session/")
    assert pages(page) == 1


def test_two_cases_stand_one_under_the_other_on_a_phone_each_under_its_name(page, bank):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{bank}/case-studies/compare/?case=more-leads&case=restorative-triage")
    cells = page.get_by_role("row", name="What was done").get_by_role("cell")
    first, second = (cells.nth(number).bounding_box() for number in (0, 1))
    assert first["y"] + first["height"] <= second["y"]
    assert second["x"] + second["width"] <= 390
    expect(cells.nth(0).get_by_role("heading")).to_have_text("More safeguarding leads in a primary school")
    expect(cells.nth(1).get_by_role("heading")).to_have_text(re.compile("Out-of-court disposal"))
    assert width_of(page) <= 390
    assert violations(page) == []
