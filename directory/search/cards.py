"""What a list says about each entry: plain values, ready for a template."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min, Q
from django.utils import timezone

from directory.catalogue.choices import Kind, Quality
from directory.catalogue.models import Entry
from directory.catalogue.words import duration_in_words, some_of
from directory.search.analysis import marked

ALL_SECTORS = 9  # an entry that lists this many serves every kind of school and college


@dataclass(frozen=True)
class Card:
    """One entry in a list. `title` and `summary` are (fragment, matches the words searched) pairs."""

    url: str
    kind: str
    detail: str
    title: list[tuple[str, bool]]
    summary: list[tuple[str, bool]]
    state: str
    successor: Entry | None
    facts: list[str]
    phone: str
    phone_digits: str
    phone_note: str
    quality_assured: bool
    being_checked: bool
    overdue: bool
    checked_on: date | None
    added_on: datetime | None


def cards_for(ids, wanted=frozenset()):
    """Cards of these entries in this order, with the terms `wanted` marked. The number of queries is constant."""
    upcoming = Q(course__sessions__starts_at__gte=timezone.now()) & ~Q(course__sessions__status="cancelled")
    entries = (
        Entry.objects.filter(pk__in=ids)
        .with_terms()
        .select_related(*(kind.model_name for kind in Kind), "course__level")
        .prefetch_related("resource__resource_kinds", "course__delivery_modes")
        .annotate(next_date=Min("course__sessions__starts_at", filter=upcoming))
    )
    by_id = {entry.pk: entry for entry in entries}
    return [card_of(by_id[pk], wanted) for pk in ids if pk in by_id]


def card_of(entry, wanted):
    own = entry.specific
    offers_help = entry.kind == Kind.ORGANISATION and entry.is_active
    return Card(
        url=entry.get_absolute_url(),
        kind=Kind(entry.kind).label,
        detail=DETAIL[Kind(entry.kind)](own, entry),
        title=marked(entry.title, wanted),
        summary=marked(entry.summary, wanted),
        state="" if entry.is_active else entry.get_status_display(),
        successor=None if entry.is_active else entry.replacement,
        facts=[
            fact for fact in (*common_facts(entry), *OWN_FACTS.get(Kind(entry.kind), no_facts)(own, entry)) if fact
        ],
        phone=own.phone if offers_help else "",
        phone_digits=own.phone_digits if offers_help else "",
        phone_note=own.phone_note if offers_help else "",
        quality_assured=entry.quality == Quality.QUALITY_ASSURED,
        being_checked=entry.details_being_checked,
        overdue=entry.is_overdue,
        checked_on=entry.checked_on,
        added_on=entry.published_at,
    )


def common_facts(entry):
    sectors = [sector.short for sector in entry.sectors.all()]
    return [
        f"Ages {entry.ages}",
        "All schools and colleges" if len(sectors) >= ALL_SECTORS else some_of(sectors, 3),
        abilities_fact(entry),
        entry.cost.label,
    ]


def abilities_fact(entry):
    abilities = [ability.short for ability in entry.abilities.all()]
    return "All abilities" if not abilities or len(abilities) > 8 else some_of(abilities, 3)


def districts_fact(entry):
    districts = [district.short for district in entry.districts.all()]
    return "County-wide" if len(districts) >= 8 else some_of(districts, 3)


def no_facts(own, entry):
    return []


OWN_FACTS = {
    Kind.RESOURCE: lambda own, entry: [duration_in_words(own.duration_minutes)],
    Kind.ORGANISATION: lambda own, entry: ["Open 24 hours" if own.open_all_hours else own.hours] * entry.is_active,
    Kind.TRAINING: lambda own, entry: [
        some_of([mode.short for mode in own.delivery_modes.all()], 2),
        duration_in_words(own.duration_minutes),
        f"Next: {entry.next_date:%-d %B %Y}" if entry.next_date else "",
    ],
    Kind.GUIDANCE: lambda own, entry: [f"In force from {own.effective_from:%-d %B %Y}" if own.effective_from else ""],
}

DETAIL = {
    Kind.RESOURCE: lambda own, entry: some_of([kind.short for kind in own.resource_kinds.all()], 2),
    Kind.ORGANISATION: lambda own, entry: districts_fact(entry),
    Kind.TRAINING: lambda own, entry: own.level.label if own.level else "",
    Kind.CASE_STUDY: lambda own, entry: own.get_evidence_strength_display(),
    Kind.GUIDANCE: lambda own, entry: "",
}
