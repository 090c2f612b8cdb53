"""The lists that curators work through: what waits, is over, is broken, or has not been checked."""

from datetime import timedelta

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from directory.catalogue.states import MARKS


class WorkLists(models.QuerySet):
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
