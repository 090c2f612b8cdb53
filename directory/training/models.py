from django.db import models, transaction
from django.utils import timezone

from directory.calendars.models import CalendarItem, Removed
from directory.catalogue.facts_in_words import count_in_words, duration_in_words
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.organisations.models import Organisation
from directory.taxonomy.models import DeliveryMode, TrainingLevel
from directory.training.querysets import CourseSessionQuerySet


class Course(Entry):
    """A course, briefing or network that staff can take part in; its dates are its sessions."""

    KIND = Kind.TRAINING
    ROWS = {"sessions": ("starts_at", "ends_at", "place", "booking_url", "status", "uuid")}

    provider = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="courses"
    )
    delivery_modes = models.ManyToManyField(DeliveryMode, blank=True, related_name="courses")
    level = models.ForeignKey(TrainingLevel, on_delete=models.PROTECT, null=True, blank=True, related_name="courses")
    duration_minutes = models.PositiveSmallIntegerField("length in minutes", null=True, blank=True)
    certificate = models.BooleanField("gives a certificate", default=False)
    renewal_months = models.PositiveSmallIntegerField("renew after (months)", null=True, blank=True)

    NEEDED_TO_PUBLISH = {
        **Entry.NEEDED_TO_PUBLISH,
        "provider": "the provider",
        "delivery_modes": "at least one way it is delivered",
        "level": "a level",
    }

    @property
    def who_publishes(self):
        return f"Provided by {self.provider}" if self.provider else ""

    @property
    def length(self):
        return duration_in_words(self.duration_minutes)

    @property
    def renewal(self):
        return count_in_words(self.renewal_months, "month") if self.renewal_months else ""

    @property
    def is_self_paced(self):
        return self.is_delivered_as("elearning")

    @property
    def is_network(self):
        return self.is_delivered_as("network")

    def is_delivered_as(self, mode):
        return any(one.code == mode for one in self.delivery_modes.all())


class CourseSession(CalendarItem):
    """One date of a course. Past ones are kept and no longer shown."""

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", "Scheduled"
        FULL = "full", "Full"
        CANCELLED = "cancelled", "Cancelled"

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField("starts")
    ends_at = models.DateTimeField("ends")
    place = models.CharField(
        max_length=200, blank=True, help_text="The venue and town. If you leave this empty, the session is online."
    )
    booking_url = models.URLField("booking address", max_length=500, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.SCHEDULED)

    objects = CourseSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "date"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_start",
                violation_error_message="A session must end after it starts.",
            ),
            models.UniqueConstraint(
                fields=["course", "starts_at", "place"],
                name="session_once",
                violation_error_message="This course already has a session at that time and place.",
            ),
        ]

    def __str__(self):
        return f"{self.course}, {self.starts_at:%d %B %Y}"

    @property
    def ended_with_course(self):
        """Whether its course was closed or replaced before it could take place."""
        return not self.course.is_active and self.ends_at > self.course.updated_at

    @property
    def status_today(self):
        return self.Status.CANCELLED if self.ended_with_course else self.Status(self.status)

    @transaction.atomic
    def save(self, *args, **kwargs):
        if self._state.adding:
            self.take_up_again()
        super().save(*args, **kwargs)

    def take_up_again(self):
        """A date that was removed and is put back is the same date again for whoever was told that it is off."""
        removed = self.course.removed_sessions
        same = removed.filter(uuid=self.uuid).first() or removed.filter(starts_at=self.starts_at).first()
        if same:
            self.uuid, self.sequence, self.created_at = same.uuid, same.sequence + 1, same.created_at
            same.delete()

    @transaction.atomic
    def delete(self, *args, **kwargs):
        if self.course.is_published and self.ends_at > timezone.now():
            RemovedSession.objects.create(
                course=self.course,
                uuid=self.uuid,
                sequence=self.sequence + 1,
                starts_at=self.starts_at,
                ends_at=self.ends_at,
                created_at=self.created_at,
            )
        return super().delete(*args, **kwargs)

    def leave(self):
        """Let another date of the course have its time at its place, until it is saved with its own."""
        type(self).objects.filter(pk=self.pk).update(place=str(self.uuid))

    EXPECTED = {"place": {"postcode"}}

    def prose(self):
        return ["place"]


class RemovedSession(Removed):
    """A date that readers could see, to come when it was removed."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="removed_sessions")

    objects = CourseSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "removed date"

    def __str__(self):
        return f"{self.course}, {self.starts_at:%d %B %Y}"
