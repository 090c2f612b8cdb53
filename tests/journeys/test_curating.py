"""What the coordinator does, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.test_every_page import violations
from tests.signing_in import PASSWORD, sign_in_browser

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def curator(page, bank, context, django_user_model):
    """A page signed in to the admin."""
    user = django_user_model.objects.create_superuser("coordinator", password=PASSWORD)
    sign_in_browser(page, bank, user)
    yield page
    # The admin's own autocomplete writes inline styles, which the policy blocks and nothing needs.
    context.complaints[:] = [line for line in context.complaints if "Applying inline style" not in line]


def test_a_coordinator_adds_previews_and_publishes_a_resource(curator, bank):
    page = curator
    page.get_by_role("row", name=re.compile("Resources")).get_by_role("link", name="Add").click()
    page.get_by_label("Title:").fill("Bystander stories for Year 5")
    page.get_by_label("Summary:").fill("Four short stories about stepping in safely.")
    page.get_by_label("Publisher:").fill("A publisher")
    page.get_by_label("Youngest age:").fill("9")
    page.get_by_label("Oldest age:").fill("11")
    page.get_by_label("Lesson pack (several lessons with materials)").check()
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
    expect(page.get_by_text("readers do not see it")).to_be_visible()
    page.get_by_role("link", name="Edit").click()
    page.get_by_role("button", name="Save and publish").click()

    page.goto(f"{bank}/search/?q=bystander+stories&year=y5&ability=mld")
    page.get_by_role("link", name="Bystander stories for Year 5").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bystander stories for Year 5")


def test_a_corrected_number_is_on_every_page_at_once(curator, bank):
    page = curator
    page.goto(f"{bank}/admin/organisations/organisation/?q=childline")
    page.get_by_role("link", name="Childline", exact=True).click()
    page.get_by_label("Telephone:").fill("0800 1112")
    page.get_by_role("button", name="Save", exact=True).click()
    for path in ("/", "/search/", "/organisations/childline/", "/get-help-now/", "/nowhere/"):
        page.goto(bank + path)
        assert page.get_by_text("0800 1112").count() > 0, path
        assert page.get_by_text("0800 1111").count() == 0 or path in ("/get-help-now/",), path
    page.context.complaints.clear()


def test_the_list_of_details_to_check_shrinks_as_they_are_checked(curator, bank):
    page = curator
    page.goto(f"{bank}/admin/organisations/organisation/?todo=check")
    before = page.locator("#result_list tbody tr").count()
    page.locator("#result_list tbody tr").first.get_by_role("checkbox").check()
    page.get_by_label("Action:").select_option(label="Record that the facts were checked today")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_text("Checked today: 1.")).to_be_visible()
    expect(page.locator("#result_list tbody tr")).to_have_count(before - 1)


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/catalogue/entry/?todo=check",
        "/admin/organisations/organisation/",
        "/admin/organisations/organisation/add/",
        "/admin/training/course/add/",
        "/admin/taxonomy/topic/",
        "/admin/search/synonymgroup/",
    ],
)
def test_axe_finds_no_violation_in_the_admin(curator, bank, path):
    curator.goto(bank + path)
    curator.wait_for_load_state("load")
    curator.wait_for_timeout(300)  # the admin's own scripts draw the last controls after loading
    assert violations(curator) == []
