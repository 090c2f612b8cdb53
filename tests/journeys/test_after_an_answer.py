"""Pages as they are once somebody has sent something: what is wrong has the focus, and all of it is accessible."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from directory.catalogue.models import Entry
from directory.inbox import forms as inbox_forms
from directory.quality.models import ReviewInvitation
from tests.addresses import PUBLIC, prepare
from tests.journeys.accessibility import AAA, violations_everywhere

pytestmark = pytest.mark.django_db(transaction=True)

# The form of a page, and the button that sends it as it is, where there is one.
SENT_EMPTY = {
    "who do I call": "Show me who to call",
    "suggest": "Send suggestion",
    "report a problem": "Send report",
    "contribute": "Send the case study",
    "what a group learnt": "Send",
    "email about what is new": "Ask for the email",
    "lists": "Open list",
    "review": "Send my review",
}
REFUSED = [name for name in PUBLIC if name.endswith(("not understood", "nothing chosen"))]
# Of the links of a summary, those that lead to no field which is said to be wrong. `#form` is all of the form.
MISLED = """links => links.map(link => link.getAttribute("href")).filter(href => {
    const field = document.getElementById(href.slice(1));
    return href[0] === "#" && !["#form", "#q", "#questions"].includes(href) && !field?.closest("[aria-invalid=true]");
})"""


@pytest.fixture
def addresses(bank):
    prepare()
    entry = Entry.objects.get(slug="nspcc-pants-send")
    until = timezone.now() + timedelta(days=9)
    invitation = ReviewInvitation.objects.create(entry=entry, to="dsl@school.example", role="dsl", expires_at=until)
    more = {"suggest": "/suggest/", "review": f"/review/{invitation.token}/"}
    return {name: bank + address for name, address in {**PUBLIC, **more}.items()}


def problems_of_the_summary(page):
    summary = page.locator(".govuk-error-summary")
    if not page.evaluate("document.activeElement.matches('.govuk-error-summary')"):
        yield "its summary has not the focus"
    if not page.title().startswith("Error: "):
        yield "its title does not say that something is wrong"
    if not summary.get_by_role("link").count():
        yield "its summary leads nowhere"
    yield from summary.get_by_role("link").evaluate_all(MISLED)


def test_what_is_wrong_has_the_focus_and_leads_to_each_field(page, addresses, context, monkeypatch):
    monkeypatch.setattr(inbox_forms, "QUICKEST", -1)  # no person is as quick as a browser
    found = {}
    for name, button in {**SENT_EMPTY, **dict.fromkeys(REFUSED)}.items():
        page.goto(addresses[name])
        if button:
            with page.expect_navigation():
                page.locator("main form").get_by_role("button", name=button, exact=True).click()
        found[name] = [*problems_of_the_summary(page)]
        if button:  # the others are pages of their own
            found[name] += violations_everywhere(page, AAA)
    context.complaints.clear()  # each answers 400, as it should
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_what_readers_do_leaves_pages_accessible(page, addresses):
    found = {}
    page.goto(addresses["who do I call"])
    for name, value in {
        "danger": "no",
        "what": "violence",
        "harmed": "10-12",
        "other": "13-15",
        "home": "tamworth",
    }.items():
        page.locator(f"input[name={name}][value='{value}']").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Show me who to call").click()
    found["answers"] = violations_everywhere(page, AAA)
    page.goto(addresses["search"])
    page.locator("#q").press_sequentially("consent")
    expect(page.get_by_role("option").first).to_be_visible()
    found["suggestions"] = violations_everywhere(page, AAA)
    page.goto(addresses["resource"])
    page.get_by_role("link", name=re.compile("^Save")).first.click()
    expect(page.get_by_role("link", name=re.compile("^Saved")).first).to_be_visible()
    found["saved"] = violations_everywhere(page, AAA)
    assert {name: problems for name, problems in found.items() if problems} == {}
