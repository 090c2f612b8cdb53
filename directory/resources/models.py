from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from directory.catalogue.doors import Door
from directory.catalogue.facts_in_words import length_in_words, lower_first
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.resources.querysets import PickQuerySet, conditions_of_cell, for_need
from directory.taxonomy.models import Ability, KeyStage, ResourceKind, RsheStrand, Topic


class Length(models.TextChoices):
    """How long one lesson takes."""

    HALF_AN_HOUR = "up_to_30", "Up to 30 minutes"
    HOUR = "up_to_60", "Up to 60 minutes"

    @property
    def minutes(self):
        return int(self.value.removeprefix("up_to_"))


class Resource(Entry):
    """Something to teach with or to work by: a lesson, a video, a policy template, a piece of guidance."""

    KIND = Kind.RESOURCE

    resource_kinds = models.ManyToManyField(
        ResourceKind, blank=True, related_name="resources", verbose_name="kinds of resource"
    )
    publisher = models.CharField(max_length=200, blank=True)
    rshe_strands = models.ManyToManyField(
        RsheStrand, blank=True, related_name="resources", verbose_name="RSHE strands"
    )
    licence = models.CharField(max_length=120, blank=True)
    published_year = models.PositiveSmallIntegerField("year of publication", null=True, blank=True)
    number_of_lessons = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Leave this empty if it is no lesson, or does not say how many it has."
    )
    duration_minutes = models.PositiveSmallIntegerField(
        "length in minutes",
        null=True,
        blank=True,
        help_text="Of one lesson, film or assembly, not of all its lessons together.",
    )
    follows = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="followed_by",
        verbose_name="what comes before it",
        help_text="What pupils are taught first. The pages of both then link to each other.",
    )

    NEEDED_TO_PUBLISH = {
        **Entry.NEEDED_TO_PUBLISH,
        "resource_kinds": "at least one kind of resource",
        "publisher": "the publisher",
    }

    @property
    def who_publishes(self):
        return f"Published by {self.publisher}" if self.publisher else ""

    @property
    def length(self):
        return length_in_words(self.number_of_lessons, self.duration_minutes)

    @property
    def uses(self):
        """What it is for, in the order of `ResourceKind.Use`. It uses what is prefetched."""
        found = {kind.use for kind in self.resource_kinds.all()}
        return [use for use in ResourceKind.Use if use in found]

    @property
    def door(self):
        """With the lessons, if any part of it is for pupils or their parents."""
        return Door.LESSONS if set(self.uses) - {ResourceKind.Use.STAFF} else Door.GUIDANCE

    @property
    def is_taught_with(self):
        """Whether pupils will meet it in a lesson, so that advice on safe teaching belongs beside it."""
        return ResourceKind.Use.TAUGHT in self.uses

    def publication_problems(self, chosen=None):
        before = (chosen or {}).get("follows", self.follows.all())
        return super().publication_problems(chosen) + list(self.problems_of_order(before))

    def problems_of_order(self, before):
        """What is wrong if the resources `before` come before this one: it cannot come before itself."""
        if self.pk and any(other.pk == self.pk for other in before):
            yield "It cannot come before itself."
        elif self.pk and before and self.pk in self.all_before(before):
            yield "What comes before it comes after it as well. Take one of the two away."

    @classmethod
    def all_before(cls, resources):
        """The ids of all that comes before any of these, however far back."""
        links, found = cls.follows.through.objects, set()
        reached = {resource.pk for resource in resources}
        while reached:
            earlier = set(links.filter(from_resource__in=reached).values_list("to_resource", flat=True))
            reached = earlier - found
            found |= reached
        return found


class Pick(models.Model):
    """The lesson that the county would take first for one cell of the finder: a topic, a key stage and a need."""

    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, related_name="picks", limit_choices_to={"retired": False}
    )
    key_stage = models.ForeignKey(
        KeyStage, on_delete=models.CASCADE, related_name="picks", limit_choices_to={"retired": False}
    )
    ability = models.ForeignKey(
        Ability,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="picks",
        verbose_name="need",
        help_text="Leave this empty for the lesson to begin with, whatever the need.",
        limit_choices_to={"retired": False},
    )
    entry = models.ForeignKey(
        Resource,
        on_delete=models.CASCADE,
        related_name="picks",
        verbose_name="lesson",
        help_text="Readers see it as the county's pick for as long as it is published and fits.",
        limit_choices_to={"state": "published", "status": "active"},
    )

    objects = PickQuerySet.as_manager()

    class Meta:
        verbose_name = "county's pick"
        ordering = ["topic__order", "key_stage__order", "ability__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "key_stage", "ability"],
                name="pick_once_per_cell",
                violation_error_message="This topic, key stage and need have a pick already. Change that one.",
            ),
            models.UniqueConstraint(
                fields=["topic", "key_stage"],
                condition=Q(ability__isnull=True),
                name="pick_once_per_cell_of_any_need",
                violation_error_message="This topic and key stage have a pick already. Change that one.",
            ),
        ]

    def __str__(self):
        return f"{self.topic}, {self.key_stage}{f', {self.ability.short}' if self.ability else ''}"

    @property
    def cell(self):
        """What it is the pick for, in the middle of a sentence: "consent, key stage 2, MLD"."""
        need = self.ability.short if self.ability else ""
        return ", ".join(filter(None, [lower_first(self.topic.name), lower_first(self.key_stage.label), need]))

    def clean(self):
        if not (self.topic_id and self.key_stage_id and self.entry_id):
            return  # the form says which is missing
        first, last = self.key_stage.ages_served
        conditions = conditions_of_cell(self.topic_id, first, last)
        if self.ability_id:
            conditions["It does not say that it fits this need."] = for_need(self.ability_id)
        wrong = [
            words
            for words, condition in conditions.items()
            if not Resource.objects.filter(condition, pk=self.entry_id).exists()
        ]
        if wrong:
            raise ValidationError({"entry": wrong})
