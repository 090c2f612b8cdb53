"""Links that let somebody without an account do one thing, for a while.

The link is signed with the site's secret key and not kept, so a copy of the database opens nothing, and a reminder
can hold the same link again. Opening one changes nothing: mail scanners open every link. Only a posted form does.
"""

import re
from uuid import UUID, uuid4

from django.core.signing import BadSignature, Signer
from django.db import models
from django.utils import timezone

from directory.staff.staff_member_field import staff_member

TOKEN = re.compile(r"([0-9a-f]{32})([A-Za-z0-9_-]{43})")


class SecretLinkQuerySet(models.QuerySet):
    def open(self, now=None):
        """Those that still do something."""
        return self.filter(revoked_at=None, used_at=None, expires_at__gt=now or timezone.now())

    def with_token(self, token):
        """The open link with this token, or None: a stranger learns no more than that."""
        uuid = uuid_signed(token, self.model)
        return self.open().filter(uuid=uuid).first() if uuid else None

    def used_with_token(self, token):
        """The link with this token, if it has done what it is for: who presses twice is not told that it is dead."""
        uuid = uuid_signed(token, self.model)
        return self.filter(uuid=uuid, used_at__isnull=False).first() if uuid else None


class SecretLink(models.Model):
    """A link sent to `to`. Each subclass is one purpose: the token of one opens no other."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    to = models.EmailField("email address")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = staff_member(null=True, blank=True, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SecretLinkQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def token(self):
        return self.uuid.hex + signature(self.uuid, type(self))


def signature(uuid, purpose):
    return Signer(salt=purpose._meta.label).signature(uuid.hex)


def uuid_signed(token, purpose):
    """The identifier in a token, or None where this site did not sign it for this purpose."""
    found = TOKEN.fullmatch(token)
    if not found:
        return None
    try:
        Signer(salt=purpose._meta.label).unsign(":".join(found.groups()))
    except BadSignature:
        return None
    return UUID(found[1])
