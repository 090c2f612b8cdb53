"""One change to many entries."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from directory.staff.staff_member_field import staff_member


class BulkEdit(models.Model):
    """One change to many entries; its id stands in the history of each, so that it can be undone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    by = staff_member()
    at = models.DateTimeField(default=timezone.now)
    what = models.TextField(help_text="What was changed, in words.")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return self.what
