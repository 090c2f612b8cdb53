from django.db import models

from directory.calendars.models import Counted
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.models.standing import if_readers_see
from directory.guidance.querysets import GuidanceUpdateQuerySet
from directory.privacy.long_texts import LongText
from directory.resources.models import Resource


class GuidanceUpdate(Entry, Counted):
    """What changed in the law or guidance, from when, and what a kind of setting does about it."""

    KIND = Kind.GUIDANCE
    CALENDAR_FIELDS = ("effective_from", "status")

    published_on = models.DateField("published on", null=True, blank=True)
    effective_from = models.DateField("in force from", null=True, blank=True)
    replaces = models.CharField(
        "what it replaces", max_length=200, blank=True, help_text="The previous edition, advice or rule."
    )
    what_to_do = LongText(blank=True, help_text="One step per line.")
    related_resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, null=True, blank=True, related_name="guidance_updates"
    )

    objects = GuidanceUpdateQuerySet.as_manager()

    NEEDED_TO_PUBLISH = {
        **Entry.NEEDED_TO_PUBLISH,
        "what_to_do": "what to do",
    }

    @property
    def who_publishes(self):
        """Whose guidance it is, known from the document itself."""
        return self.document_for_readers.who_publishes if self.document_for_readers else ""

    @property
    def document_for_readers(self):
        return if_readers_see(self.related_resource)
