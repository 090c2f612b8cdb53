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
    change = models.JSONField(default=dict, help_text="The change itself. See `bulk_edits`.")
    ids = models.JSONField(default=list, help_text="The entries chosen, in the order in which they are changed.")
    handled = models.PositiveIntegerField(default=0, help_text="How many of them were looked at.")
    left_out = models.JSONField(default=list, help_text="[id, title, reasons] of each that was not changed.")

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return self.what

    @property
    def is_unfinished(self):
        """It was stopped before the last of its entries."""
        return self.handled < len(self.ids) and not self.undone_at
