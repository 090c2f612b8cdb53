"""What of an entry comes along from another bank, and why the rest does not."""

from functools import cache

from directory.catalogue.kinds import Kind
from directory.catalogue.records.reading import model_of

COMMON = (
    *(
        "title",
        "aliases",
        "summary",
        "url",
        "age_min",
        "age_max",
        "sectors",
        "abilities",
        "for_everyone",
        "audiences",
    ),
    *("topics", "cost", "content_warning", "how_to_use", "when_not_to_use", "what_next", "status", "successor"),
    "expires_on",
)
OWN = {
    Kind.RESOURCE: (
        *("resource_kinds", "publisher", "rshe_strands", "licence", "published_year", "number_of_lessons"),
        *("duration_minutes", "follows"),
    ),
    Kind.ORGANISATION: ("help_kinds", "referral_route", "waiting_time"),
    Kind.TRAINING: ("provider", "delivery_modes", "level", "duration_minutes", "certificate", "renewal_months"),
    Kind.CASE_STUDY: (
        *("setting", "places", "issue", "who_was_involved", "what_was_done", "timeline", "done_for_harmed"),
        *("done_for_who_harmed", "what_worked", "what_did_not_work", "outcome", "evidence_strength", "lessons"),
        "questions_for_governors",
    ),
    Kind.GUIDANCE: ("published_on", "effective_from", "replaces", "what_to_do", "related_resource"),
}
ROWS = {Kind.ORGANISATION: ("contact_points",), Kind.CASE_STUDY: ("decisions",)}
CALLED_THERE = {"aliases": "other_names"}

# The public fields that stay behind, and why.
LEFT = {
    "uuid": "ours has its own",
    "kind": "says whose file it is in",
    "section": "follows from the rest",
    "page": "theirs: shown beside the proposal",
    "districts": "theirs: only what is for the whole nation comes",
    "ages": "follows from the rest",
    "status_note": "follows from the rest",
    "quality": "their judgement, and not ours",
    "quality_until": "their judgement, and not ours",
    "checked_on": "we have not checked it",
    "confirmed_on": "nobody has confirmed it to us",
    "details_being_checked": "ours begin as being checked",
    "review_due_on": "when they look at it again",
    "website_not_reached": "we ask ourselves",
    "published_at": "when their readers saw it",
    "changed": "what changed is seen by itself",
    "origins": "become ours, with that bank before them",
    "telephone": "is in the contact points",
    "publisher": "of guidance: follows from its document",
    "provider_name": "follows from the provider",
    "dates": "another day's dates send people to a closed door: the provider's page has them",
    "published_source": "lets a case pass with half of the anonymity checklist: our curator ticks it",
    "followed_by": "is what comes before, of the other one",
}
OF_ROWS_LEFT = {"shown", "link", "hours"}  # follow from the rest


@cache
def names_of(kind):
    """The fields of ours that come along."""
    return (*COMMON, *OWN[kind])


@cache
def fields_of_kind(kind):
    return tuple(model_of(kind)._meta.get_field(name) for name in names_of(kind))


def called_there(name):
    return CALLED_THERE.get(name, name)
