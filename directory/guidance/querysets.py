from django.db.models import F, Q

from directory.catalogue.querysets import EntryQuerySet


class GuidanceUpdateQuerySet(EntryQuerySet):
    def by_date(self):
        """The latest to come into force first; those without a date last."""
        return self.order_by(F("effective_from").desc(nulls_last=True), "title", "pk")

    def lately_or_soon(self, since):
        """What came into force from this day on or will, the latest first."""
        return self.filter(effective_from__gte=since).by_date()

    def new_between(self, first, last):
        """What was published or came into force from one day to the other."""
        days = (first, last)
        return self.filter(Q(published_on__range=days) | Q(effective_from__range=days))

    def with_a_date(self):
        return self.filter(effective_from__isnull=False)

    def for_other_settings(self, update):
        """The same change, as it stands for other kinds of setting."""
        same = self.published().active().filter(related_resource__isnull=False)
        return same.filter(related_resource=update.related_resource_id).exclude(pk=update.pk).order_by("title", "pk")
