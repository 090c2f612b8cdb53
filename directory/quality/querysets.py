from django.db import models
from django.db.models import Q
from django.utils import timezone


class AssessmentQuerySet(models.QuerySet):
    def under_way(self):
        return self.filter(result__in=["open", "disputed"])

    def decided_between(self, first, last):
        return self.decided().filter(decided_on__gte=first, decided_on__lte=last)

    def assured(self):
        return self.filter(result="assured")

    def decided(self):
        return self.exclude(result__in=["open", "disputed"])

    def standing(self):
        """Decided and not lapsed: what readers are told."""
        in_date = Q(good_until__isnull=True) | Q(good_until__gte=timezone.localdate())
        return self.decided().filter(in_date, lapsed_on__isnull=True).prefetch_related("reviews")
