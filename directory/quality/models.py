"""Rounds of quality review."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.privacy.long_texts import LongText
from directory.quality.criteria import CRITERIA
from directory.quality.querysets import AssessmentQuerySet
from directory.staff.staff_member_field import staff_member


class Assessment(models.Model):
    """One round of quality review: what two reviewers found, what came of it, and until when that is good."""

    class Result(models.TextChoices):
        OPEN = "open", "Being reviewed"
        ASSURED = "assured", "Quality assured"
        CARE = "care", "Useful with adaptation or care"
        NOT_MET = "not_met", "Does not meet the criteria"
        DISPUTED = "disputed", "The reviewers disagree: the steering group will decide"

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


class Review(models.Model):
    """What one reviewer found in one round: code of a criterion -> {"verdict": ..., "note": ...}."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", "PSHE coordinator"
        DSL = "dsl", "Designated safeguarding lead"
        PSHE_LEAD = "pshe_lead", "PSHE lead"
        SAFEGUARDING = "safeguarding", "County safeguarding officer"
        HEALTH = "health", "Health professional"
        STEERING = "steering", "Member of the PSHE steering group"

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="reviews")
    reviewer = staff_member()
    role = models.CharField(
        "your role", max_length=15, choices=Role, help_text="Readers see your role but never your name."
    )
    at = models.DateTimeField(auto_now_add=True)
    judgements = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["assessment", "reviewer"], name="review_once_by_each")]

    def __str__(self):
        return f"{self.assessment.entry}, {self.get_role_display()}"

    def verdict(self, code):
        return self.judgements.get(code, {}).get("verdict", "")
