"""What is public of case studies.

As on its page, what was done and when are told by the decisions where a case has any.
"""

from directory.casestudies.models import CaseStudy
from directory.opendata.public_fields.field import Datatype, PublicField, choice, terms


def unless_decided(name):
    return lambda case: None if case.decisions.all() else getattr(case, name)


DECISION = (
    PublicField("when", "When", Datatype.STRING, "When it was decided, in general words. Never a date."),
    PublicField("what", "What was decided", Datatype.STRING, "What was decided.", required=True),
    PublicField("why", "Why", Datatype.STRING, "The reason, where those involved or the source gave one."),
)

FIELDS = (
    PublicField("setting", "Setting", Datatype.STRING, "What sort of setting it was, in general words."),
    PublicField("places", "Where it happened", Datatype.TERMS, "Where it happened.", terms("places")),
    PublicField("issue", "What happened", Datatype.STRING, "What happened."),
    PublicField("who_was_involved", "Who was involved", Datatype.STRING, "Roles, one on each line. Never a name."),
    PublicField(
        "decisions",
        "Decisions",
        Datatype.ROWS,
        "What was decided, in order.",
        lambda case: case.decisions.all(),
        (),
        DECISION,
    ),
    PublicField(
        "what_was_done",
        "What was done",
        Datatype.STRING,
        "One step on each line. Where a case tells its decisions, read those.",
        unless_decided("what_was_done"),
    ),
    PublicField(
        "timeline",
        "Decisions in time",
        Datatype.STRING,
        "One on each line, where a case does not tell its decisions otherwise.",
        unless_decided("timeline"),
    ),
    PublicField(
        "done_for_harmed",
        "For the child who has been harmed",
        Datatype.STRING,
        "What was done for the child who has been harmed, one step on each line.",
    ),
    PublicField(
        "done_for_who_harmed",
        "For the child who has harmed, or is alleged to have",
        Datatype.STRING,
        "What was done for the child who has harmed, or is alleged to have, one step on each line.",
    ),
    PublicField("what_worked", "What worked", Datatype.STRING, "One on each line."),
    PublicField(
        "what_did_not_work",
        "What went wrong or did not work",
        Datatype.STRING,
        "One on each line, where the source says so.",
    ),
    PublicField("outcome", "Outcome and how we know", Datatype.STRING, "What came of it."),
    PublicField(
        "evidence_strength",
        "How we know",
        Datatype.TERM,
        "How good the evidence is.",
        choice("evidence_strength", CaseStudy.Evidence),
        required=True,
    ),
    PublicField(
        "published_source",
        "Published source",
        Datatype.BOOLEAN,
        "Whether it is based entirely on a published source.",
    ),
    PublicField("lessons", "Lessons", Datatype.STRING, "One on each line."),
    PublicField("questions_for_governors", "Questions for governors", Datatype.STRING, "One on each line."),
)


def relations():
    return "places", "decisions"
