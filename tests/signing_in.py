"""Signing staff in, with the second factor where it is asked for."""

from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from directory.staff import second_factor

PASSWORD = "made up for a test"


def sign_in(client, user):
    """Sign `user` in, as if they had given every factor."""
    client.force_login(user)
    if second_factor.has_rights_that_need_one(user):
        device = second_factor.device_of(user) or TOTPDevice.objects.create(user=user, name="App", confirmed=True)
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session.save()
    return client


def sign_in_browser(page, address, user, password=PASSWORD):
    """Sign in through the forms, as people do."""
    device, _ = TOTPDevice.objects.get_or_create(user=user, defaults={"name": "App", "confirmed": True})
    page.goto(f"{address}/admin/")
    page.get_by_label("Username").fill(user.get_username())
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    page.get_by_label("Code").fill(code_of(device))
    page.get_by_role("button", name="Continue").click()


def code_of(device):
    """The code that the app shows now."""
    return f"{totp(device.bin_key):06d}"
