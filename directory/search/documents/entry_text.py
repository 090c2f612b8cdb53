"""What an entry says and what it is called: the texts that it is found by."""

import re

from directory.catalogue.kinds import Kind
from directory.govuk.jinja2 import plainly
from directory.search.language.contacts import contact_term, host_term
from directory.search.language.text_analysis import terms

# For each kind, where else its words stand: names of the kind's own fields.
OWN_LABELS = {
    Kind.RESOURCE: ["resource_kinds", "rshe_strands"],
    Kind.ORGANISATION: ["help_kinds"],
    Kind.TRAINING: ["delivery_modes", "level"],
    Kind.CASE_STUDY: ["places"],
    Kind.GUIDANCE: [],
}

OWN_WORDS = {
    Kind.RESOURCE: ["publisher"],
    Kind.ORGANISATION: ["referral_route"],
    Kind.TRAINING: ["provider_for_readers"],
    Kind.CASE_STUDY: [
        "setting",
        "issue",
        "what_was_done",
        "decisions_in_words",
        "done_for_harmed",
        "done_for_who_harmed",
        "timeline",
        "who_was_involved",
        "what_worked",
        "what_did_not_work",
        "outcome",
        "lessons",
        "questions_for_governors",
    ],
    Kind.GUIDANCE: ["what_to_do", "replaces"],
}

LONGEST_SHORT_NUMBER = 6  # digits: 116123 is one, and a word as it stands
COMMON_WORDS = ["how_to_use", "what_next"]  # not "when not to use": it names what an entry is wrong for


def text_of(entry):
    """All that `entry` says of itself, as (field, text) pairs; the fields are those of the weights.

    It answers to the names of what it replaces as well: whoever asks for those should meet it first.
    """
    own, kind = entry.specific, Kind(entry.kind)
    yield "title", entry.title
    yield from (("alias", line) for line in entry.aliases.splitlines())
    yield from (("alias", replaced.title) for replaced in entry.predecessors.all() if replaced.is_published)
    yield from (("topic", topic.name) for topic in entry.topics.all())
    yield "summary", entry.summary
    yield "label", entry.door.label
    yield from (("label", plainly(audience.label)) for audience in entry.audiences.all())
    for name in OWN_LABELS[kind]:
        yield from (("label", str(term)) for term in terms_in(getattr(own, name)))
    if kind == Kind.CASE_STUDY and own.questions_for_governors:
        yield "label", "Questions for governors"
    yield from (("body", str(getattr(own, name) or "")) for name in OWN_WORDS[kind])
    yield from (("body", getattr(entry, name)) for name in COMMON_WORDS)
    yield from (("contact", term) for term in contacts_of(entry))


def contacts_of(entry):
    """The numbers that reach it, its addresses and their hosts, each as the one term that it is found by."""
    points = entry.specific.contact_points.all() if entry.kind == Kind.ORGANISATION else []
    short = [point.value for point in points if point.is_number and len(point.value) <= LONGEST_SHORT_NUMBER]
    found = [entry.url, *(point.value for point in points)]
    every = [*map(contact_term, found), *map(host_term, found), *short]
    return list(dict.fromkeys(term for term in every if term))


def terms_in(value):
    """The terms of a field that holds one, several or none."""
    if hasattr(value, "all"):
        return value.all()
    return [value] if value else []


def names_of(entry):
    """What `entry` is called, each name as terms: its title, the title's parts that stand alone, its other names."""
    shorter = plainly(entry.title)
    main = entry.title.partition(":")[0]
    acronyms = re.findall(r"\(([A-Z][A-Za-z0-9&]{1,7})\)", entry.title)
    replaced = [replaced.title for replaced in entry.predecessors.all() if replaced.is_published]
    names = [entry.title, shorter, *acronyms, *entry.aliases.splitlines(), *replaced]
    if len(terms(main)) > 1:
        names.append(main)
    return {tuple(terms(name)) for name in names} - {()}
