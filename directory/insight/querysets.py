from django.db import models
from django.db.models import Count as CountOf
from django.db.models import F, Max, Min, Q, Sum
from django.db.models.functions import TruncMonth


class PeriodQuerySet(models.QuerySet):
    """Rows that have a `day`."""

    def between(self, first, last):
        return self.filter(day__gte=first, day__lte=last)

    def first_day(self):
        return self.aggregate(first=Min("day"))["first"]


class CountQuerySet(PeriodQuerySet):
    def of(self, what):
        return self.filter(what=what)

    def with_key(self, key):
        return self.filter(key=key)

    def with_prefix(self, prefix):
        return self.filter(key__startswith=prefix)

    def total(self):
        return self.aggregate(total=Sum("number"))["total"] or 0

    def by_month(self):
        """First day of a month -> number."""
        months = self.order_by().annotate(month=TruncMonth("day")).values_list("month")
        return dict(months.annotate(total=Sum("number")))

    def most(self, number=20):
        """[(key, how often)], the most often first."""
        keys = self.order_by().values_list("key").annotate(total=Sum("number"))
        return list(keys.order_by("-total", "key")[:number])

    def by_key(self):
        """Key -> how often."""
        return dict(self.order_by().values_list("key").annotate(total=Sum("number")))


class RecentUseQuerySet(models.QuerySet):
    def steps_of(self, ids):
        """Id -> step, of those of these entries that are opened often enough to have one."""
        return dict(self.filter(entry__in=ids).values_list("entry", "step"))


class SearchedPhraseQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state="waiting")

    def with_days(self):
        """Add `number_of_days`: on how many days it was searched for."""
        return self.annotate(number_of_days=CountOf("days__day", distinct=True))


class PhraseDayQuerySet(PeriodQuerySet):
    def released(self):
        return self.filter(phrase__state="released")

    def most(self, number=20):
        """[(words, on how many days)], the most often first."""
        words = self.order_by().values_list("phrase__words").annotate(days=CountOf("day", distinct=True))
        return list(words.order_by("-days", "phrase__words")[:number])

    def without_results(self):
        return self.filter(found=False)

    def phrases_in_vain(self):
        """One row for each phrase that found nothing on some day: the last such day, and the last it found any."""
        days = {"vain": Max("day", filter=Q(found=False)), "last": Max("day", filter=Q(found=True))}
        return self.order_by().values("phrase").annotate(**days).filter(vain__isnull=False)

    def phrases_answered(self):
        """Of those, what has found something since."""
        return self.phrases_in_vain().filter(last__gt=F("vain"))


class CoverageQuerySet(PeriodQuerySet):
    def of(self, facet):
        return self.filter(facet=facet)

    def on_first_day(self):
        """Those of the first day that there are any of."""
        return self.filter(day=self.first_day())


class TopicCoverageQuerySet(PeriodQuerySet):
    def of(self, layer, facet):
        return self.filter(layer=layer, facet=facet)

    def day_to_compare(self, wanted):
        """The last day up to `wanted`; if there is none, the first after it."""
        days = self.aggregate(before=Max("day", filter=Q(day__lte=wanted)), first=Min("day"))
        return days["before"] or days["first"]


class PlannedGapQuerySet(models.QuerySet):
    def with_terms(self):
        return self.select_related("topic__merged_into", "key_stage", "sector", "need")

    def still_to_come(self, today):
        """Those whose day is not over."""
        return self.filter(Q(due_on__isnull=True) | Q(due_on__gte=today))
