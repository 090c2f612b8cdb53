from django.db import models

from directory.catalogue.facts_in_words import duration_in_words
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.taxonomy.models import ResourceKind, RsheStrand

# Kinds of resource that are used with pupils.
TAUGHT_WITH = {"lesson_plan", "lesson_pack", "scheme_of_work", "assembly", "activity", "video", "story_book"}


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
        "abilities": "at least one ability",
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
    def is_for_teaching(self):
        """Whether pupils will meet it in a lesson, so that advice on safe teaching belongs beside it."""
        return any(kind.code in TAUGHT_WITH for kind in self.resource_kinds.all())
