"""Rounds of quality review."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.correspondence.secret_link import SecretLink
from directory.privacy.long_texts import LongText
from directory.quality.criteria import CRITERIA
from directory.quality.querysets import AssessmentQuerySet, ReviewInvitationQuerySet
from directory.staff.staff_member_field import staff_member


class Assessment(models.Model):
    """One round of quality review: what two reviewers found, what came of it, and until when that is good."""

    class Result(models.TextChoices):
        OPEN = "open", "Being reviewed"
        ASSURED = "assured", "Quality assured"
        CARE = "care", "Useful with adaptation or care"
        NOT_MET = "not_met", "Does not meet the criteria"
        DISPUTED = "disputed", "The reviewers disagree: the steering group will decide"
        STOPPED = "stopped", "Stopped: it became another thing"

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="assessments")
    opened_at = models.DateTimeField(default=timezone.now)
    result = models.CharField(max_length=10, choices=Result, default=Result.OPEN)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = staff_member(null=True, blank=True)
    why = LongText(blank=True, help_text="What the steering group decided.", longest=2_000)
    good_until = models.DateField("next review", null=True, blank=True)
    lapsed_on = models.DateField(null=True, blank=True)
    lapsed_because = models.CharField(max_length=300, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(result__in=["open", "disputed"]), name="assessment_one_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.entry}: {self.get_result_display()}"

    @property
    def is_open(self):
        return self.result in (self.Result.OPEN, self.Result.DISPUTED)

    @property
    def roles(self):
        """The reviewers' roles in one phrase: all that readers are told of them."""
        roles = [review.get_role_display() for review in self.reviews.all()]
        return " and ".join(f"a {role[0].lower() + role[1:] if not role[:2].isupper() else role}" for role in roles)

    @property
    def met(self):
        """The criteria that every reviewer found met, as titles."""
        reviews = list(self.reviews.all())
        return [item.title for item in CRITERIA if all(review.verdict(item.code) == "met" for review in reviews)]


class Role(models.TextChoices):
    """What a reviewer is. Readers are told that, and never a name."""

    COORDINATOR = "coordinator", "PSHE coordinator"
    DSL = "dsl", "Designated safeguarding lead"
    PSHE_LEAD = "pshe_lead", "PSHE lead"
    SAFEGUARDING = "safeguarding", "County safeguarding officer"
    HEALTH = "health", "Health professional"
    STEERING = "steering", "Member of the PSHE steering group"


class ReviewInvitation(SecretLink):
    """A link by which somebody without an account reviews the quality of one entry, once."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="review_invitations")
    role = models.CharField(
        "their role", max_length=15, choices=Role, help_text="Readers see the role but never a name."
    )
    label = models.CharField(
        "who it is, for staff",
        max_length=60,
        blank=True,
        help_text="Leave this empty if you know by the email address. For example: DSL of a middle school.",
    )

    objects = ReviewInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "invitation to review"

    def __str__(self):
        return self.label or f"Somebody invited by email: {self.get_role_display()}"

    @property
    def is_open(self):
        return not (self.used_at or self.revoked_at) and self.expires_at > timezone.now()

    @property
    def standing_in_words(self):
        local = timezone.localtime
        if self.used_at:
            return f"Sent their review on {local(self.used_at):%-d %B %Y}"
        if self.revoked_at:
            return f"Taken back on {local(self.revoked_at):%-d %B %Y}"
        if not self.is_open:
            return f"Ended on {local(self.expires_at):%-d %B %Y}"
        begun = ", begun" if self.unfinishedreviews.all() else ""
        return f"Open until {local(self.expires_at):%-d %B %Y}{begun}"


def one_of(first, second):
    """Exactly one of two is there."""
    return Q(**{f"{first}__isnull": True, f"{second}__isnull": False}) | Q(
        **{f"{first}__isnull": False, f"{second}__isnull": True}
    )


class Judgements(models.Model):
    """What somebody found, with an account or an invitation: a criterion's code -> {"verdict": ..., "note": ...}."""

    Role = Role

    reviewer = staff_member(null=True, blank=True)
    invitation = models.ForeignKey(
        ReviewInvitation, on_delete=models.RESTRICT, null=True, blank=True, related_name="%(class)ss"
    )
    judgements = models.JSONField(default=dict)

    class Meta:
        abstract = True

    @property
    def by(self):
        return self.reviewer or self.invitation

    @property
    def email(self):
        """By which one person is known who has both an account and an invitation; often nothing."""
        return (self.reviewer.email if self.reviewer else self.invitation.to).lower()

    def verdict(self, code):
        return self.judgements.get(code, {}).get("verdict", "")


class Review(Judgements):
    """What one reviewer found in one round."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="reviews")
    role = models.CharField(
        "your role", max_length=15, choices=Role, help_text="Readers see your role but never your name."
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "reviewer"], name="review_once_by_each"),
            models.UniqueConstraint(fields=["assessment", "invitation"], name="review_once_by_each_invited"),
            models.CheckConstraint(condition=one_of("reviewer", "invitation"), name="review_by_one"),
        ]

    def __str__(self):
        return f"{self.assessment.entry}, {self.get_role_display()}"


class UnfinishedReview(Judgements):
    """What somebody has saved half way, to go on with. It counts for nothing yet.

    `version` is that of the entry which they looked at; 0 for none.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="unfinished_reviews")
    role = models.CharField(max_length=15, choices=Role, blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "reviewer"], name="unfinished_review_once"),
            models.UniqueConstraint(fields=["entry", "invitation"], name="unfinished_review_once_by_invitation"),
            models.CheckConstraint(condition=one_of("reviewer", "invitation"), name="unfinished_review_by_one"),
        ]

    def __str__(self):
        return f"{self.entry}, {self.by}"
