"""What the county looks for in a resource, and the principles behind it. Readers see both on the quality page."""

from dataclasses import dataclass

from django.db import models


class Verdict(models.TextChoices):
    MET = "met", "Met"
    PARTLY = "partly", "Partly"
    NOT_MET = "not_met", "Not met"
    NOT_APPLICABLE = "not_applicable", "Does not apply"


@dataclass(frozen=True)
class Criterion:
    code: str
    title: str
    asks: str
    gating: bool = False  # must be met for the quality mark


CRITERIA = (
    Criterion(
        "qa_age_stage",
        "Age and stage",
        "It says which ages and abilities it is for, and its content suits both.",
        gating=True,
    ),
    Criterion(
        "qa_safe",
        "Safe",
        "It does not shock, show how to do harm or blame the person harmed. It has ground rules and keeps a distance "
        "from pupils' own lives.",
        gating=True,
    ),
    Criterion(
        "qa_accurate",
        "Accurate",
        "Its facts and law are right for England and dated: checked in the last 12 months where it relies on "
        "the law, in the last 24 otherwise.",
        gating=True,
    ),
    Criterion(
        "qa_signpost",
        "Signposts help",
        "It says who to tell, and names help that works and suits the age.",
        gating=True,
    ),
    Criterion(
        "qa_inclusive",
        "Inclusive",
        "It meets the Equality Act and avoids stereotypes. Faith, culture, disability, LGBTQ+ people and every "
        "gender appear, both as people harmed and as people who harm.",
        gating=True,
    ),
    Criterion(
        "qa_open",
        "Open",
        "Parents may see the materials. Licence and cost are clear. It does not collect data from pupils.",
        gating=True,
    ),
    Criterion("qa_outcomes", "Outcomes", "Its learning outcomes are clear and match RSHE strands."),
    Criterion("qa_skills", "Skills", "It builds skills: asking, refusing, helping a friend, reporting."),
    Criterion(
        "qa_teacher",
        "Teacher's notes",
        "It helps with preparation, misconceptions, and what to do if a pupil discloses.",
    ),
    Criterion("qa_send", "Adapted", "It has adaptations or a version for SEND, and is in an accessible format."),
    Criterion("qa_assess", "Checks learning", "It finds out what pupils know before and after."),
    Criterion(
        "qa_evidence", "Evidence", "It says what it is based on: evaluated, informed by evidence, or practice."
    ),
    Criterion(
        "qa_balanced",
        "Balanced",
        "It is balanced and does not take political sides (Education Act 1996, sections 406 and 407). Its source and "
        "funder are named.",
    ),
    Criterion("qa_sequence", "Part of a sequence", "It says where it fits in a sequence, and is not a one-off."),
)

GATING = [criterion.code for criterion in CRITERIA if criterion.gating]

PRINCIPLES = (
    "Start with what pupils already know, think and face. Ask them first.",
    "Plan in a spiral: come back to each subject and go deeper, by age, stage and need.",
    "Be positive. Shock, fear and guilt do not teach.",
    "Teach actively: discuss, act out, practise. Facts alone are not enough.",
    "Use up-to-date facts, and show that most young people behave well.",
    "Give pupils time to think about what it means for their own lives.",
    "Treat lessons as one part of a whole that includes pastoral care, policy and outside help.",
    "Fit it into a whole-school approach to safe and respectful relationships.",
    "Let pupils take part and make real decisions.",
    "Keep the room safe: ground rules, distance, no personal stories in class, where to get help, and follow-up.",
)
