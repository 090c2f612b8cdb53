from django.db import models

from directory.catalogue.doors import Door
from directory.catalogue.facts_in_words import duration_in_words
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.taxonomy.models import ResourceKind, RsheStrand


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
    duration_minutes = models.PositiveSmallIntegerField("length in minutes", null=True, blank=True)

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
        return duration_in_words(self.duration_minutes)

    @property
    def door(self):
        """With the lessons, if any part of it is for pupils or their parents. It uses what is prefetched."""
        uses = {kind.use for kind in self.resource_kinds.all()}
        return Door.LESSONS if uses - {ResourceKind.Use.STAFF} else Door.GUIDANCE

    @property
    def is_taught_with(self):
        """Whether pupils will meet it in a lesson, so that advice on safe teaching belongs beside it."""
        return any(kind.use == ResourceKind.Use.TAUGHT for kind in self.resource_kinds.all())
