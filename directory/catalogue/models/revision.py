"""The history of an entry: what was done, and all that it said after it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from directory.catalogue.querysets import RevisionQuerySet
from directory.catalogue.states import Action, State


class Revision(models.Model):
    """One line of an entry's history: what was done, who did it and why, and all that the entry said after it."""

    entry = models.ForeignKey("catalogue.Entry", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,  # whoever leaves is deactivated: history keeps saying who it was
        null=True,
        related_name="+",
        help_text="Empty if the system made the change.",
    )
    action = models.CharField(max_length=12, choices=Action)
    why = models.TextField(blank=True)
    override = models.BooleanField(default=False, help_text="Somebody published their own work, and said why.")
    not_personal = models.CharField(
        max_length=64,
        blank=True,
        help_text="Somebody ticked that what looked personal is not: the digest of those texts. See `records.texts`.",
    )
    batch = models.UUIDField(null=True, db_index=True, help_text="Shared by the changes of one bulk edit or import.")
    state = models.CharField(max_length=10, choices=State)
    record = models.JSONField(help_text="What the entry said: field -> plain value. See `records`.")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="change_number_once"),
            models.CheckConstraint(condition=Q(action__in=Action.values), name="change_action_known"),
        ]

    def __str__(self):
        return f"{self.entry}, {self.number}: {self.get_action_display()}"

    @property
    def who(self):
        """Who did it, for the history."""
        return self.by or ("The organisation" if self.action == Action.CONFIRMED else "The system")

    @property
    def record_today(self):
        """The record in the fields that its kind has now."""
        return self.entry.specific.record_of_today(self.record)
