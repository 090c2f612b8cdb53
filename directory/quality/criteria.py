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
        "qa_age_stage", "Age and stage", "It states its ages and abilities, and its content fits both.", gating=True
    ),
    Criterion(
        "qa_safe",
        "Safe",
        "It does not shock, show how to do harm or blame who was harmed. It has ground rules and keeps a distance "
        "from pupils' own lives.",
        gating=True,
    ),
    Criterion(
        "qa_accurate",
        "Accurate",
        "Its facts and its law are right for England and dated: checked in the last 12 months where it leans on "
        "the law, in the last 24 otherwise.",
        gating=True,
    ),
    Criterion(
        "qa_signpost",
        "Signposts help",
        "It says whom to tell, and names help that works and suits the age.",
        gating=True,
    ),
    Criterion(
        "qa_inclusive",
        "Inclusive",
        "It fits the Equality Act and uses no stereotypes. Faith, culture, disability, LGBTQ+ people and every "
        "gender appear, both as harmed and as harming.",
        gating=True,
    ),
    Criterion(
        "qa_open",
        "Open",
        "Parents may see the materials. Licence and cost are clear. It takes no data from pupils.",
        gating=True,
    ),
    Criterion("qa_outcomes", "Outcomes", "Its learning outcomes are clear and belong to RSHE strands."),
    Criterion("qa_skills", "Skills", "It builds skills: asking, refusing, helping a friend, reporting."),
    Criterion(
        "qa_teacher",
        "Teacher's notes",
        "It helps with preparation, misconceptions, and what to do if a pupil discloses.",
    ),
    Criterion("qa_send", "Adapted", "It has adaptations or a version for SEND, and is in an accessible format."),
    Criterion("qa_assess", "Checks learning", "It finds out what pupils know before and after."),
    Criterion("qa_evidence", "Evidence", "It says what it rests on: evaluated, informed by evidence, or practice."),
    Criterion(
        "qa_balanced",
        "Balanced",
        "It is balanced and takes no party's side (Education Act 1996, sections 406 and 407). Its source and "
        "funder are named.",
    ),
    Criterion("qa_sequence", "Part of a sequence", "It says where it belongs in a sequence, and is no one-off."),
)

GATING = [criterion.code for criterion in CRITERIA if criterion.gating]

PRINCIPLES = (
    "Begin with what pupils know, think and face already. Ask them first.",
    "Plan in a spiral: come back to each subject and go deeper, by age, stage and need.",
    "Be positive. Shock, fear and guilt do not teach.",
    "Teach actively: discuss, act out, practise. Facts alone are not enough.",
    "Keep to what is true today, and show that most young people behave well.",
    "Give pupils time to think about what it means for their own lives.",
    "See a lesson as one part of the whole: pastoral care, policy and help from outside belong to it.",
    "Fit it into a whole-school approach to safe and respectful relationships.",
    "Let pupils take part and make real decisions.",
    "Keep the room safe: ground rules, distance, nobody's own story in class, where to get help, and what follows.",
)
