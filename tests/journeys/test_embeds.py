"""A school shows a box of ours on its own website, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.addresses import BOXES
from tests.journeys.accessibility import violations
from tests.journeys.ways import width_of

pytestmark = pytest.mark.django_db(transaction=True)
SCHOOL = "https://school.example.org/"


@pytest.fixture
def school(context, page, bank):
    """Opens a page of a school's website that has one of our pages in a frame."""
    # Our bank is on this machine here, which a browser shows to no website unless it may.
    context.grant_permissions(["local-network-access"], origin=SCHOOL)

    def open_with(path):
        body = (
            f"<!DOCTYPE html><title>Our school</title><iframe src='{bank}{path}' title='Help' width='300'></iframe>"
        )
        page.unroute_all()
        page.route(f"{SCHOOL}**", lambda route: route.fulfill(body=body, content_type="text/html"))
        page.goto(SCHOOL)
        return page.frame_locator("iframe")

    yield open_with
    context.strangers[:] = [address for address in context.strangers if not address.startswith(SCHOOL)]


def test_a_website_of_a_school_shows_a_box_and_no_other_page(school, page, context, bank):
    for path in BOXES.values():
        expect(school(path).get_by_role("link", name="999").first).to_be_visible()
    context.complaints.clear()  # a box that is gone answers 404
    with context.expect_page() as opened:
        school("/embed/who-do-i-call/").get_by_role("link", name="Answer five questions").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Who do I call?")
    assert opened.value.evaluate("window.opener") is None
    assert context.cookies() == []
    for path in ("/", "/get-help-now/", "/embed/"):
        with context.expect_event("console", lambda line: "frame-ancestors" in line.text):
            school(path)
        page.wait_for_function("frames.length === 1")
        assert not page.frames[1].url.startswith(f"{bank}{path}"), path
        context.complaints.clear()


def test_boxes_are_accessible_and_fit_into_a_narrow_column(page, bank, context):
    found = {}
    for name, path in BOXES.items():
        page.set_viewport_size({"width": 240, "height": 600})
        page.goto(bank + path)
        page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        found[name] = violations(page)
        if width_of(page) > 240:
            found[name].append("scrolls sideways")
        page.emulate_media(forced_colors="active")
        found[name] += violations(page)
        page.emulate_media(forced_colors="none")
    context.complaints.clear()  # a box that is gone answers 404
    assert {name: problems for name, problems in found.items() if problems} == {}
