"""Ten codes, each of which stands in once for the app. Only their keyed hashes are kept."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from directory.staff.models import RecoveryCode

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else
CODES = 10


@transaction.atomic
def new_codes(*, user):
    """Ten new recovery codes; the old ones end. They can be read only now."""
    codes = ["-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(2)) for _ in range(CODES)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, hashed=code_hash(user, code)) for code in codes)
    return codes


def use(*, user, code):
    """Use up `code`. Returns whether it was one of theirs that was not used before."""
    unused = RecoveryCode.objects.filter(user=user, hashed=code_hash(user, code), used_at=None)
    return bool(unused.update(used_at=timezone.now()))


def left(user):
    """How many `user` can still use."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def code_hash(user, code):
    """The codes are random enough that one keyed hash is a good one."""
    plain = code.lower().replace("-", "").replace(" ", "")
    return salted_hmac(f"directory.staff.recovery {user.pk}", plain, algorithm="sha256").hexdigest()
