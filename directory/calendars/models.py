from uuid import uuid4

from django.db import models, transaction
from django.utils import timezone


class Counted(models.Model):
    """Something with a date. `sequence` counts the changes of its time, place or status: calendars go by it."""

    CALENDAR_FIELDS = ("starts_at", "ends_at", "place", "status")

    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic  # with all that follows from it
    def save(self, *args, **kwargs):
        before = type(self).objects.filter(pk=self.pk).values("sequence", *self.CALENDAR_FIELDS).first()
        if before:  # count on from what is stored: this copy may be older, and a count never falls
            changed = any(before[name] != getattr(self, name) for name in self.CALENDAR_FIELDS)
            self.sequence = before["sequence"] + changed
        super().save(*args, **kwargs)


class CalendarItem(Counted):
    """Something in calendars. They know it by its `uuid`, whatever site or database it is in."""

    uuid = models.UUIDField(
        "permanent identifier",
        default=uuid4,
        unique=True,
        editable=False,
        error_messages={"invalid": "“%(value)s” is not a permanent identifier. Leave it out of a new row."},
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(Counted.Meta):
        abstract = True

    def save(self, *args, **kwargs):
        if self._state.adding and type(self).objects.filter(uuid=self.uuid).exists():
            self.uuid = uuid4()  # a copy of what is here: another thing
        super().save(*args, **kwargs)


class Removed(models.Model):
    """What was to come, and was taken out instead of cancelled: calendars that have it learn that it is off.

    Nothing that somebody wrote is kept of it: that may be why it was taken out.
    """

    uuid = models.UUIDField(unique=True)
    sequence = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
