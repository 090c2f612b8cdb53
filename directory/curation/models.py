"""One change to many entries, and who is checking which entry just now."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.staff.staff_member_field import staff_member
from directory.taxonomy.models import Topic


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


class CheckTurn(models.Model):
    """An entry that somebody is checking, so that nobody else is given the same; or put off, and given to nobody.

    Either ends by itself.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="check_turn")
    by = staff_member()
    until = models.DateTimeField()
    put_off = models.BooleanField(default=False)

    def __str__(self):
        return f"{self.entry_id}: {self.by} until {self.until}"


class TopicMerge(models.Model):
    """One topic that became part of another; its id stands in the history of each entry, so that it can be undone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    into = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    by = staff_member()
    at = models.DateTimeField(default=timezone.now)
    joined = models.BooleanField(default=True, help_text="Searches for one name find the other only since then.")

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"“{self.topic}” into “{self.into}”"
