"""A field that names a member of staff."""

from django.conf import settings
from django.db import models


def staff_member(**options):
    """Who did it. Accounts of people who leave are deactivated, so the answer stays."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)
