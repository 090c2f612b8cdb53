from django.db import models, transaction


class CalendarItem(models.Model):
    """Something in calendars. `sequence` counts the changes of its time, place or status: calendars go by it."""

    CALENDAR_FIELDS = ("starts_at", "ends_at", "place", "status")

    sequence = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    @transaction.atomic  # with all that follows from it
    def save(self, *args, **kwargs):
        before = type(self).objects.filter(pk=self.pk).values("sequence", *self.CALENDAR_FIELDS).first()
        if before:  # count on from what is stored: this copy may be older, and a count never falls
            changed = any(before[name] != getattr(self, name) for name in self.CALENDAR_FIELDS)
            self.sequence = before["sequence"] + changed
        super().save(*args, **kwargs)
