"""What must hold on every page in a browser: accessible, no sideways scroll, styled, left at once."""

import json

import pytest

from tests import machine
from tests.addresses import PUBLIC, prepare

AXE = machine.ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def prepared(bank):
    prepare()
    return bank


def violations(page):
    """What axe finds on the page as it stands, of any impact."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(f"axe.run({{runOnly: {json.dumps(STANDARD)}}})")
    return [(item["id"], [node["html"][:150] for node in item["nodes"]]) for item in found["violations"]]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_violation_of_any_impact(page, prepared, context, width):
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for name, address in PUBLIC.items():
        page.goto(prepared + address)
        found[name] = violations(page)
    context.complaints.clear()  # pages that are meant to answer 400 or 404 are reported by the browser
    assert {name: items for name, items in found.items() if items} == {}


@pytest.mark.django_db(transaction=True)
def test_axe_finds_no_violation_with_every_filter_open_and_after_a_live_update(page, prepared):
    page.goto(f"{prepared}/search/?q=consent&kind=organisation")
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    assert violations(page) == []
    page.locator("#sector-special").check()
    page.wait_for_url("**sector=special**")
    assert violations(page) == []


@pytest.mark.django_db(transaction=True)
def test_no_page_scrolls_sideways_at_320_pixels(page, prepared, context):
    page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for name, address in PUBLIC.items():
        page.goto(prepared + address)
        page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(name)
    context.complaints.clear()
    assert wide == []


@pytest.mark.django_db(transaction=True)
def test_every_page_is_styled_and_can_be_left_at_once(page, prepared, context):
    for name, address in PUBLIC.items():
        page.goto(prepared + address)
        background = page.locator(".site-header").evaluate("(header) => getComputedStyle(header).backgroundColor")
        assert background == "rgb(10, 74, 82)", name
        assert page.get_by_role("button", name="Exit this page").count() == 1, name
    context.complaints.clear()
