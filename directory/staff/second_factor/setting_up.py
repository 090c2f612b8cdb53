"""Setting up an app or a passkey, and removing one. Whoever it is about hears of it by email."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction

from directory.staff.models import WrongCodes
from directory.staff.second_factor import proofs, recovery_codes
from directory.staff.second_factor.encryption import encrypt
from directory.staff.signals import account_changed


@transaction.atomic
def set_up_app(*, request, secret, counter):
    """In the place of the one before, if any. Returns the recovery codes to show once."""
    user, kind = request.user, Authenticator.Type.TOTP
    Authenticator.objects.filter(user=user, type=kind).delete()
    Authenticator.objects.create(user=user, type=kind, data={"secret": encrypt(secret), "last_counter": counter})
    WrongCodes.objects.filter(user=user).delete()
    clear_totp_secret(request)
    mark_verified(request, "You set up an authenticator app.")
    return recovery_codes.new_codes(user=user)


@transaction.atomic
def add_passkey(*, request, name, credential):
    """Returns the recovery codes to show once, if there were none."""
    WebAuthn.add(request.user, name, credential)
    mark_verified(request, f"You added the passkey “{name}”.")
    return None if recovery_codes.left(request.user) else recovery_codes.new_codes(user=request.user)


def mark_verified(request, what):
    """From now on this session is verified, under another name than before."""
    proofs.note(request, request.user, "mfa", reauthenticated=True)
    request.session.cycle_key()
    account_changed.send(__name__, user=request.user, what=what)


def remove(*, factor):
    what = (
        f"You removed the passkey “{factor}”." if factor.type == "webauthn" else "You removed your authenticator app."
    )
    factor.delete()
    account_changed.send(__name__, user=factor.user, what=what)
