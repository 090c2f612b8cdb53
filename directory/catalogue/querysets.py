"""Questions that can be asked of the catalogue, as chainable methods."""

from datetime import timedelta

from django.apps import apps
from django.db import models, transaction
from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, Subquery, Value, When, Window
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, RowNumber
from django.utils import timezone

from directory.catalogue.matching_rules import ADULT, ADULT_SERVICE_AGE, for_ages, for_quality, for_sectors
from directory.catalogue.signals import entries_changed
from directory.catalogue.states import MARKS


class EntryQuerySet(models.QuerySet):
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
        return self.filter(pk=int(text)) if text.isdecimal() and len(text) < 19 else self.none()

    def fitting(self, rules):
        """Entries that fit every one of these matching rules."""
        return self.filter(*rules)

    def for_children(self):
        """Entries that serve somebody under 18."""
        return self.filter(age_min__lt=ADULT)

    def waiting_for_review(self):
        """Sent for review and not yet approved, the longest waiting first."""
        return self.filter(state="in_review", publish_at__isnull=True).order_by("updated_at", "pk")

    def to_do(self, name):
        """One of the lists that curators work through, by its name in addresses; everything for an unknown name."""
        lists = {
            "review": self.waiting_for_review,
            "check": self.to_check_first,
            "overdue": self.overdue,
            "broken": self.with_broken_links,
            "expired": self.expired,
            "lapsed": self.with_lapsed_mark,
            "ending": self.courses_ending,
            "drafts": self.drafts,
            "scheduled": self.scheduled,
            "late": self.not_published_in_time,
            "rounds": self.with_round_of_review,
            "copies": self.with_copy_that_waits,
            "gone": self.naming_a_successor_that_is_gone,
        }
        return lists.get(name, self.all)()

    def scheduled(self):
        """Approved for a day, whether or not it has come."""
        return self.filter(state="in_review", publish_at__isnull=False)

    def not_published_in_time(self, now=None):
        """Approved for a day that has come, and still not with readers: something is missing."""
        return self.scheduled().filter(publish_at__lte=now or timezone.now())

    def with_round_of_review(self):
        """Those whose quality is being reviewed, for the first time or again."""
        return self.filter(assessments__result__in=["open", "disputed"])

    def with_copy_that_waits(self, now=None):
        """Those with a working copy to review, or one that could not be published when it was due."""
        late = Q(working_copies__state="approved", working_copies__publish_at__lte=now or timezone.now())
        return self.filter(late | Q(working_copies__state="in_review")).distinct()

    def naming_a_successor_that_is_gone(self):
        """Those that tell readers to use something else, which readers cannot use."""
        there = Q(successor__state="published", successor__status="active")
        return self.published().filter(successor__isnull=False).exclude(there)

    def with_last_step(self):
        """Add `last_step` and `last_step_at`: how each came to be where it is on its way to readers, and when."""
        steps = apps.get_model("catalogue", "Revision").objects.filter(entry=OuterRef("pk"))
        last = steps.filter(action__in=["submitted", "unapproved", "sent_back", "taken_back", "scheduled"])
        last = last.order_by("-number")
        return self.annotate(
            last_step=Subquery(last.values("action")[:1]), last_step_at=Subquery(last.values("at")[:1])
        )

    def drafts(self):
        return self.filter(state="draft")

    def with_lapsed_mark(self, today=None):
        """Published, once with a mark, and not reviewed again since: whatever came of that, it is done."""
        today = today or timezone.localdate()
        over = Q(quality_until__lt=today)
        lapsed = Q(revisions__action="lapsed") & ~Q(quality__in=MARKS) & ~Q(pk__in=self.reviewed_and_in_date(today))
        return self.published().filter(lapsed | (over & Q(quality__in=MARKS))).distinct()

    def reviewed_and_in_date(self, today):
        """The ids of those of which a review of quality has been decided that still holds."""
        rounds = apps.get_model("quality", "Assessment").objects.exclude(result__in=["open", "disputed", "stopped"])
        return rounds.filter(lapsed_on=None, good_until__gte=today).values("entry")

    def courses_ending(self, today=None, days=30):
        """Courses that have had dates, and have none after the next `days` days."""
        until = (today or timezone.localdate()) + timedelta(days=days)
        entries = apps.get_model(
            "catalogue", "Entry"
        ).objects  # only it knows of courses, and this may be another kind
        with_dates = entries.published().active().filter(course__sessions__isnull=False)
        still = with_dates.filter(
            course__sessions__status__in=["scheduled", "full"], course__sessions__starts_at__date__gt=until
        )
        ending = with_dates.exclude(pk__in=still.order_by().values("pk"))
        return self.filter(pk__in=ending.order_by().values("pk"))

    def to_check_first(self):
        """Entries that readers see with "details being checked", heading the curators' list."""
        return self.published().filter(confidence="medium", checked_on__isnull=True)

    def to_check(self, today=None):
        """What readers see and somebody should check at its source: never checked, or not since its day."""
        first = Q(confidence="medium", checked_on__isnull=True)
        return self.published().active().filter(first | Q(review_due_on__lt=today or timezone.localdate()))

    def overdue(self, today=None):
        return self.published().filter(review_due_on__lt=today or timezone.localdate())

    def expired(self, today=None):
        return self.published().filter(expires_on__lt=today or timezone.localdate())

    def unreachable(self):
        return self.published().filter(unreachable_since__isnull=False)

    def with_broken_links(self):
        """What readers see with an address that does not answer: its own, or one to book a coming date."""
        broken = Q(unreachable_since__isnull=False) | Q(links__state="broken")
        return self.published().filter(broken).distinct()

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

    def with_door(self):
        """Fetch what says behind which door each entry is."""
        return self.select_related("resource").prefetch_related("resource__resource_kinds")

    def changed_last(self):
        return self.order_by("-updated_at", "pk")

    def related_to(self, entry, each_kind=3):
        """Active entries for the same ages and sectors that share a topic: the closest few of each kind."""
        fitting = (
            self.published()
            .active()
            .exclude(pk=entry.pk)
            .filter(for_ages(entry.age_min, entry.age_max), for_sectors(entry.sectors.all()))
        )
        if entry.age_min < ADULT_SERVICE_AGE:
            fitting = fitting.filter(age_min__lt=ADULT_SERVICE_AGE)
        shared = Count("taggings", filter=Q(taggings__tag__in=entry.topics.all()))
        closest = Window(RowNumber(), partition_by=F("kind"), order_by=[F("shared").desc(), F("title").asc()])
        return (
            fitting.annotate(shared=shared)
            .filter(shared__gt=0)
            .annotate(place=closest)
            .filter(place__lte=each_kind)
            .order_by("kind", "place")
        )


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
