from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf
from time import time

from django.db import connection
from django.db.models import Exists, OuterRef, Subquery
from django.template.loader import render_to_string
from django.utils import timezone
from markupsafe import Markup

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.organisations.models import ContactPoint
from directory.resources.models import Pick
from directory.search.engine.cache import BoundedCache
from directory.search.language.highlighting import Highlightable, highlightable
from directory.search.pages import card_facts
from directory.training.models import CourseSession

PUBLISHERS = ("course__provider", "guidanceupdate__related_resource")
MOST_KEPT = 5_000  # cards


@dataclass(frozen=True)
class Card:
    """One entry in a list. `title`, `summary` and `also` are marked-up texts whose words can be highlighted."""

    pk: int
    name: str
    url: str
    first_line: list[str]
    title: Markup
    summary: Markup
    state: str
    successor: Entry | None
    facts: list[str]
    number: ContactPoint | None
    website: str  # of a service that has no number
    calendar_url: str  # of the next date of a course
    marks: list[tuple[str, str]]  # (a few words, their tone)


@dataclass(frozen=True)
class CachedCard:
    """A card as it was rendered, and the moment (seconds since 1970) from which it may say something else.

    `also` are lines for when no word of the card itself is one that was searched: each of its other names and topics,
    of which the first that was meant is shown.
    """

    name: str
    url: str
    start: Highlightable
    end: str
    also: list[Highlightable]
    until: float

    def marked(self, wanted=frozenset()):
        if wanted and wanted.isdisjoint(self.start.terms):
            why = next((line.marked(wanted) for line in self.also if not wanted.isdisjoint(line.terms)), "")
            return self.start.plain + why + self.end
        return self.start.marked(wanted) + self.end


_kept = BoundedCache(MOST_KEPT)  # entry id -> (key, card): an edit takes the place of what was before


def cards_by_id(hits, snapshot):
    """Entry id -> its `CachedCard`, in the order of the hits, without entries that have just gone.

    A card is made once for each revision of its entry: while none is new, no query is needed.
    """
    now = time()
    keys = [
        (snapshot.born, snapshot.vocabulary_revision, pk, of) for pk, of in zip(hits.ids, hits.revisions, strict=True)
    ]
    cards = {key: card for key in keys if (card := kept_card(key)) and card.until > now}
    missing = {key[2]: key for key in keys if key not in cards}
    if missing:
        made = {missing[entry.pk]: cached_card(entry) for entry in entries_with_cards(missing)}
        cards |= made
        if not connection.in_atomic_block:  # what is not committed yet may never be
            for key, card in made.items():
                _kept[key[2]] = (key, card)
    return {key[2]: cards[key] for key in keys if key in cards}


def kept_card(key):
    made_for, card = _kept.get(key[2], (None, None))
    return card if made_for == key else None


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
        .annotate(is_picked=Exists(Pick.objects.standing().filter(entry=OuterRef("pk"))))
    )


def cached_card(entry):
    card = card_of(entry)
    start, _, end = render_to_string("search/card.html", {"card": card}).partition(ALSO)
    named = [("Also called", line.strip()) for line in entry.aliases.splitlines() if line.strip()]
    topics = [("About", topic.name) for topic in entry.topics.all()]
    also = [
        Highlightable(f'<p class="card-also">{label}: {highlightable(text)}</p>') for label, text in named + topics
    ]
    return CachedCard(card.name, card.url, Highlightable(start), end, also, valid_until(entry))


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
    number = own.number if offers_help else None
    return Card(
        pk=entry.pk,
        name=entry.title,
        url=entry.get_absolute_url(),
        first_line=card_facts.first_line(entry),
        title=highlightable(entry.title),
        summary=highlightable(entry.summary),
        state="" if entry.is_active else entry.get_status_display(),
        successor=None if entry.is_active else entry.replacement,
        facts=card_facts.facts(entry),
        number=number,
        website=entry.url if offers_help and not number else "",
        calendar_url=card_facts.calendar_url(entry),
        marks=card_facts.marks(entry, has_number=bool(number)),
    )


ALSO = "<!-- also -->"  # where a card says why it was found, if its own words do not
