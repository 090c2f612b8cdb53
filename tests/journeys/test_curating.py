"""What the coordinator does, in a real browser."""

import re
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from directory.catalogue.models import Entry
from directory.freshness.models import Link
from directory.inbox.models import Message
from directory.organisations.models import Organisation
from tests.journeys.accessibility import violations
from tests.journeys.counting import CountedPage
from tests.signing_in import PASSWORD, code_for, sign_in_browser

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_coordinator_adds_previews_and_publishes_a_resource(curator, bank):
    page = curator
    page.get_by_role("row", name=re.compile("Resources")).get_by_role("link", name="Add").click()
    page.get_by_label("Title needed:").fill("Bystander stories for Year 5")
    page.get_by_label("Summary needed:").fill("Four short stories about stepping in safely.")
    page.get_by_label("Publisher needed:").fill("A publisher")
    page.get_by_label("Youngest age needed:").fill("9")
    page.get_by_label("Oldest age needed:").fill("11")
    page.get_by_label("Sequence of lessons with materials").check()
    for field, label in [("sectors", "Primary ("), ("abilities", "(MLD)"), ("audiences", "Teaching staff")]:
        page.locator(f"#id_{field}").get_by_label(label).check()
    page.locator("#id_topics").get_by_label("Being an active bystander").check()
    page.locator("#id_districts").get_by_role("button", name="Tick all").click()
    page.locator("#id_cost").select_option(label="Free")
    page.get_by_role("button", name="Save and continue editing").click()

    page.goto(f"{bank}/search/?q=bystander+stories")
    expect(page.locator("#results")).not_to_contain_text("Four short stories")
    page.go_back()
    page.get_by_role("link", name="Preview the page").click()
    expect(page.get_by_text("Readers cannot see this entry")).to_be_visible()
    page.get_by_role("link", name="Edit").click()
    page.get_by_role("button", name="Save, then send for review").click()
    page.locator(".more-steps summary").click()  # whoever sent it is first offered to take it back
    page.get_by_role("button", name="Save, then approve and publish", exact=True).click()
    expect(page.get_by_text("This is your own work")).to_be_visible()
    page.get_by_label("Why:").fill("Nobody else looks after the bank this week.")
    page.get_by_label("Nobody else can approve it").check()
    page.get_by_role("button", name="Approve and publish").click()

    page.goto(f"{bank}/search/?q=bystander+stories&year=y5&ability=mld")
    page.get_by_role("link", name="Bystander stories for Year 5", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bystander stories for Year 5")


def test_a_corrected_number_is_on_every_page_at_once(curator, bank):
    page = curator
    page.goto(f"{bank}/admin/organisations/organisation/?q=childline")
    page.get_by_role("link", name="Childline", exact=True).click()
    page.get_by_label("Number or address:").first.fill("0808 800 5001")
    page.get_by_role("button", name="Save", exact=True).click()
    for path in ("/", "/search/", "/organisations/childline/", "/get-help-now/", "/nowhere/"):
        page.goto(bank + path)
        assert page.get_by_text("0808 800 5001").count() > 0, path
        assert page.get_by_text("0800 1111").count() == 0 or path in ("/get-help-now/",), path
    page.context.complaints.clear()


def test_the_list_of_details_to_check_shrinks_as_they_are_checked(curator, bank):
    page = curator
    page.goto(f"{bank}/admin/organisations/organisation/?todo=check")
    before = page.locator("#result_list tbody tr").count()
    page.locator("#result_list tbody tr").first.get_by_role("checkbox").check()
    page.get_by_label("Action:").select_option(label="Record that the facts were checked today")
    page.get_by_role("button", name="Go").click()
    page.get_by_role("button", name="Yes, all of them were checked today").click()
    expect(page.get_by_text("Checked today: 1.")).to_be_visible()
    expect(page.locator("#result_list tbody tr")).to_have_count(before - 1)


def test_a_stale_save_shows_both_texts_and_loses_nothing(curator, bank, browser, context, django_user_model):
    colleague = browser.new_context().new_page()
    other = django_user_model.objects.create_superuser("colleague", password=PASSWORD)
    sign_in_browser(colleague, bank, other)
    address = f"{bank}/admin/organisations/organisation/{Organisation.objects.get(slug='childline').pk}/change/"
    for page in (curator, colleague):
        page.goto(address)
    colleague.get_by_label("How to refer:").fill("Call them")
    colleague.get_by_role("button", name="Save", exact=True).click()
    curator.get_by_label("How to refer:").fill("Call or text them")
    curator.get_by_role("button", name="Save", exact=True).click()
    expect(curator.get_by_text("Nothing is saved yet. colleague changed this while you had it open")).to_be_visible()
    question = curator.get_by_role("group", name="How to refer: you both changed this")
    expect(question).to_contain_text("Call them")
    expect(question).to_contain_text("Call or text them")
    expect(curator.get_by_label("How to refer:")).to_have_value("Call or text them")
    assert violations_of_all(curator) == []
    question.get_by_label("Keep yours, as it stands in the form").check()
    with curator.expect_navigation():
        curator.get_by_role("button", name="Save", exact=True).click()
    assert Organisation.objects.get(slug="childline").referral_route == "Call or text them"
    colleague.context.close()


# The coordinator's three daily jobs: each says how many clicks and fields it took.


def test_a_suggestion_is_approved(curator, bank):
    Message.objects.create(purpose="suggestion", title="A new pack", url="https://example.org/new", kind="guidance")
    page = CountedPage(curator)
    page.click("link", "Suggestions")
    page.click("link", "A new pack")
    page.click("button", "Make a draft from this")
    page.fill("Summary needed:", "What changes for schools this term.")
    page.fill("Youngest age needed:", "4")
    page.fill("Oldest age needed:", "18")
    for field, label in [("sectors", "Primary ("), ("abilities", "Working at"), ("audiences", "Teaching staff")]:
        page.tick(f"#id_{field}", label)
    page.tick("#id_topics", "Consent")
    page.tick("#id_districts", "National")
    page.choose("#id_cost", "Free")
    page.fill("What to do needed:", "Read it.")
    page.click("button", "Save, then send for review")
    page.open_more()
    page.click("button", "Save, then approve and publish", exact=True)
    page.fill("Why:", "I am alone this week.")
    page.check("Nobody else can approve it")
    page.send("Approve and publish")
    assert Entry.objects.get(title="A new pack").is_published
    page.report("approve a suggestion")


def test_a_dead_link_is_mended(curator, bank):
    entry = Organisation.objects.get(slug="childline")
    Link.objects.create(entry_id=entry.pk, address=entry.url, state="broken")
    Entry.objects.filter(pk=entry.pk).update(unreachable_since=timezone.localdate())
    curator.goto(f"{bank}/admin/")
    page = CountedPage(curator)
    page.click("link", "Broken links")
    page.click("link", "Childline", exact=True)
    page.fill("Web address:", "https://www.childline.org.uk/right/")
    page.send("Save", exact=True)
    assert Organisation.objects.get(pk=entry.pk).url == "https://www.childline.org.uk/right/"
    page.report("mend a dead link")


def test_a_telephone_number_is_checked_again(curator, bank):
    Entry.objects.filter(kind="organisation", slug="childline").update(review_due_on=date(2026, 1, 1))
    curator.goto(f"{bank}/admin/")
    page = CountedPage(curator)
    page.click("link", "Review overdue")
    page.click("link", "Childline", exact=True)
    curator.locator(".field-checked_on .datetimeshortcuts a").first.click()
    page.count += 1
    page.send("Save", exact=True)
    entry = Entry.objects.get(slug="childline")
    assert (entry.checked_on, entry.is_overdue) == (timezone.localdate(), False)
    page.report("check a telephone number again")


def test_ten_numbers_are_checked_with_one_click_each(curator, bank):
    curator.goto(f"{bank}/admin/")
    page = CountedPage(curator)
    page.click("link", "Check details, one by one")
    seen = []
    for number in range(1, 11):
        expect(curator.locator(".check-progress")).to_contain_text(f"{number} of ")
        seen.append(curator.url)
        if number == 1:
            assert violations(curator) == []
        page.click("button", "Right", exact=True)
    expect(curator.locator(".check-progress")).to_contain_text("11 of ")
    assert len(set(seen)) == 10
    assert page.count == 11
    assert Entry.objects.filter(checked_on=timezone.localdate(), revisions__action="checked").count() == 10
    page.report("check ten numbers")


def test_the_second_factor_is_set_up_with_an_app_and_a_picture(page, bank, context, django_user_model):
    django_user_model.objects.create_superuser("newcomer", password=PASSWORD)
    page.goto(f"{bank}/admin/")
    page.get_by_label("Username").fill("newcomer")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("img", name="QR code to scan")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Code").fill(code_for(page.locator("li code").inner_text().replace(" ", "")))
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("We will not show them again.")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="I have saved my codes").click()
    expect(page.get_by_role("heading", name="To do")).to_be_visible()


