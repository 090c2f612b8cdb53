"""What a published entry may come to say: prepared and reviewed beside what readers see."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class WorkingCopy(models.Model):
    """A record beside the entry's own. Readers see it when it is swapped in, and not before."""

    class State(models.TextChoices):
        DRAFT = "draft", "Being prepared"
        IN_REVIEW = "in_review", "In review"
        APPROVED = "approved", "Approved, to be published later"
        SWAPPED = "swapped", "Published"
        DISCARDED = "discarded", "Discarded"

    OPEN = (State.DRAFT, State.IN_REVIEW, State.APPROVED)

    entry = models.ForeignKey("catalogue.Entry", on_delete=models.CASCADE, related_name="working_copies")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    based_on = models.PositiveIntegerField(help_text="The number of the version from which it was begun.")
    record = models.JSONField(help_text="What the entry would say: field -> plain value. See `records`.")
    version = models.PositiveIntegerField(default=1, help_text="How often it was saved.")
    publish_at = models.DateTimeField("to be published", null=True, blank=True)
    not_personal = models.CharField(
        max_length=64, blank=True, help_text="The digest of what looks personal, as its approver ticked it."
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "working copies"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(state__in=["draft", "in_review", "approved"]),
                name="working_copy_one_open",
                violation_error_message="There is a working copy of this entry already.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_review", "approved", "swapped", "discarded"]),
                name="working_copy_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", publish_at__isnull=False)
                | (~Q(state="approved") & Q(publish_at__isnull=True)),
                name="working_copy_day_if_approved",
            ),
        ]

    def __str__(self):
        return f"Working copy of {self.entry}"

    @property
    def is_late(self):
        return self.publish_at is not None and self.publish_at <= timezone.now()


class WorkingCopyStep(models.Model):
    """One line of the history of a working copy."""

    copy = models.ForeignKey(WorkingCopy, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=40)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.copy}: {self.what}"
