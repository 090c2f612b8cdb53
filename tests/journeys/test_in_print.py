"""Printed pages carry the content, the addresses of links and the numbers to call, and nothing to click."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from directory.catalogue.models import Entry
from directory.shortlist.models import Item, Shortlist
from directory.shortlist.planning.plan import Plan
from directory.taxonomy.models import YearGroup

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "path",
    [
        "/organisations/?district=tamworth",
        "/organisations/childline/",
        "/case-studies/bail-in-school/",
        "/topics/sharing-nudes/",
        "/case-studies/compare/?case=bail-in-school&case=restorative-triage",
        "/guidance/checklist/?sector=primary",
        "/governors/",
        "/networks/tamworth/",
        "/networks/agenda/?topic=consent",
        "/networks/tamworth/agenda/?topic=consent",
        "/map/",
    ],
)
def test_print_leaves_out_navigation_and_ends_with_helplines(page, bank, path):
    page.goto(bank + path)
    page.emulate_media(media="print")
    for hidden in (".site-menu", ".menu", ".exit-bar", ".help-band", ".helped", ".save", ".filters", "button"):
        assert not any(element.is_visible() for element in page.locator(hidden).all()), hidden
    expect(page.locator(".print-help")).to_contain_text("0800 1111")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_print_has_the_steps_that_are_folded_away_on_a_screen_and_the_name_of_the_site_in_dark(page, bank):
    page.goto(f"{bank}/topics/sharing-nudes/")
    page.emulate_media(media="print")
    for steps in page.locator(".hub-later .hub-steps").all():
        assert steps.bounding_box()["height"] > 0
    assert page.locator(".site-name").evaluate("(name) => getComputedStyle(name).color") == "rgb(0, 0, 0)"


def test_print_writes_out_where_links_lead(page, bank):
    page.goto(f"{bank}/resources/nspcc-pants/")
    page.emulate_media(media="print")
    link = page.locator('main a[href^="https://learning.nspcc"]').first
    written = link.evaluate("(link) => getComputedStyle(link, '::after').content")
    assert "learning.nspcc.org.uk/research-resources/schools/pants-teaching" in written


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


def test_packs_for_meetings_are_one_page_each_and_all_questions_are_three(page, bank):
    page.goto(f"{bank}/governors/")
    assert pages_of(page.pdf(format="A4")) <= 3
    questions = page.locator("input[name=ask]").evaluate_all(
        "(all) => all.sort((a, b) => b.labels[0].textContent.length - a.labels[0].textContent.length)"
        ".map((one) => `ask=${one.value}`)"
    )
    for path in (
        f"/governors/pack/?{'&'.join(questions[:5])}",
        f"/governors/pack/?{questions[-1]}",
        "/networks/tamworth/agenda/?topic=consent",
        "/networks/agenda/?topic=sharing_nudes&sector=primary",
    ):
        page.goto(bank + path)
        assert pages_of(page.pdf(format="A4")) == 1, path


def test_a_plan_of_six_lessons_is_one_page(page, bank):
    plan = plan_of_six()
    for address in (plan.plan_url, f"/list/{plan.share}/plan/"):
        page.goto(bank + address)
        assert pages_of(page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "10mm"))) == 1
    page.emulate_media(media="print")
    sizes = [
        float(page.locator(selector).first.evaluate("(text) => parseFloat(getComputedStyle(text).fontSize)"))
        for selector in (".site-footer p", ".print-help", ".listed .govuk-heading-m")
    ]
    assert max(sizes[:2]) <= sizes[2]


def plan_of_six():
    """For Year 5, six weeks one after another, as a teacher might have it."""
    today = timezone.localdate()
    plan = Shortlist.objects.create(
        title="Keeping safe with friends and online",
        year_group=YearGroup.objects.get(code="y5"),
        first_lesson_on=today + timedelta(days=14 - today.weekday()),
    )
    lessons = Entry.objects.published().filter(resource__resource_kinds__use="taught", audiences__code="pupils")
    for place, entry in enumerate(lessons.order_by("age_min", "slug").distinct()[:6]):
        Item.objects.create(shortlist=plan, entry=entry, place=place)
    assert len(Plan(plan).lessons) == 6
    return plan
