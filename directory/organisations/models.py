from dateutil.relativedelta import relativedelta
from django.db import models
from django.utils import timezone

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.organisations.contact_points import CHECK_NUMBERS_AFTER
from directory.organisations.contact_points import ContactPoint as ContactPoint
from directory.organisations.older_records import with_contact_points
from directory.organisations.querysets import OrganisationQuerySet
from directory.privacy.long_texts import LongText
from directory.taxonomy.models import HelpKind

ADULT = 18
TAKES_CONCERNS = (
    "refer_social_care"  # the kind of help that a council's own services have: whatever else is local has not
)
# A kind of help. Of all that is local, only a council's own services have it.
TAKES_CONCERNS = "refer_social_care"
# Kinds of help that reach no child who is in trouble: whoever has only these is a body, and not somebody to turn to.
WORK_OF_BODIES = {"education", "training", "network", "standards"}


class Organisation(Entry):
    """A body that helps children, families or schools: how to reach it and whom it serves."""

    KIND = Kind.ORGANISATION
    ROWS = {
        "contact_points": (
            "channel",
            "value",
            "extension",
            "name",
            "audience",
            "age_from",
            "always_open",
            "opening_times",
            "bank_holidays",
            "hours_note",
            "note",
        )
    }

    class Scope(models.TextChoices):
        LOCAL = "local", "Local"
        NATIONAL = "national", "National"

    help_kinds = models.ManyToManyField(
        HelpKind, blank=True, related_name="organisations", verbose_name="kinds of help"
    )
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.LOCAL)
    referral_route = LongText("how to refer", blank=True)
    waiting_time = models.CharField(max_length=200, blank=True)
    crisis = models.BooleanField("answers in a crisis", default=False)

    objects = OrganisationQuerySet.as_manager()

    NEEDED_TO_PUBLISH = {**Entry.NEEDED_TO_PUBLISH, "help_kinds": "at least one kind of help"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope__in=["local", "national"]), name="organisation_scope_known"
            )
        ]

    @property
    def review_months(self):
        """Telephone numbers go out of date sooner than anything else."""
        return CHECK_NUMBERS_AFTER if self.pk and self.number else 12

    @classmethod
    def record_of_today(cls, record):
        return with_contact_points(super().record_of_today(record))

    @property
    def number(self):
        """The contact point to call or text first, or None. It uses what is prefetched."""
        return next((point for point in self.contact_points.all() if point.is_number), None)

    @property
    def distance(self):
        """How far a child or a school is from its help: 0 if it can be called, 1 if it cannot; 2 and 3 are the same
        for a body that gives no help itself. It uses what is prefetched.
        """
        helps = any(kind.code not in WORK_OF_BODIES for kind in self.help_kinds.all())
        answers = any(point.answers_schools for point in self.contact_points.all())
        return 2 * (not helps) + (not answers)

    @property
    def takes_concerns(self):
        """Whether concerns about somebody are reported to it. It uses what is prefetched."""
        return any(kind.code == TAKES_CONCERNS for kind in self.help_kinds.all())

    def check_by(self, months):
        """Have its facts checked within so many months, if that is not so already."""
        limit = (self.checked_on or timezone.localdate()) + relativedelta(months=months)
        Entry.objects.filter(pk=self.pk, review_due_on__gt=limit).update(review_due_on=limit)

    def publication_problems(self, chosen=None):
        given = self.given(("help_kinds", "age_min"), chosen)
        problems = super().publication_problems(chosen)
        serves_adults = any(kind.code == "adults" for kind in given["help_kinds"])
        if serves_adults and (given["age_min"] or 0) < ADULT:
            problems.append("A service for adults must have a youngest age of 18, so that no child is sent to it.")
        return problems
