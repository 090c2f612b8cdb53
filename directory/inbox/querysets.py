from django.db import models
from django.db.models import Case, Sum, When

# What could harm a child, then the others; those that wait longest first.
GRAVEST_FIRST = (Case(When(trouble="harmful", then=0), default=1), "received_at", "pk")


class HelpfulVotesQuerySet(models.QuerySet):
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

    def about(self, entries):
        return self.filter(entry__in=entries)

    def count_entries(self):
        """How many entries they are about, or have become."""
        return self.order_by().exclude(entry=None).values("entry").distinct().count()

    def handled(self):
        return self.filter(handled_at__isnull=False)

    def waiting(self):
        return self.filter(state__in=["new", "in_hand"])

    def gravest_first(self):
        return self.order_by(*GRAVEST_FIRST)

    def of_harm(self):
        return self.filter(trouble="harmful")

    def suggestions(self):
        return self.filter(purpose="suggestion")

    def problems(self):
        return self.filter(purpose="problem")
