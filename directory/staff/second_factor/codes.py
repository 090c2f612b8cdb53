"""Codes of an app, and the wait after wrong ones. Both are kept in the database, so they hold for every process."""

import logging
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cryptography.fernet import InvalidToken
from django.utils import timezone

from directory.staff.models import WrongCodes
from directory.staff.second_factor import recovery_codes
from directory.staff.second_factor.encryption import decrypt

LONGEST_WAIT = 60 * 60  # seconds
APP = Authenticator.Type.TOTP
logger = logging.getLogger(__name__)


def take(*, user, code):
    """Whether `code` is right, of the app or for recovery. It is then used up; a wrong one makes the next wait."""
    if not may_try(user):
        return False
    right = take_of_app(user, code) or recovery_codes.use(user=user, code=code)
    if right:
        WrongCodes.objects.filter(user=user).delete()
    return right


def may_try(user):
    """Count a wrong code in advance, unless `user` has to wait: so of two tries at once only one is looked at."""
    now = timezone.now()
    wrong, _ = WrongCodes.objects.get_or_create(user=user, defaults={"free_at": now})
    count = wrong.count + 1
    free = WrongCodes.objects.filter(pk=wrong.pk, count=wrong.count, free_at__lte=now)
    return bool(free.update(count=count, free_at=now + wait_after(count)))


def wait_after(count):
    return timedelta(seconds=min(2 ** min(count - 1, 30), LONGEST_WAIT))


def wait_for(user):
    """Seconds until the next code of `user` counts; 0 if it does now."""
    free_at = (
        WrongCodes.objects.filter(user=user, free_at__gt=timezone.now()).values_list("free_at", flat=True).first()
    )
    return max(1, round((free_at - timezone.now()).total_seconds())) if free_at else 0


def take_of_app(user, code):
    app = Authenticator.objects.filter(user=user, type=APP).first()
    counter = counter_of(secret_of(app), code) if app else None
    if counter is None or counter <= app.data.get("last_counter", 0):
        return False
    app.data["last_counter"], app.last_used_at = counter, timezone.now()
    app.save(update_fields=["data", "last_used_at"])
    return True


def secret_of(app):
    """The key that the app has too; none if SECRET_KEY is no longer what it was encrypted with."""
    try:
        return decrypt(app.data["secret"])
    except InvalidToken:
        logger.error("The second factor of account %s cannot be read: SECRET_KEY has changed.", app.user_id)
        return None


def counter_of(secret, code):
    """The half minute whose code this is, of those that count now; None if it is a wrong one."""
    digits = code.replace(" ", "")
    if secret is None or not (len(digits) == 6 and digits.isascii() and digits.isdigit()):
        return None
    now = yield_hotp_counters_from_time()
    return next((counter for counter in now if format_hotp_value(hotp_value(secret, counter)) == digits), None)
