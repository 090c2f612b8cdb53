"""What keeps the bank right, counted in presses: approving, adding, asking organisations, reviewing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from directory.catalogue.actions.steps import take_step
from directory.catalogue.models import Entry
from directory.curation.adding import admin_pages
from directory.fetching.fetch_outcome import Fetched
from directory.organisations.models import Organisation
from directory.quality.models import ReviewInvitation
from tests.factories import make_resource
from tests.journeys.accessibility import violations
from tests.journeys.counting import CountedPage
from tests.owners.making import asked
from tests.people import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting(bank):
    """Ten lessons that an editor has sent for review."""
    editor = make_user("Editor")
    for number in range(10):
        take_step(step="submit", entry=make_resource(f"Lesson {number}", published=False), by=editor)
    return Entry.objects.filter(title__startswith="Lesson ")


def test_a_curator_approves_ten_entries_at_once(waiting, curator):
    curator.reload()
    page = CountedPage(curator)
    page.click("link", "To review")
    curator.locator("#action-toggle").check()
    page.count += 1
    page.choose("select[name=action]", "Approve and publish")
    page.send("Go", exact=True)
    assert violations(curator) == []
    page.click("button", "Approve and publish: 10 entries")
    expect(curator.get_by_text("Published: 10 entries.")).to_be_visible()
    assert waiting.filter(state="published").count() == 10
    assert page.count == 5
    page.report("approve ten entries")


def test_a_resource_is_added_from_its_web_address_and_published(curator, monkeypatch):
    found = Fetched(
        status=200,
        address="https://example.org/asking-first",
        title="Asking first: consent lessons for Year 9 | Example Trust",
        site="Example Trust",
        description="Lesson plans on consent and healthy relationships for teachers of secondary pupils.",
    )
    monkeypatch.setattr(admin_pages, "fetch", lambda address, limits: found)
    page = CountedPage(curator)
    page.click("link", "From a web address")
    page.fill("Web address:", "https://example.org/asking-first")
    page.send("Read the page")
    assert violations(curator) == []
    page.click("button", "Go on to the form")
    expect(curator.get_by_label("Publisher needed:")).to_have_value("Example Trust")
    page.fill("Summary needed:", "Three lessons about asking before you touch.")
    page.tick("#id_resource_kinds", "Sequence of lessons")
    page.tick("#id_districts", "National")
    page.choose("#id_cost", "Free")
    for group, label in [("sectors", "Secondary ("), ("audiences", "Teaching staff")]:
        if not curator.locator(f"#id_{group} :checked").count():
            page.tick(f"#id_{group}", label)
    expect(curator.locator(".needed-left strong")).to_have_text("0")
    page.send("Save and continue editing")
    draft = Entry.objects.get(url="https://example.org/asking-first")
    assert (draft.state, draft.age_min, draft.age_max) == ("draft", 13, 14)
    page.click("button", "Save, then send for review")
    page.open_more()
    page.click("button", "Save, then approve and publish", exact=True)
    page.fill("Why:", "I am alone this week.")
    page.check("Nobody else can approve it")
    page.send("Approve and publish")
    assert Entry.objects.get(pk=draft.pk).is_published
    page.report("add a resource from its address and publish it")


def test_an_organisation_changes_its_number_without_javascript_and_a_curator_accepts(curator, bank, browser):
    entry = Organisation.objects.get(slug="childline")
    theirs = browser.new_context(java_script_enabled=False).new_page()
    theirs.goto(f"{bank}/confirm/{asked(entry).token}/")
    page = CountedPage(theirs)
    page.click("link", "Change something")
    page.fill("Number or address", "0808 800 5001")
    page.click("button", "Send changes")
    expect(theirs.get_by_role("heading", level=1)).to_contain_text("Thank you")
    page.report("change a number by a link")

    theirs.goto(f"{bank}/organisations/childline/")
    expect(theirs.get_by_role("main")).to_contain_text("0800 1111")  # nothing changes before somebody accepts it
    curator.reload()
    page = CountedPage(curator)
    page.click("link", "Changes sent by organisations")
    page.click("link", "Childline", exact=True)
    assert violations(curator) == []
    page.check("I rang or opened it")
    page.fill("How it answered", "Childline")
    page.click("button", "Accept", exact=True)
    expect(curator.get_by_text("Childline: accepted.")).to_be_visible()
    page.report("accept a change of a number that is called in an incident")
    theirs.reload()
    expect(theirs.get_by_role("main")).to_contain_text("0808 800 5001")
    theirs.context.close()


def test_a_safeguarding_lead_reviews_by_a_link_half_way_and_then_whole(page, bank):
    entry = Entry.objects.get(slug="nspcc-pants-send")
    until = timezone.now() + timedelta(days=9)
    invitation = ReviewInvitation.objects.create(entry=entry, to="dsl@school.example", role="dsl", expires_at=until)
    page.goto(f"{bank}/review/{invitation.token}/")
    assert violations(page) == []
    safe = page.get_by_role("group", name="Safe (must be met)")
    counted = CountedPage(page)
    safe.get_by_label("Not met").check()
    counted.click("button", "Save and come back later")
    expect(page.get_by_text("It does not count until you send it")).to_be_visible()

    page.goto(f"{bank}/review/{invitation.token}/")
    expect(safe.get_by_label("Not met")).to_be_checked()
    criteria = page.locator(".criterion").filter(has_not=page.locator(":checked")).all()
    for group in reversed(criteria):  # each that is answered leaves the list
        group.get_by_label("Met", exact=True).check()
    counted.click("button", "Send my review")
    expect(page.get_by_text("Say why this is not met: Safe.").first).to_be_visible()
    page.context.complaints.clear()  # the browser reports the answer 400
    counted.fill("Note on safe", "One picture shocks.")
    counted.click("button", "Send my review")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. We have your review")
    assert entry.assessments.get().reviews.get().invitation == invitation
    counted.count += 1 + len(criteria)
    counted.report("review by a link, half way and then whole")
