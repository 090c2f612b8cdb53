"""What a card says of an entry beside its title and summary: only what tells it from the others of a list."""

from django.urls import reverse

from directory.catalogue.doors import Door
from directory.catalogue.facts_in_words import lower_first, only_ages, shorten_list, years_or_ages
from directory.catalogue.kinds import Kind
from directory.catalogue.models.standing import BEING_CHECKED
from directory.catalogue.states import Quality
from directory.govuk.jinja2 import day
from directory.taxonomy.models import Ability

WHOLE_COUNTY = 8  # districts

# What is said of most, of a whole list often, tells nothing from anything: the page of the entry says it.
SAID_OF_MOST = {Quality.IN_REVIEW.label, BEING_CHECKED}


PICKED = ("County’s pick", "good")


def first_line(entry):
    """What it is, and whose: ["Lesson sequence", "PSHE Association"]."""
    return [part for part in FIRST_LINE[Kind(entry.kind)](entry.specific, entry) if part]


def facts(entry):
    return [fact for fact in FACTS[Kind(entry.kind)](entry.specific, entry) if fact]


def marks(entry, *, has_number):
    """How far to trust it, where that differs; of a number to call also that it is being checked."""
    common = SAID_OF_MOST - {BEING_CHECKED} if has_number else SAID_OF_MOST
    picked = [PICKED] if entry.is_picked else []
    return picked + [mark for mark in entry.marks if mark[0] not in common]


def years(entry):
    return years_or_ages(entry.age_min, entry.age_max)


def needs(entry):
    """Whose needs it was made for. Ordinary lessons are the rule, and need not be said to be."""
    listed = [ability.short for ability in entry.abilities.all() if ability.code != Ability.MAINSTREAM]
    if entry.for_everyone:
        return "All needs"
    return f"Needs: {shorten_list(listed, 3)}" if listed else ""


def districts(entry):
    listed = [district.short for district in entry.districts.all()]
    return "County-wide" if len(listed) >= WHOLE_COUNTY else shorten_list(listed, 2)


def sectors(entry):
    return shorten_list([sector.short for sector in entry.sectors.all()], 2)


def audience(entry):
    listed = [lower_first(audience.short) for audience in entry.audiences.all()]
    return f"For {shorten_list(listed, 2)}" if listed else ""


def price(entry):
    """What staff read is free, unless it says otherwise."""
    return "" if entry.cost.code == "free" else entry.cost.label


def resource_facts(own, entry):
    if own.door == Door.GUIDANCE:
        return [audience(entry), years(entry), own.length, price(entry)]
    return [years(entry), own.length, entry.cost.label, needs(entry)]


def course_facts(own, entry):
    modes = shorten_list([mode.short for mode in own.delivery_modes.all()], 2)
    level = own.level.label if own.level else ""
    soon = f"Next: {day(entry.next_date)}" if entry.next_date else ""
    return [years(entry), own.length, modes, entry.cost.label, level, soon]


def guidance_facts(own, entry):
    since = f"In force from {own.effective_from:%-d %B %Y}" if own.effective_from else ""
    return [since, audience(entry), price(entry)]


def evidence(own):
    return "" if own.evidence_strength == own.Evidence.REPORTED else own.get_evidence_strength_display()


def calendar_url(entry):
    return reverse("opendata:session_calendar", args=[entry.slug, entry.next_session]) if entry.next_session else ""


FIRST_LINE = {
    Kind.RESOURCE: lambda own, entry: [
        shorten_list([kind.short for kind in own.resource_kinds.all()], 2),
        own.publisher,
    ],
    Kind.ORGANISATION: lambda own, entry: dict.fromkeys(
        [Door.ORGANISATION.label, own.get_scope_display(), districts(entry)]
    ),
    Kind.TRAINING: lambda own, entry: [Kind.TRAINING.label, getattr(own.provider_for_readers, "title", "")],
    Kind.CASE_STUDY: lambda own, entry: [Kind.CASE_STUDY.label, sectors(entry)],
    Kind.GUIDANCE: lambda own, entry: [
        "Change in guidance",
        getattr(own.document_for_readers, "publisher", ""),
    ],
}

# Services go by ages, not by years of school.
FACTS = {
    Kind.RESOURCE: resource_facts,
    Kind.ORGANISATION: lambda own, entry: [
        only_ages(entry.age_min, entry.age_max),
        entry.cost.label,
        needs(entry),
        f"Checked {entry.checked_on:%-d %B %Y}" if entry.checked_on else "",
    ],
    Kind.TRAINING: course_facts,
    Kind.CASE_STUDY: lambda own, entry: [years(entry), evidence(own), needs(entry)],
    Kind.GUIDANCE: guidance_facts,
}
