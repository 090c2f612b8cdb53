"""What allauth asks us."""

from io import BytesIO

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe

from directory.staff.second_factor import encryption, proofs, rules


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_login_stages(self):
        return ["directory.staff.second_factor.adapters.AskForSecondFactor"]

    def login(self, request, user):
        user.backend = "django.contrib.auth.backends.ModelBackend"  # whichever way somebody came
        super().login(request, user)

    def add_message(self, request, *args, **options):
        """Our pages say themselves what happened."""

    def pre_login(self, request, user, *, signal_kwargs=None, **options):
        """What the directory has shown counts from the start: it decides whether we ask for a second factor."""
        if came_from_directory := (signal_kwargs or {}).get("sociallogin"):
            proofs.note_directory(request, user, came_from_directory)
        return super().pre_login(request, user, signal_kwargs=signal_kwargs, **options)

    def respond_user_inactive(self, request, user):
        return redirect("admin:login")

    def is_safe_url(self, url):
        host, secure = self.request.get_host(), self.request.is_secure()
        return url_has_allowed_host_and_scheme(url, {host}, require_https=secure)

    def is_reauthentication_required(self, *, app, **options):
        return not proofs.may_change_factors(self.request)

    def get_reauthentication_methods(self, user):
        return [{"id": "confirm", "description": "Confirm that it is you", "url": reverse("confirm")}]


class FactorAdapter(DefaultMFAAdapter):
    encrypt = staticmethod(encryption.encrypt)
    decrypt = staticmethod(encryption.decrypt)

    def _get_site_name(self):
        return settings.MFA_TOTP_ISSUER

    def generate_authenticator_name(self, user, type):  # noqa: A002 (allauth's name)
        return f"Passkey {rules.factors_of(user).filter(type=type).count() + 1}"

    def build_totp_svg(self, url):
        """A QR code as SVG without styles, which the security policy would block."""
        out, looks = BytesIO(), {"scale": 5, "border": 2, "xmldecl": False, "svgns": True, "nl": False}
        segno.make(url).save(out, kind="svg", title="QR code to scan", **looks)
        return mark_safe(out.getvalue().decode())  # noqa: S308 (drawn here from numbers)


class AskForSecondFactor(AuthenticateStage):
    """Between the password and the desk. Whoever the directory asked for a second factor is not asked again."""

    def _should_handle(self, request):
        user = self.login.user
        return bool(user) and rules.has_one(user) and not proofs.directory_gave_second_factor(request, user)
