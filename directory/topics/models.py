"""The words of topic hubs, which curators edit. The lists beside them fill themselves (`hub`)."""

from itertools import zip_longest

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse

from directory.catalogue.models import Entry
from directory.organisations.models import Organisation
from directory.privacy.long_texts import LongText
from directory.taxonomy.models import Topic
from directory.topics.querysets import AuditAreaQuerySet, HubQuerySet, ItemQuerySet


class Hub(models.Model):
    """What a topic is in plain words, and what not to do."""

    ROWS = {"steps": ("when", "text", "source"), "contacts": ("organisation",)}

    topic = models.OneToOneField(Topic, on_delete=models.CASCADE, related_name="hub")
    definition = LongText(help_text="In plain English, for somebody dealing with an incident.")
    never = LongText("what not to do", blank=True, help_text="One per line.")
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

    @property
    def first_steps(self):
        """Those of the first hour, in their order."""
        return [step for step in self.steps.all() if step.when == Step.When.HOUR]


class AuditArea(models.Model):
    """A part of the s175/157 self-audit: what governors ask about it, and the topics whose entries close a gap."""

    TOGETHER = (("questions", "evidence"),)  # line by line

    title = models.CharField(max_length=120, unique=True)
    questions = LongText("questions for governors", help_text="One per line.")
    evidence = LongText(
        "what to ask for",
        blank=True,
        help_text="The documents or figures that answer each question: one line for each, in the same order. Never "
        "data about a child, or a number small enough to point to one.",
    )
    guidance = models.ManyToManyField(
        Entry, blank=True, related_name="+", verbose_name="where the guidance is", help_text="Two or three entries."
    )
    topics = models.ManyToManyField(Topic, related_name="audit_areas")
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")

    objects = AuditAreaQuerySet.as_manager()

    class Meta:
        ordering = ["order", "title", "pk"]

    def __str__(self):
        return self.title

    def clean(self):
        if problem := problem_of_evidence(lines_of(self.questions), lines_of(self.evidence)):
            raise ValidationError({"evidence": problem})

    @property
    def asked(self):
        """[(question, what to ask for)]."""
        return list(zip_longest(lines_of(self.questions), lines_of(self.evidence), fillvalue=""))


def lines_of(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def problem_of_evidence(questions, evidence):
    """Lines belong to questions by their place: with one too few, a question would be given another's."""
    if evidence and len(evidence) != len(questions):
        return f"Give one line for each question. Questions: {len(questions)}. Lines: {len(evidence)}."
    return ""


class Step(models.Model):
    """One thing to do now, and the guidance that it comes from."""

    class When(models.TextChoices):
        HOUR = "hour", "In the first hour"
        DAY = "day", "In the first day"
        WEEK = "week", "In the first week"

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="steps")
    when = models.CharField(max_length=4, choices=When)
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")
    text = models.CharField("what to do", max_length=400, help_text="Points of a list stand on lines of their own.")
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


class HubContact(models.Model):
    """One organisation that can help with a topic, in its curator's order."""

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="contacts")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField(
        default=0, help_text="Lower numbers come first. Put local services before national ones."
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "organisation that can help"
        verbose_name_plural = "who can help"
        constraints = [
            models.UniqueConstraint(
                fields=["hub", "organisation"],
                name="contact_once_in_a_hub",
                violation_error_message="This organisation is already listed.",
            )
        ]

    def __str__(self):
        return self.organisation.title


class Collection(models.Model):
    """Entries that belong together for somebody's work, such as what a safeguarding lead must have at hand."""

    ROWS = {"items": ("entry", "note")}

    title = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=100, unique=True, help_text="Part of its web address. It never changes.")
    summary = LongText(help_text="Who it is for and why, in a sentence or two.", longest=2_000)
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")

    class Meta:
        ordering = ["order", "title", "pk"]

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

    @transaction.atomic  # with the news of it
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
