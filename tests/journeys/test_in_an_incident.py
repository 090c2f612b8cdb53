"""A safeguarding lead with an incident on her desk: what to do, and whom to call."""

import re
from itertools import product
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from directory.topics.models import Step
from directory.who_to_call.rules import HAPPENINGS
from tests.journeys.accessibility import violations
from tests.journeys.ways import EVERY_WAY, width_of

pytestmark = pytest.mark.django_db(transaction=True)


@EVERY_WAY
def test_one_click_leads_from_home_to_what_to_do_now(page, bank, context):
    page.goto(bank)
    page.get_by_role("link", name="Nudes or semi-nudes shared").click()
    expect(page.get_by_role("heading", name="In the first hour")).to_be_visible()
    expect(page.get_by_role("link", name="0300 111 8007").first).to_have_attribute("href", "tel:+443001118007")
    expect(page.get_by_text("Never view, copy, share, forward, save or delete the image").first).to_be_visible()
    expect(page.get_by_role("link", name=re.compile(r"All \d+ organisations"))).to_be_visible()
    assert context.cookies() == []


@EVERY_WAY
def test_after_a_rape_two_call_buttons_stand_in_the_first_screen_and_the_police_in_the_first_hour(page, bank):
    page.goto(bank)
    page.get_by_role("link", name="Rape or sexual assault").click()
    buttons = page.locator(".call-button")
    expect(buttons.nth(0)).to_have_attribute("href", "tel:999")
    page.wait_for_load_state()  # with its styles
    for place in (0, 1):
        box = buttons.nth(place).bounding_box()
        assert box["y"] + box["height"] <= 844  # of a phone
    first_hour = page.locator("h2:has-text('In the first hour') + ol")
    expect(first_hour).to_contain_text("Report to the police now")
    expect(first_hour.get_by_role("link", name="101")).to_have_attribute("href", "tel:101")


def answer(page, bank, **answers):
    """Choose the answers by their codes, and send them."""
    page.goto(f"{bank}/who-do-i-call/")
    for name, value in answers.items():
        page.locator(f"input[name={name}][value='{value}']").check()
    with page.expect_navigation():  # what follows looks at the answer, not at the questions
        page.get_by_role("button", name="Show me who to call").click()


@EVERY_WAY
def test_five_answers_lead_to_the_right_numbers_on_one_printed_page(page, bank, context, browser_context_args):
    answer(page, bank, danger="yes", what="violence", harmed="13-15", other="not_known", home="not_known")
    headings = page.get_by_role("heading", level=2)
    expect(headings.nth(0)).to_have_text("1. Call 999")
    expect(headings.nth(1)).to_have_text("2. Tell your lead")
    expect(headings.nth(2)).to_have_text("3. The police")
    expect(page.get_by_role("link", name="0300 111 8007").first).to_be_visible()
    expect(page.get_by_text("Grange Park")).to_have_count(0)  # for adults
    assert page.url == f"{bank}/who-do-i-call/"
    assert context.cookies() == []
    assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4"))) == 1
    scripted = browser_context_args["java_script_enabled"]
    assert page.get_by_role("button", name="Print this page").is_visible() == scripted
    if scripted:
        assert violations(page) == []


def test_every_kind_of_answer_prints_on_one_page(page, bank):
    for happening in HAPPENINGS:
        answer(page, bank, danger="unsure", what=happening.code, harmed="10-12", other="not_known", home="not_known")
        expect(page.get_by_role("heading", name="Call in this order")).to_be_visible()
        pages = len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4")))
        assert pages == 1, happening.code


def test_no_answer_is_wider_than_a_narrow_screen(page, bank):
    page.set_viewport_size({"width": 320, "height": 700})
    for what, home in (("violence", "elsewhere"), ("image", "not_known"), ("allegation", "tamworth")):
        answer(page, bank, danger="no", what=what, harmed="13-15", other="not_known", home=home)
        width = width_of(page)
        assert width <= 320, (what, home)


@EVERY_WAY
def test_words_for_what_happened_are_answered_with_what_to_do_and_who_to_call(page, bank, context):
    page.goto(bank)
    page.locator("#q").fill("sharing nudes year 9 tamworth")
    page.locator("#q").press("Enter")
    box = page.get_by_role("region", name="Sharing nudes and semi-nudes: do this now")
    expect(box).to_contain_text("Tell the DSL or a deputy now.")
    expect(box.get_by_role("link", name="01785 895836")).to_be_visible()
    expect(box.get_by_role("link", name="Report Remove")).to_be_visible()
    expect(page.get_by_text("Grange Park")).to_have_count(0)  # for adults
    box.get_by_role("link", name="Print the incident sheet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sharing nudes and semi-nudes: incident sheet")
    expect(page.locator(".sheet-for")).to_contain_text("Child who has been harmed: 13 to 15 · ")
    expect(page.locator(".sheet-for")).to_contain_text("Home: Tamworth")
    assert context.cookies() == []


def test_what_to_do_follows_a_filter_that_is_ticked(page, bank):
    page.goto(f"{bank}/search/?q=sharing+nudes&district=tamworth")
    page.locator("#age").fill("7")
    expect(page.locator(".first-call-page")).to_contain_text("Internet Watch Foundation")  # Report Remove is from 8
    assert violations(page) == []


# The fullest sheets: all that may be said, for a home that may be in the county or in the city.
FULLEST = ({"harmed": "10-12", "other": "18-25"}, {"harmed": "13-15", "other": "not_known"}, {"harmed": "18-25"})


def test_the_incident_sheet_of_every_topic_is_one_page_of_paper(page, bank):
    slugs = Step.objects.filter(when="hour").values_list("hub__topic__slug", flat=True).distinct().order_by()
    assert len(slugs) == 19
    page.emulate_media(media="print")
    for slug, answers in product(slugs, FULLEST):
        page.goto(f"{bank}/topics/{slug}/incident-sheet/?{urlencode({'home': 'not_known', **answers})}")
        pages = len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4")))
        assert pages == 1, (slug, answers)
        assert sum(line.is_visible() for line in page.locator(".sheet-lines p").all()) >= 3  # to write on


@EVERY_WAY
def test_what_is_missing_is_said_and_has_the_focus(page, bank, context):
    answer(page, bank, danger="no")
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(4)
    context.complaints.clear()  # a browser reports the status 400


@EVERY_WAY
def test_a_lead_has_her_essentials_one_click_from_home(page, bank):
    page.goto(bank)
    page.get_by_role("link", name="DSL essentials").click()
    expect(page.get_by_role("heading", name="When to call the police")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="0300 111 8007")).to_be_visible()
    expect(page.get_by_role("link", name="Go to npcc.police.uk")).to_be_visible()


def test_a_young_person_is_led_to_their_own_help(page, bank):
    page.goto(f"{bank}/who-do-i-call/")
    page.get_by_role("link", name="get help here").click()
    expect(page.get_by_role("heading", name="If you are a child or young person")).to_be_visible()
