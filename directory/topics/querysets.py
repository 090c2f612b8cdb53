from django.db import models


class HubQuerySet(models.QuerySet):
    def with_words(self):
        return self.select_related("topic").prefetch_related("steps__source", "contacts")


class ItemQuerySet(models.QuerySet):
    def shown(self):
        """Those that readers can see, with their entries and what replaces an entry."""
        shown = self.filter(entry__state="published").select_related("entry__successor", "entry__organisation")
        return shown.prefetch_related("entry__organisation__contact_points")
