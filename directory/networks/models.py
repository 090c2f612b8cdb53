"""Local networks, where safeguarding leads learn from each other, and their meetings."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from directory.calendars.models import CalendarItem
from directory.catalogue.models import Entry
from directory.networks.querysets import MeetingQuerySet, NetworkQuerySet
from directory.privacy.long_texts import LongText
from directory.taxonomy.models import Audience, District, Sector, Topic

CANCEL_FIRST = "Before you end a group, cancel its future meetings. Calendars then tell anybody who planned to come."


class Network(models.Model):
    """A group that meets: of a district, or of a pyramid (a secondary school and the schools that lead to it)."""

    class Type(models.TextChoices):
        DISTRICT = "district", "District group"
        PYRAMID = "pyramid", "Pyramid group"

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=100, unique=True, help_text="Part of its web address. It never changes.")
    type = models.CharField(max_length=10, choices=Type, default=Type.DISTRICT)
    summary = LongText(help_text="Say what the group is for in a sentence or two.", longest=2_000)
    districts = models.ManyToManyField(District, related_name="networks")
    sectors = models.ManyToManyField(Sector, blank=True, related_name="networks", help_text="Leave empty for all.")
    audiences = models.ManyToManyField(Audience, related_name="networks", verbose_name="who can come")
    contact = models.EmailField("team mailbox", blank=True, help_text="Never a person's own address.")
    active = models.BooleanField("still meets", default=True, help_text=CANCEL_FIRST)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "local network"
        constraints = [
            models.CheckConstraint(condition=Q(type__in=["district", "pyramid"]), name="network_type_known")
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("networks:network", args=[self.slug])

    @property
    def record_name(self):
        return self.slug

    @classmethod
    def by_record_names(cls, names):
        return cls.objects.filter(slug__in=names)

    def clean(self):
        if self.pk and not self.active and self.meetings.upcoming().scheduled().exists():
            raise ValidationError({"active": CANCEL_FIRST})


class Meeting(CalendarItem):
    """One meeting: when, where, on what, and who may come."""

    TOGETHER = (("starts_at", "ends_at"),)

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", "Will take place"
        CANCELLED = "cancelled", "Cancelled"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField("starts")
    ends_at = models.DateTimeField("ends")
    place = models.CharField(
        max_length=200, blank=True, help_text="Venue and town. If you leave this empty, it is online."
    )
    theme = models.ForeignKey(
        Topic, on_delete=models.PROTECT, related_name="meetings", help_text="The agenda pack is built from it."
    )
    title = models.CharField(max_length=120, blank=True, help_text="If you leave this empty, it is the theme.")
    who_may_come = models.CharField(
        max_length=200,
        blank=True,
        help_text="Only if it is different from the group's own. For example: guests, deputies, governors.",
    )
    notes = LongText(
        "for the agenda", blank=True, help_text="One item per line. Never name a child, a family or a school."
    )
    to_discuss = models.ManyToManyField(
        Entry,
        blank=True,
        related_name="+",
        help_text="Entries to discuss. They come before those that the theme finds.",
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.SCHEDULED)
    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_start",
                violation_error_message="A meeting must end after it starts.",
            ),
            models.CheckConstraint(condition=Q(status__in=["scheduled", "cancelled"]), name="meeting_status_known"),
            models.UniqueConstraint(
                fields=["network", "starts_at"],
                name="meeting_once",
                violation_error_message="This group already has a meeting at that time.",
            ),
        ]

    def __str__(self):
        return f"{self.network}, {self.starts_at:%-d %B %Y}"

    def clean(self):
        ended = self.network_id and not self.network.active
        if ended and not self.is_cancelled and self.ends_at and self.ends_at >= timezone.now():
            raise ValidationError({"network": "This group has ended. First say that it still meets."})

    def get_absolute_url(self):
        return reverse("networks:meeting", args=[self.network.slug, self.pk])

    @property
    def subject(self):
        return self.title or self.theme.name

    @property
    def is_cancelled(self):
        return self.status == self.Status.CANCELLED

    @property
    def is_over(self):
        return self.ends_at < timezone.now()

    @property
    def has_begun(self):
        """Whether a group can have learnt something at it."""
        return self.starts_at <= timezone.now() and not self.is_cancelled
