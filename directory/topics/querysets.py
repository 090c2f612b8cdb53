from django.db import models, transaction
from django.db.models import Prefetch

from directory.catalogue.models import Entry
from directory.search.documents.index_writer import update_documents


class HubQuerySet(models.QuerySet):
    def with_words(self):
        return self.select_related("topic").prefetch_related("steps__source", "contacts")

    def with_first_steps(self):
        """Those that say what to do in the first hour, of topics that are in use."""
        return self.filter(steps__when="hour", topic__retired=False).select_related("topic").distinct()


class AuditAreaQuerySet(models.QuerySet):
    def with_guidance(self):
        """With the topics of each, and the guidance that readers can see and that is still in force."""
        seen = Entry.objects.published().active().order_by("title", "pk")
        return self.prefetch_related("topics", Prefetch("guidance", seen))


class ItemQuerySet(models.QuerySet):
    @transaction.atomic  # Django sends no signal of these
    def bulk_create(self, items, *args, **options):
        created = super().bulk_create(items, *args, **options)
        update_documents({item.entry_id for item in created})
        return created

    def picked_among(self, ids):
        """Those of these entries that are in a collection."""
        return set(self.filter(entry__in=ids).values_list("entry", flat=True))

    def shown(self):
        """Those that readers can see, with their entries and what replaces an entry."""
        named = ("entry__successor", "entry__organisation", "entry__resource")
        shown = self.filter(entry__state="published").select_related(*named)
        return shown.prefetch_related("entry__organisation__contact_points", "entry__resource__resource_kinds")
