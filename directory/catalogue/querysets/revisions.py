"""Questions that can be asked of the history."""

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast


class RevisionQuerySet(models.QuerySet):
    def between(self, first, last):
        """Those of a period, both days included, local time."""
        return self.filter(at__date__gte=first, at__date__lte=last)

    def of(self, action):
        return self.filter(action=action)

    def about(self, entries):
        return self.filter(entry__in=entries)

    def entries(self):
        """The ids of the entries that they are about, each once."""
        return self.order_by().values("entry").distinct()

    def count_entries(self, action):
        """How many entries this happened to."""
        return self.of(action).entries().count()

    def with_another_address(self):
        """Those at which the web address of an entry became another one."""
        last = self.model.objects.filter(entry=OuterRef("entry"), number=OuterRef("number") - 1)
        url = Cast(KT("record__url"), models.TextField())
        known = self.annotate(before=Subquery(last.values_list(url)), url=url).filter(before__gt="", url__gt="")
        return known.exclude(url=F("before"))

    def published_by_kind(self, day):
        """Kind -> how many entries readers could see at the end of `day`, local time."""
        then = self.filter(at__date__lte=day)
        later = then.filter(entry=OuterRef("entry"), number__gt=OuterRef("number"))
        shown = then.filter(~Exists(later), state="published").order_by()
        return dict(shown.values_list("entry__kind").annotate(Count("pk")))

    def visible_to(self, user):
        entries = self.model._meta.get_field("entry").related_model.objects
        return self.filter(entry__in=entries.visible_to(user))

    def by_people(self):
        return self.filter(by__isnull=False)
