"""The second factor: codes from an authenticator app, and recovery codes for the day the telephone is lost."""

import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp import login as remember_device
from django_otp.plugins.otp_totp.models import TOTPDevice

from directory.staff.models import RecoveryCode
from directory.staff.signals import second_factor_given, second_factor_refused

GROUPS = {"Reviewer", "Curator", "Administrator"}  # who must have one: they change what readers go by
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else
CODES = 10


def is_required(user):
    """Whether `user` has to give a second factor: by their role, or because they have set one up."""
    return device_of(user) is not None or (settings.SECOND_FACTOR_REQUIRED and has_rights_that_need_one(user))


def has_rights_that_need_one(user):
    return user.is_superuser or user.groups.filter(name__in=GROUPS).exists()


def device_of(user):
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def unconfirmed_device_of(user):
    """The device being set up: the same one until it is confirmed, so that looking twice changes nothing."""
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, name="Authenticator app", confirmed=False)


@transaction.atomic
def confirm(*, request, device, code):
    """Take the first code of a new device. Returns the recovery codes to show once, or None if the code is wrong."""
    if not device.verify_token(parse_code(code)):
        return None
    TOTPDevice.objects.filter(user=request.user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save()
    mark_verified(request, device)
    return new_codes(user=request.user)


@transaction.atomic
def verify(*, request, code):
    """Take a code of the app or a recovery code; wrong ones make the next wait. Returns whether it was right."""
    device = TOTPDevice.objects.select_for_update().filter(user=request.user, confirmed=True).first()
    if device is None:
        return False
    if not device.verify_is_allowed()[0]:
        return False
    if not (
        device.verify_token(parse_code(code)) if parse_code(code) is not None else use_recovery_code(device, code)
    ):
        second_factor_refused.send(verify, request=request, user=request.user)
        return False
    mark_verified(request, device)
    return True


def wait_for(device):
    """Seconds until the next try with this device counts; 0 if it does now."""
    allowed, why = device.verify_is_allowed() if device else (True, None)
    return 0 if allowed else max(1, int((why["locked_until"] - timezone.now()).total_seconds()))


def parse_code(code):
    digits = code.replace(" ", "")
    return int(digits) if len(digits) == 6 and digits.isascii() and digits.isdigit() else None


def use_recovery_code(device, code):
    used = RecoveryCode.objects.filter(user=device.user, hashed=code_hash(device.user, code), used_at=None).update(
        used_at=timezone.now()
    )
    if used:
        device.throttle_reset()
    else:
        device.throttle_increment()
    return bool(used)


@transaction.atomic
def new_codes(*, user):
    """Ten new recovery codes; the old ones end. They can be read only now."""
    codes = ["-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(2)) for _ in range(CODES)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, hashed=code_hash(user, code)) for code in codes)
    return codes


def code_hash(user, code):
    """The codes are random enough that one keyed hash is a good one."""
    plain = code.lower().replace("-", "").replace(" ", "")
    return salted_hmac(f"directory.staff.recovery {user.pk}", plain, algorithm="sha256").hexdigest()


def mark_verified(request, device):
    """From now on this session is verified, under another name than before."""
    remember_device(request, device)
    request.session.cycle_key()
    second_factor_given.send(mark_verified, request=request, user=request.user)


@transaction.atomic
def reset(*, user):
    """Take the second factor from `user`, whose telephone is lost: they set up a new one when they next sign in."""
    TOTPDevice.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
