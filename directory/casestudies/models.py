from django.db import models

from directory.catalogue.choices import Kind
from directory.catalogue.models import Entry


class CaseStudy(Entry):
    """How a setting, never identifiable, handled something: for heads, safeguarding leads and governors."""

    KIND = Kind.CASE_STUDY

    class Evidence(models.TextChoices):
        REPORTED = "reported", "Reported by those involved"
        EVALUATED = "evaluated", "Evaluated"
        ILLUSTRATIVE = "illustrative", "Illustration"

    setting = models.CharField(
        max_length=200,
        blank=True,
        help_text="In general words. Never name a school or a child, nor give what would let someone guess.",
    )
    issue = models.TextField("what happened", blank=True)
    what_was_done = models.TextField(blank=True, help_text="One step per line.")
    who_was_involved = models.TextField(blank=True, help_text="One role per line, never a name.")
    outcome = models.TextField("outcome and how we know", blank=True)
    evidence_strength = models.CharField(max_length=15, choices=Evidence, default=Evidence.REPORTED)
    lessons = models.TextField(blank=True, help_text="One per line, with what did not work.")
    questions_for_governors = models.TextField(blank=True, help_text="One per line.")
    consent_status = models.CharField("consent", max_length=200, blank=True)
    anonymised = models.BooleanField(
        "nobody can be recognised",
        default=False,
        help_text="Not by name, nor by putting district, phase, date and rare facts together.",
    )

    NEEDED_TO_PUBLISH = {
        **Entry.NEEDED_TO_PUBLISH,
        "abilities": "at least one ability",
        "issue": "what happened",
        "what_was_done": "what was done",
        "consent_status": "whose consent or which public source it rests on",
    }

    class Meta:
        verbose_name_plural = "case studies"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(evidence_strength__in=["reported", "evaluated", "illustrative"]),
                name="case_study_evidence_known",
            )
        ]

    def publication_problems(self, chosen=None):
        given = {**self.chosen(), "anonymised": self.anonymised} if chosen is None else chosen
        problems = super().publication_problems(given)
        if not given.get("anonymised"):
            problems.append("Confirm that nobody can be recognised.")
        return problems
