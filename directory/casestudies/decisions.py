"""What was decided in a case: when in general words, what, and why."""

import re

from django.core.exceptions import ValidationError
from django.db import models

from directory.privacy.numbers_and_addresses import DATED, MONTH

MONTH_OR_YEAR = re.compile(rf"\b(?:{MONTH}|(?:19|20)\d\d)\b", re.IGNORECASE)


class Decision(models.Model):
    """One decision, in its order. Nobody can be recognised by when it was: it is never a date."""

    case_study = models.ForeignKey("casestudies.CaseStudy", on_delete=models.CASCADE, related_name="decisions")
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")
    when = models.CharField(
        max_length=60,
        blank=True,
        help_text="In general words: “In the first hour”, “The next day”, “In the first week”, “Later”. Never a "
        "date. Leave this empty if you do not know.",
    )
    what = models.CharField("what was decided", max_length=300)
    why = models.CharField(
        max_length=300,
        blank=True,
        help_text="Only the reason that those involved or the source gave. Leave this empty if they gave none.",
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "decision"
        constraints = [
            models.UniqueConstraint(
                fields=["case_study", "when", "what"],
                name="decision_once",
                violation_error_message="This case study already has that decision.",
            )
        ]

    def __str__(self):
        return self.in_words

    def clean(self):
        """A day tells who it was as a name does; of when it was, so do a month and a year."""
        dates = {name: DATED.search(getattr(self, name)) for name in self.prose()}
        dates["when"] = dates["when"] or MONTH_OR_YEAR.search(self.when)
        if problems := {name: f"Remove “{date.group()}”. Never give a date." for name, date in dates.items() if date}:
            raise ValidationError(problems)

    def prose(self):
        return ["when", "what", "why"]

    @property
    def in_words(self):
        """On one line, where there is no place to draw it."""
        told = f"{self.when}: {self.what}" if self.when else self.what
        return f"{told.rstrip('.')}. Why: {self.why}" if self.why else told
