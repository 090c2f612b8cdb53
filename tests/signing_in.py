"""Signing staff in, with the second factor where it is asked for."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value

from directory.staff.second_factor import rules
from directory.staff.second_factor.encryption import decrypt, encrypt

PASSWORD = "made up for a test"


def sign_in(client, user):
    """Sign `user` in, as if they had just given every factor, and been asked for it again."""
    client.force_login(user)
    method = "mfa" if rules.has_rights_that_need_one(user) else "password"
    if method == "mfa":
        app_of(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": method, "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def sign_in_long_ago(client, user):
    """As `sign_in`, but too long ago for what matters: that asks again."""
    sign_in(client, user)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 60 * 60
    session["signed_in_at"] = time.time() - 60 * 60
    session.save()
    return client


def sign_in_browser(page, address, user, password=PASSWORD):
    """Sign in through the forms, as people do."""
    app = app_of(user)
    page.goto(f"{address}/admin/")
    page.get_by_label("Username").fill(user.get_username())
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    page.get_by_label("Code").fill(code_of(app))
    page.get_by_role("button", name="Continue").click()


def app_of(user):
    """The authenticator app of `user`, which they have set up by now."""
    data = {"secret": encrypt(generate_totp_secret())}
    return Authenticator.objects.get_or_create(user=user, type="totp", defaults={"data": data})[0]


def code_of(app):
    """The code that the app shows now."""
    return code_for(decrypt(app.data["secret"]))


def code_for(secret):
    """The code of now that belongs to the key."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
