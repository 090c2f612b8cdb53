"""The history of what curators look after: what was done, and all that it said after it."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from directory.catalogue.querysets import RevisionQuerySet
from directory.catalogue.states import Action, State


class AbstractRevision(models.Model):
    """One line of a history: what was done, who did it and why, and all that the thing said after it."""

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
    record = models.JSONField(help_text="What it said: field -> plain value. See `records`.")

    class Meta:
        abstract = True
        ordering = ["-number"]


class Revision(AbstractRevision):
    """One line of an entry's history."""

    entry = models.ForeignKey("catalogue.Entry", on_delete=models.CASCADE, related_name="revisions")
    override = models.BooleanField(default=False, help_text="Somebody published their own work, and said why.")
    not_personal = models.CharField(
        max_length=64,
        blank=True,
        help_text="Somebody ticked that what looked personal is not: the digest of those texts. See `records.texts`.",
    )
    batch = models.UUIDField(null=True, db_index=True, help_text="Shared by the changes of one bulk edit or import.")
    state = models.CharField(max_length=10, choices=State)

    objects = RevisionQuerySet.as_manager()

    class Meta(AbstractRevision.Meta):
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


class VersionQuerySet(models.QuerySet):
    def of(self, thing):
        return self.filter(content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk)


class Version(AbstractRevision):
    """One line of the history of anything else that curators look after, such as a topic hub or a vocabulary's term.

    It outlives what it is about.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey()

    objects = VersionQuerySet.as_manager()

    class Meta(AbstractRevision.Meta):
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(action__in=Action.values), name="version_action_known"),
        ]

    def __str__(self):
        return f"{self.thing}, {self.number}: {self.get_action_display()}"

    @property
    def record_today(self):
        return self.record