def test_the_desk_works_by_keyboard_alone(curator, bank):
    curator.goto(f"{bank}/admin/")
    curator.get_by_label("Find an entry").focus()
    curator.keyboard.type("childline")
    curator.keyboard.press("Enter")
    curator.get_by_role("link", name="Childline", exact=True).focus()
    curator.keyboard.press("Enter")
    expect(curator.get_by_label("Title needed:")).to_have_value("Childline")
    curator.get_by_role("link", name="History").focus()
    curator.keyboard.press("Enter")
    expect(curator.get_by_role("button", name="Compare versions")).to_be_visible()


def violations_of_all(page):
    """What axe finds where the page ends: higher up, the bar of buttons lies over whatever is scrolled below it."""
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    return violations(page)


def test_axe_finds_no_violation_in_a_bulk_edit(curator, bank):
    curator.goto(f"{bank}/admin/catalogue/entry/?kind__exact=guidance")
    curator.locator("#action-toggle").check()
    curator.get_by_label("Action:").select_option(label="Change these entries in bulk")
    curator.get_by_role("button", name="Go").click()
    curator.locator("#id_add_sectors").get_by_label("Middle").check()
    curator.get_by_role("button", name="Show what would change").click()
    change = curator.get_by_role("button", name=re.compile("Change these . entries"))
    expect(change).to_be_visible()
    assert violations(curator) == []
    change.click()
    curator.get_by_role("link", name="Undo this change").click()
    curator.get_by_role("button", name="Undo").click()
    expect(curator.get_by_text("Undone for")).to_be_visible()
