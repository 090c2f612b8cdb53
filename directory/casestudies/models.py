from django.db import models

from directory.casestudies.decisions import Decision as Decision
from directory.casestudies.querysets import CaseStudyQuerySet
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.privacy.long_texts import LongText
from directory.taxonomy.models import Place


class CaseStudy(Entry):
    """How a setting, never identifiable, handled something: for heads, safeguarding leads and governors."""

    KIND = Kind.CASE_STUDY
    ROWS = {"decisions": ("when", "what", "why")}

    class Evidence(models.TextChoices):
        REPORTED = "reported", "Reported by those involved"
        EVALUATED = "evaluated", "Evaluated"
        ILLUSTRATIVE = "illustrative", "Illustration"

    setting = models.CharField(
        max_length=200,
        blank=True,
        help_text="Use general words. Never name a school or a child, or say anything that could let somebody guess.",
    )
    issue = LongText("what happened", blank=True)
    what_was_done = LongText(
        blank=True,
        help_text="One step per line. If you can say when something was decided, or why, leave this empty and add "
        "decisions below: readers see those instead.",
    )
    who_was_involved = LongText(blank=True, help_text="One role per line. Never give a name.")
    places = models.ManyToManyField(
        Place,
        blank=True,
        related_name="case_studies",
        verbose_name="where it happened",
        help_text="Select all that apply.",
    )
    done_for_harmed = LongText(
        "what was done for the child who has been harmed", blank=True, help_text="One step per line."
    )
    done_for_who_harmed = LongText(
        "what was done for the child who has harmed",
        blank=True,
        help_text="Or is alleged to have. One step per line.",
    )
    timeline = LongText(
        blank=True,
        help_text="What a school told us of decisions, one per line. Never a date. Move each into a decision below: "
        "readers see this only while there are none.",
    )
    what_worked = LongText(blank=True, help_text="One per line.")
    what_did_not_work = LongText(
        "what went wrong or did not work",
        blank=True,
        help_text="One per line. Leave this empty if the source is silent.",
    )
    outcome = LongText("outcome and how we know", blank=True)
    evidence_strength = models.CharField(max_length=15, choices=Evidence, default=Evidence.REPORTED)
    lessons = LongText(blank=True, help_text="One per line.")
    questions_for_governors = LongText(blank=True, help_text="One per line.")
    consent_status = models.CharField("consent", max_length=200, blank=True)

    # The anonymity checklist: before readers see the case, all of it, or the first four of a published source.
    names_nobody = models.BooleanField(
        "it names nobody", default=False, help_text="No child, family, member of staff or setting, and no initials."
    )
    anonymised = models.BooleanField(
        "nobody can be recognised",
        default=False,
        help_text="Not even by putting district, phase, date and unusual facts together.",
    )
    agreed = models.BooleanField(
        "those involved agree", default=False, help_text="Or everything in it has already been published."
    )
    settled = models.BooleanField(
        "nothing is still open",
        default=False,
        help_text="No police, court, disciplinary or complaint matter is still open.",
    )
    both_children = models.BooleanField(
        "both children are considered",
        default=False,
        help_text="It says what was done for each child, where an incident involved two.",
    )
    says_what_failed = models.BooleanField(
        "it says what did not work", default=False, help_text="As far as anybody knows."
    )
    published_source = models.BooleanField(
        "is based entirely on a published source",
        default=False,
        help_text="If so, it does not need to be signed off.",
    )
    signed_off_dsl = models.CharField(
        "signed off by a safeguarding lead",
        max_length=120,
        blank=True,
        help_text="Give the role and date. Never give a name.",
    )
    signed_off_esas = models.CharField(
        "signed off by the council",
        max_length=120,
        blank=True,
        help_text="Give the role and date.",
    )

    objects = CaseStudyQuerySet.as_manager()

    ANONYMITY = ("names_nobody", "anonymised", "agreed", "settled")
    FULLNESS = ("both_children", "says_what_failed")  # a published source says what it says: nobody can add to it
    SIGNED_OFF = ("signed_off_dsl", "signed_off_esas")
    CURATORS_ONLY = (*Entry.CURATORS_ONLY, "consent_status", *ANONYMITY, *FULLNESS, *SIGNED_OFF)

    NEEDED_TO_PUBLISH = {
        **Entry.NEEDED_TO_PUBLISH,
        "issue": "what happened",
        "consent_status": "whose consent or which public source it is based on",
    }

    class Meta:
        verbose_name_plural = "case studies"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(evidence_strength__in=["reported", "evaluated", "illustrative"]),
                name="case_study_evidence_known",
            )
        ]

    @property
    def decisions_in_words(self):
        return "\n".join(decision.in_words for decision in self.decisions.all())

    @property
    def done_in_words(self):
        """What was done, a step per line: the decisions or, in a case without them, the steps that it tells."""
        return self.decisions_in_words or "\n".join(filter(None, (self.what_was_done, self.timeline)))

    def publication_problems(self, chosen=None):
        told = [] if self.says_what_was_done(chosen) else ["Add what was done, or decisions."]
        return [*super().publication_problems(chosen), *told, *self.anonymity_problems(chosen)]

    def says_what_was_done(self, chosen=None):
        return any(any(self.given([name], chosen).values()) for name in ("what_was_done", "decisions"))

    def anonymity_problems(self, chosen=None):
        """What is missing from the anonymity checklist, a sentence each."""
        everything = self.ANONYMITY + self.FULLNESS + self.SIGNED_OFF
        given = self.given((*everything, "published_source"), chosen)
        wanted = self.ANONYMITY if given["published_source"] else everything
        labels = {name: self._meta.get_field(name).verbose_name for name in wanted}
        return [f"Anonymity checklist: confirm “{label}”." for name, label in labels.items() if not given[name]]
