"""Questions that can be asked of the catalogue, as chainable methods."""

from django.db import transaction
from django.db.models import Case, Min, Q, Value, When

from directory.catalogue.matching_rules import ADULT, for_quality
from directory.catalogue.plain_text import id_in
from directory.catalogue.querysets.work_lists import WorkLists
from directory.catalogue.signals import entries_changed


class EntryQuerySet(WorkLists):
    # What is found by an entry's words must learn of every change. Django sends a signal for one that is saved, and
    # none for these.

    def update(self, **values):
        ids = list(self.order_by().values_list("pk", flat=True))
        with transaction.atomic(using=self.db):
            changed = super().update(**values)
            entries_changed.send(self.model, ids=ids)
        return changed

    def bulk_update(self, entries, *args, **options):
        entries = list(entries)
        with transaction.atomic(using=self.db):
            changed = super().bulk_update(entries, *args, **options)
            entries_changed.send(self.model, ids=[entry.pk for entry in entries])
        return changed

    def bulk_create(self, entries, *args, **options):
        with transaction.atomic(using=self.db):
            created = super().bulk_create(entries, *args, **options)
            entries_changed.send(self.model, ids=[entry.pk for entry in created])
        return created

    def visible_to(self, user):
        """What `user`, who may see entries at all, may see: the same rule as `workflow.may_see`."""
        if user.has_perm("catalogue.edit_any_draft") or user.has_perm("catalogue.review_entry"):
            return self.arrived()
        shown = ["published", "in_review"] if user.has_perm("catalogue.assure_entry") else ["published"]
        return self.arrived().filter(Q(state__in=shown) | Q(created_by=user))

    def arrived(self):
        """Those that are here: the new ones of an import are nowhere to be seen until all of it is in."""
        return self.exclude(state="arriving")

    def to_be_published(self, now):
        """Approved, and the moment given has come."""
        return self.filter(state="in_review", publish_at__lte=now).order_by("publish_at", "pk")

    def published(self):
        return self.filter(state="published")

    def first_shown_between(self, first, last):
        """Those that readers saw for the first time on one of these days, local time, wherever they are now."""
        return self.filter(published_at__date__gte=first, published_at__date__lte=last)

    def first_shown_at(self):
        """When readers saw the first of them, or None."""
        return self.aggregate(first=Min("published_at"))["first"]

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def active(self):
        """Entries whose thing is still there; the closed and the superseded are never offered as help."""
        return self.filter(status="active")

    def with_slugs(self, slugs):
        return self.filter(slug__in=slugs)

    def with_ids(self, ids):
        return self.filter(pk__in=ids)

    def assured_today(self, today=None):
        """Those that carry the quality mark today, whether or not its end has been noted yet."""
        return self.filter(for_quality(["quality_assured"], today))

    def with_id(self, text):
        """The entry that has this id, given as text; none if it is not a number."""
        return self.none() if id_in(text) is None else self.filter(pk=id_in(text))

    def fitting(self, rules):
        """Entries that fit every one of these matching rules."""
        return self.filter(*rules)

    def for_children(self):
        """Entries that serve somebody under 18."""
        return self.filter(age_min__lt=ADULT)

    def with_trust(self):
        """Add `trust`: 0 for quality assured, 1 for facts known to be right, 2 for the rest."""
        return self.annotate(
            trust=Case(
                When(quality="quality_assured", then=Value(0)),
                When(Q(confidence="high") | Q(checked_on__isnull=False), then=Value(1)),
                default=Value(2),
            )
        )

    def with_terms(self):
        """Fetch what a list or a page says about each entry in one query per vocabulary."""
        return self.select_related("cost", "successor").prefetch_related(
            "sectors", "abilities", "audiences", "districts", "topics"
        )

    def changed_since(self, moment):
        """Those that have a version of then or later, whoever can see what changed."""
        return self.filter(revisions__at__gte=moment).distinct()

    def with_door(self):
        """Fetch what says behind which door each entry is."""
        return self.select_related("resource").prefetch_related("resource__resource_kinds")
