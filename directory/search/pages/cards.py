from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import inf
from time import time

from django.db import connection
from django.db.models import OuterRef, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from directory.catalogue.facts_in_words import duration_in_words, shorten_list
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.organisations.models import ContactPoint
from directory.search.documents.entry_text import topics_of
from directory.search.engine.cache import BoundedCache
from directory.search.language.highlighting import Highlightable, highlightable
from directory.taxonomy.models import Ability
from directory.training.models import CourseSession

PUBLISHERS = ("course__provider", "guidanceupdate__related_resource")
ALL_SECTORS = 9  # an entry that lists this many serves every kind of school and college
MOST_KEPT = 5_000  # cards


@dataclass(frozen=True)
class Card:
    """One entry in a list. `title`, `summary` and `also` are marked-up texts whose words can be highlighted."""

    pk: int
    name: str
    url: str
    kind: str
    detail: str
    title: Markup
    summary: Markup
    state: str
    successor: Entry | None
    facts: list[str]
    number: ContactPoint | None
    website: str  # of a service that has no number
    calendar_url: str  # of the next date of a course
    published_by: str
    marks: list[tuple[str, str]]  # (a few words, their tone)
    checked_on: date | None


@dataclass(frozen=True)
class CachedCard:
    """A card as it was rendered, and the moment (seconds since 1970) from which it may say something else.

    `also` are lines for when no word of the card itself is one that was searched: what else the entry is called, and
    its topics.
    """

    start: Highlightable
    end: str
    also: list[Highlightable]
    until: float

    def marked(self, wanted):
        if wanted and wanted.isdisjoint(self.start.terms):
            why = next((line.marked(wanted) for line in self.also if not wanted.isdisjoint(line.terms)), "")
            return self.start.plain + why + self.end
        return self.start.marked(wanted) + self.end


_kept = BoundedCache(MOST_KEPT)


def cards_by_id(hits, snapshot, wanted=frozenset()):
    """Entry id -> its card, in the order of the hits, without entries that have just gone.

    A card is made once for each revision of its entry: while none is new, no query is needed.
    """
    now = time()
    keys = [
        (snapshot.born, snapshot.vocabulary_revision, pk, of) for pk, of in zip(hits.ids, hits.revisions, strict=True)
    ]
    cards = {key: card for key in keys if (card := _kept.get(key)) and card.until > now}
    missing = {key[2]: key for key in keys if key not in cards}
    if missing:
        made = {missing[entry.pk]: cached_card(entry) for entry in entries_with_cards(missing)}
        cards |= made
        if not connection.in_atomic_block:  # what is not committed yet may never be
            for key, card in made.items():
                _kept[key] = card
    return {key[2]: cards[key].marked(wanted) for key in keys if key in cards}


def entries_with_cards(ids):
    """These entries with all that their cards show. The number of queries is constant."""
    upcoming = CourseSession.objects.upcoming().filter(course=OuterRef("pk"))
    return (
        Entry.objects.filter(pk__in=ids)
        .with_terms()
        .select_related(*(kind.model_name for kind in Kind), "course__level", *PUBLISHERS)
        .prefetch_related("resource__resource_kinds", "course__delivery_modes", "organisation__contact_points")
        .annotate(next_date=Subquery(upcoming.values("starts_at")[:1]))
        .annotate(next_session=Subquery(upcoming.values("pk")[:1]))
    )


def cached_card(entry):
    start, _, end = render_to_string("search/card.html", {"card": card_of(entry)}).partition(ALSO)
    named = ", ".join(line.strip() for line in entry.aliases.splitlines() if line.strip())
    topics = ", ".join(topic.name for topic in topics_of(entry))
    lines = [(label, text) for label, text in (("Also called", named), ("About", topics)) if text]
    also = [Highlightable(f'<p class="card-also">{label}: {highlightable(text)}</p>') for label, text in lines]
    return CachedCard(Highlightable(start), end, also, valid_until(entry))


def valid_until(entry):
    """When what the card says of time may change: at the next session, when a service opens or closes, or after the
    last day of something.
    """
    moments = [entry.next_date.timestamp()] if entry.next_date else []
    if entry.kind == Kind.ORGANISATION and (number := entry.specific.number) and (until := number.opening.until):
        moments.append(until.timestamp())
    for last_day in (entry.review_due_on, entry.expires_on, entry.quality_until):
        if last_day and last_day >= timezone.localdate():
            day_after = datetime.combine(last_day + timedelta(days=1), datetime.min.time())
            moments.append(timezone.make_aware(day_after).timestamp())
    return min(moments, default=inf)


def card_of(entry):
    own = entry.specific
    offers_help = entry.kind == Kind.ORGANISATION and entry.is_active
    return Card(
        pk=entry.pk,
        name=entry.title,
        url=entry.get_absolute_url(),
        kind=Kind(entry.kind).label,
        detail=DETAIL[Kind(entry.kind)](own, entry),
        title=highlightable(entry.title),
        summary=highlightable(entry.summary),
        state="" if entry.is_active else entry.get_status_display(),
        successor=None if entry.is_active else entry.replacement,
        facts=[
            fact for fact in (*common_facts(entry), *OWN_FACTS.get(Kind(entry.kind), no_facts)(own, entry)) if fact
        ],
        number=own.number if offers_help else None,
        website=entry.url if offers_help and not own.number else "",
        calendar_url=calendar_url(entry),
        published_by=own.who_publishes,
        marks=entry.marks,
        checked_on=entry.checked_on,
    )


def calendar_url(entry):
    return reverse("opendata:session_calendar", args=[entry.slug, entry.next_session]) if entry.next_session else ""


def common_facts(entry):
    sectors = [sector.short for sector in entry.sectors.all()]
    return [
        f"Ages {entry.ages}",
        "All schools and colleges" if len(sectors) >= ALL_SECTORS else shorten_list(sectors, 3),
        needs_fact(entry),
        entry.cost.label,
    ]


def needs_fact(entry):
    """Whose needs it was made for. Ordinary lessons are the rule, and need not be said to be."""
    needs = [ability.short for ability in entry.abilities.all() if ability.code != Ability.MAINSTREAM]
    return "For everyone" if entry.for_everyone else shorten_list(needs, 3)


def districts_fact(entry):
    districts = [district.short for district in entry.districts.all()]
    return "County-wide" if len(districts) >= 8 else shorten_list(districts, 3)


def no_facts(own, entry):
    return []


OWN_FACTS = {
    Kind.RESOURCE: lambda own, entry: [own.length],
    Kind.TRAINING: lambda own, entry: [
        shorten_list([mode.short for mode in own.delivery_modes.all()], 2),
        duration_in_words(own.duration_minutes),
        f"Next: {entry.next_date:%-d %B %Y}" if entry.next_date else "",
    ],
    Kind.GUIDANCE: lambda own, entry: [f"In force from {own.effective_from:%-d %B %Y}" if own.effective_from else ""],
}

DETAIL = {
    Kind.RESOURCE: lambda own, entry: shorten_list([kind.short for kind in own.resource_kinds.all()], 2),
    Kind.ORGANISATION: lambda own, entry: districts_fact(entry),
    Kind.TRAINING: lambda own, entry: own.level.label if own.level else "",
    Kind.CASE_STUDY: lambda own, entry: own.get_evidence_strength_display(),
    Kind.GUIDANCE: lambda own, entry: "",
}

ALSO = "<!-- also -->"  # where a card says why it was found, if its own words do not
