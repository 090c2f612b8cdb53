"""A passkey in a real browser, with a device that Chromium makes up."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import violations
from tests.journeys.ways import width_of
from tests.signing_in import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

DEVICE = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}


def test_a_curator_adds_a_passkey_signs_out_and_signs_in_with_it(page, bank, context, django_user_model):
    django_user_model.objects.create_superuser("newcomer", password=PASSWORD)
    browser = context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    options = {**DEVICE, "hasResidentKey": True, "automaticPresenceSimulation": True}
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    give_password(page, bank)
    page.get_by_role("link", name="use a passkey instead").click()
    page.get_by_label("Name").fill("Work laptop")
    keeps_nobody_out(page)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("We will not show them again.")).to_be_visible()
    page.get_by_role("link", name="I have saved my codes").click()
    page.get_by_role("link", name="How I sign in").click()
    expect(page.get_by_text("Work laptop, added on")).to_be_visible()
    keeps_nobody_out(page)

    page.get_by_role("button", name="Sign out").click()
    give_password(page, bank)
    expect(page).to_have_url(re.compile("/second-factor/$"))
    keeps_nobody_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="To do")).to_be_visible()

    page.goto(f"{bank}/admin/second-factor/recovery-codes/")
    keeps_nobody_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Make new codes").click()
    expect(page.get_by_text("We will not show them again.")).to_be_visible()


def give_password(page, bank):
    page.goto(f"{bank}/admin/")
    page.get_by_label("Username").fill("newcomer")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def keeps_nobody_out(page):
    """On a narrow screen, by any means."""
    page.set_viewport_size({"width": 320, "height": 800})
    assert width_of(page) <= 320
    assert violations(page) == []
