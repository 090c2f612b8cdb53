"""One change to many entries."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from directory.staff.staff_member_field import staff_member
from directory.taxonomy.models import Topic


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
