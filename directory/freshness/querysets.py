from django.db import models
from django.db.models import Count, Q
from django.utils import timezone


class LinkQuerySet(models.QuerySet):
    def due(self, now=None):
        """Links to ask now, those that wait longest first; only of entries that readers see or may see soon."""
        seen = Q(entry__state__in=["published", "in_review"])
        return self.filter(seen, next_at__lte=now or timezone.now()).order_by("next_at", "pk")

    def count_by_state(self):
        """(state, how many) of the links of what readers see."""
        seen = self.filter(entry__state="published").order_by()
        return seen.values_list("state").annotate(number=Count("pk"))

    def for_curators(self):
        """What somebody should look at: broken, or not what it was."""
        return self.filter(state__in=["broken", "changed", "moved"], entry__state="published")
