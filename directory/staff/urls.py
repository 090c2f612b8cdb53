"""Those of allauth's addresses that we need, by the names that it knows, and ours beside them."""

from django.contrib import admin
from django.urls import path, re_path

from directory.staff.second_factor import pages
from directory.staff.single_sign_on import pages as single_sign_on

DIRECTORY = (
    r"(?P<provider_id>directory)"  # the only one: docs/operations.md, "Signing in with the council's accounts"
)

urlpatterns = [
    path("login/", admin.site.login, name="account_login"),
    path("second-factor/", pages.Ask.as_view(), name="mfa_authenticate"),
    path("second-factor/confirm/", pages.Confirm.as_view(), name="confirm"),
    path("second-factor/yours/", pages.Yours.as_view(), name="mfa_index"),
    path("second-factor/set-up/", pages.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("second-factor/passkey/", pages.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("second-factor/<int:pk>/remove/", pages.Remove.as_view(), name="remove_factor"),
    path("second-factor/recovery-codes/", pages.NewRecoveryCodes.as_view(), name="new_recovery_codes"),
    re_path(rf"^{DIRECTORY}/sign-in/$", single_sign_on.start, name="openid_connect_login"),
    re_path(rf"^{DIRECTORY}/callback/$", single_sign_on.callback, name="openid_connect_callback"),
]
