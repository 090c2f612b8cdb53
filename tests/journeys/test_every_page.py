"""What must hold on every page in a browser: accessible, no sideways scroll, styled, left at once."""

import pytest

from tests.addresses import PUBLIC, prepare
from tests.journeys.accessibility import AAA, give_room, open_all, some_ways, violations, violations_everywhere
from tests.journeys.ways import width_of

PARTS = 4  # which run side by side


@pytest.fixture
def prepared(bank):
    prepare()
    return bank


def problems_of(page, address, ways):
    """What is wrong with a page, which is opened once for all the ways that it can be laid out."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    background = page.locator(".site-header").evaluate("(header) => getComputedStyle(header).backgroundColor")
    if background != "rgb(10, 74, 82)":
        yield "not styled"
    if page.get_by_role("button", name="Exit this page").count() != 1:
        yield "cannot be left at once"
    yield from violations_everywhere(page, AAA, ways)
    open_all(page)
    if width_of(page) > 320:
        yield "scrolls sideways"
    give_room(page)
    if width_of(page) > 320:
        yield "scrolls sideways with more room between letters"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible_styled_and_left_at_once_and_never_scrolls_sideways(page, prepared, context, part):
    pages = [(some_ways(number), *item) for number, item in enumerate(PUBLIC.items())][part::PARTS]
    found = {name: [*problems_of(page, prepared + address, ways)] for ways, name, address in pages}
    context.complaints.clear()  # pages that are meant to answer 400 or 404 are reported by the browser
    assert {name: problems for name, problems in found.items() if problems} == {}


@pytest.mark.django_db(transaction=True)
def test_axe_finds_no_violation_with_every_filter_open_and_after_a_live_update(page, prepared):
    page.goto(f"{prepared}/search/?q=consent&kind=organisation")
    open_all(page)
    assert violations(page) == []
    page.locator("#sector-special").check()
    page.wait_for_url("**sector=special**")
    assert violations(page) == []
