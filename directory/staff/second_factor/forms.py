from allauth.mfa.totp.internal.auth import get_totp_secret
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError

from directory.staff.second_factor import codes, proofs

WRONG_PASSKEY = "That passkey could not be checked. Try again, or use a code."


class CodeForm(forms.Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        max_length=20,
        label="Code",
        help_text="Six digits from your authenticator app, or one of your recovery codes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )
    again = None  # whether somebody is asked who has signed in already

    def __init__(self, *args, user, request, **options):
        self.user, self.request = user, request
        super().__init__(*args, **options)

    def clean_code(self):
        if codes.wait_for(self.user):
            raise wrong_code(self.user)
        if not codes.take(user=self.user, code=self.cleaned_data["code"]):
            note_failure(self.request, self.user)
            raise wrong_code(self.user)
        return self.cleaned_data["code"]

    def save(self):
        proofs.note(self.request, self.user, "mfa", reauthenticated=self.again)


class CodeAgainForm(CodeForm):
    again = True


class PasswordAgainForm(forms.Form):
    password = forms.CharField(
        label="Password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )

    def __init__(self, *args, user, request, **options):
        self.user, self.request = user, request
        super().__init__(*args, **options)

    def clean_password(self):
        given = {"username": self.user.get_username(), "password": self.cleaned_data["password"]}
        if authenticate(self.request, **given) != self.user:
            raise ValidationError("That password is wrong.")
        return given["password"]

    def save(self):
        proofs.note(self.request, self.user, "password", reauthenticated=True)


class AppForm(forms.Form):
    """The first code of a new app. Its key stays the same until then, so that looking twice changes nothing."""

    code = forms.CharField(
        max_length=20,
        label="Code",
        help_text="The six digits that the app shows.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )

    def __init__(self, *args, user, **options):
        self.user, self.secret = user, get_totp_secret()
        super().__init__(*args, **options)

    def clean_code(self):
        if codes.wait_for(self.user) or not codes.may_try(self.user):
            raise wrong_code(self.user)
        self.counter = codes.counter_of(self.secret, self.cleaned_data["code"])
        if self.counter is None:
            raise wrong_code(self.user)
        return self.cleaned_data["code"]


class CredentialField(forms.JSONField):
    """Whatever a browser sends as its answer, it is taken or refused in words, and never shown again."""

    widget = forms.HiddenInput

    def to_python(self, value):
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as problem:
            raise ValidationError(WRONG_PASSKEY) from problem

    def bound_data(self, data, initial):
        return None


class Passkey(forms.Form):
    credential = CredentialField()

    def __init__(self, *args, request, **options):
        self.request = request
        super().__init__(*args, **options)

    def clean_credential(self):
        try:
            return super().clean_credential()
        except Exception as problem:
            note_failure(self.request, self.user)
            raise ValidationError(WRONG_PASSKEY) from problem


class PasskeyForm(Passkey, webauthn.AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(Passkey, webauthn.ReauthenticateWebAuthnForm):
    pass


class NewPasskeyForm(webauthn.AddWebAuthnForm):
    name = forms.CharField(
        label="Name", max_length=60, required=False, help_text="What you call the device, such as “Work laptop”."
    )
    credential = CredentialField()

    def clean(self):
        try:
            return super().clean()
        except Exception as problem:
            raise ValidationError(WRONG_PASSKEY) from problem


def wrong_code(user):
    seconds = codes.wait_for(user)
    wait = f" Wait {seconds} second{'s' * (seconds > 1)} before the next try." if seconds else ""
    return ValidationError(f"That code is wrong or has already been used.{wait}")


def note_failure(request, user):
    """As after a wrong password: it is logged, and too many make the address wait."""
    user_login_failed.send(__name__, credentials={"username": user.get_username()}, request=request)
