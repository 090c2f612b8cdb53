from django.db import models
from django.db.models import Q
from django.utils import timezone


class AssessmentQuerySet(models.QuerySet):
    def under_way(self):
        return self.filter(result__in=["open", "disputed"])

    def decided(self):
        return self.exclude(result__in=["open", "disputed"])

    def standing(self):
        """Decided and not lapsed: what readers are told."""
        in_date = Q(good_until__isnull=True) | Q(good_until__gte=timezone.localdate())
        return self.decided().filter(in_date, lapsed_on__isnull=True).prefetch_related("reviews")


class LinkQuerySet(models.QuerySet):
    def due(self, now=None):
        """Links to ask now, those that wait longest first; only of entries that readers see or may see soon."""
        seen = Q(entry__state__in=["published", "in_review"])
        return self.filter(seen, next_at__lte=now or timezone.now()).order_by("next_at", "pk")

    def for_curators(self):
        """What somebody should look at: broken, or not what it was."""
        return self.filter(state__in=["broken", "changed", "moved"], entry__state="published")


class MessageQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state__in=["new", "in_hand"])

    def suggestions(self):
        return self.filter(purpose="suggestion")

    def problems(self):
        return self.filter(purpose="problem")
