"""The words of topic hubs, which curators edit. The lists beside them fill themselves (`hub`)."""

from django.db import models
from django.urls import reverse

from directory.catalogue.models import Entry
from directory.taxonomy.models import Topic
from directory.topics.querysets import HubQuerySet, ItemQuerySet


class Hub(models.Model):
    """What a topic is in plain words, and what not to do."""

    topic = models.OneToOneField(Topic, on_delete=models.CASCADE, related_name="hub")
    definition = models.TextField(help_text="In plain English, for somebody dealing with an incident.")
    never = models.TextField("what not to do", blank=True, help_text="One per line.")
    checked_on = models.DateField(
        "last checked", null=True, blank=True, help_text="The date somebody checked the steps against their sources."
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = HubQuerySet.as_manager()

    class Meta:
        ordering = ["topic__order", "topic__code"]
        verbose_name = "topic hub"

    def __str__(self):
        return self.topic.name

    def get_absolute_url(self):
        return reverse("topics:hub", args=[self.topic.slug])


class AuditArea(models.Model):
    """A part of the s175/157 self-audit: what governors ask about it, and the topics whose entries close a gap."""

    title = models.CharField(max_length=120, unique=True)
    questions = models.TextField("questions for governors", help_text="One per line.")
    topics = models.ManyToManyField(Topic, related_name="audit_areas")
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")

    class Meta:
        ordering = ["order", "title"]

    def __str__(self):
        return self.title


class Step(models.Model):
    """One thing to do now, and the guidance that it comes from."""

    class When(models.TextChoices):
        HOUR = "hour", "In the first hour"
        DAY = "day", "In the first day"
        WEEK = "week", "In the first week"

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="steps")
    when = models.CharField(max_length=4, choices=When)
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")
    text = models.CharField("what to do", max_length=400)
    source = models.ForeignKey(
        Entry,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The guidance in the resource bank that says so.",
    )

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(when__in=["hour", "day", "week"]), name="step_when_known")
        ]

    def __str__(self):
        return self.text


class Collection(models.Model):
    """Entries that belong together for somebody's work, such as what a safeguarding lead must have at hand."""

    title = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=100, unique=True, help_text="Part of its web address. It never changes.")
    summary = models.TextField(help_text="Who it is for and why, in a sentence or two.")
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")

    class Meta:
        ordering = ["order", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("topics:collection", args=[self.slug])


class Item(models.Model):
    """One entry of a collection, and why it is there."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")
    note = models.CharField("what it is for", max_length=300, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "entry"],
                name="item_once_in_a_collection",
                violation_error_message="This entry is already in the collection.",
            )
        ]

    def __str__(self):
        return self.entry.title
