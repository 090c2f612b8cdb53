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


@pytest.mark.parametrize("page_of_ours", ["get-help-now", "who-do-i-call", "what-happens-if-i-tell"])
def test_a_page_in_easy_words_is_two_pages_of_paper_with_every_number_and_picture(page, bank, page_of_ours):
    page.goto(f"{bank}/easy/{page_of_ours}/")
    assert pages_of(page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "12mm"))) == 2
    page.emulate_media(media="print")
    expect(page.locator(".easy").get_by_text("0800 1111").first).to_be_visible()
    assert all(picture.is_visible() for picture in page.locator(".easy-part img").all())
    size = page.locator(".easy-part p").first.evaluate("(line) => parseFloat(getComputedStyle(line).fontSize)")
    assert size >= 17  # 13 points


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


MARGINS = dict.fromkeys(["top", "right", "bottom", "left"], "12mm")


@pytest.mark.parametrize("slug", ["sharing-nudes", "sexual-violence", "sharing-nudes/?year=ks3"])
def test_a_hub_is_at_most_four_pages_of_what_to_do_and_who_to_call_and_names_only_of_the_rest(page, bank, slug):
    page.goto(f"{bank}/topics/{slug}")
    assert pages_of(page.pdf(format="A4", margin=MARGINS)) <= 4
    page.emulate_media(media="print")
    guidance = page.locator("section[aria-labelledby=guidance] .card").first
    expect(guidance.get_by_role("heading")).to_be_visible()
    assert guidance.bounding_box()["height"] < 60
    help_lines = page.locator("section[aria-labelledby=help] .card-phone")
    assert all(line.is_visible() for line in help_lines.all())
    expect(page.locator(".hub-never li").first).to_be_visible()


def test_lessons_of_a_hub_are_told_on_paper_by_their_number_unless_they_are_open(page, bank):
    page.goto(f"{bank}/topics/sharing-nudes/")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    fold = page.locator(".fold").first
    expect(fold.locator("summary")).to_have_text(re.compile(r"\(\d+\)$"))
    expect(fold.locator("summary")).to_be_visible()
    assert not fold.evaluate("(fold) => fold.open")
    expect(fold.locator(".card").first).to_be_hidden()


def test_what_is_only_true_now_is_not_printed(page, bank):
    page.goto(f"{bank}/topics/sharing-nudes/")
    page.emulate_media(media="print")
    hidden = page.locator(".no-print")
    assert hidden.count() > 3
    assert not any(one.is_visible() for one in hidden.all())


@pytest.mark.parametrize(
    ("path", "printed"), [("/case-studies/bail-in-school/", False), ("/resources/nspcc-pants/", True)]
)
def test_a_box_of_what_to_press_is_printed_only_where_it_says_where_to_go(page, bank, path, printed):
    page.goto(bank + path)
    page.emulate_media(media="print")
    assert page.locator(".panel.act").is_visible() == printed


def test_the_numbers_at_the_end_are_never_split_between_two_pages(page, bank):
    page.goto(f"{bank}/case-studies/bail-in-school/")
    page.emulate_media(media="print")
    assert page.locator(".print-help").evaluate("(help) => getComputedStyle(help).breakInside") == "avoid"
    assert page.locator("main h2").first.evaluate("(title) => getComputedStyle(title).breakAfter") == "avoid"
