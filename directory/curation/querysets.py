from django.db import models
from django.db.models import Count, Q, Sum
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


class HelpedQuerySet(models.QuerySet):
    def between(self, first, last):
        return self.filter(day__gte=first, day__lte=last)

    def by_kind(self):
        """Kind -> (how many said yes, how many said no)."""
        kinds = self.order_by().values_list("entry__kind").annotate(Sum("yes"), Sum("no"))
        return {kind: (yes, no) for kind, yes, no in kinds}


class MessageQuerySet(models.QuerySet):
    def received_between(self, first, last):
        """Those of a period, both days included, local time."""
        return self.filter(received_at__date__gte=first, received_at__date__lte=last)

    def for_purpose(self, purpose):
        return self.filter(purpose=purpose)

    def handled(self):
        return self.filter(handled_at__isnull=False)

    def waiting(self):
        return self.filter(state__in=["new", "in_hand"])

    def suggestions(self):
        return self.filter(purpose="suggestion")

    def problems(self):
        return self.filter(purpose="problem")
