"""What the curators' desk shows: what waits, with a count and a ready list for each, and what changed this week."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from directory.catalogue.admin_pages import edit_address
from directory.catalogue.choices import Kind
from directory.catalogue.models import Change, Entry
from directory.curation.models import Assessment, Chore, Link, Message

RECENT = 15
LATE = timedelta(hours=30)  # a chore that has not run for so long has stopped


@dataclass(frozen=True)
class Pile:
    label: str
    count: int
    url: str


def piles_for(user):
    """What waits for `user`, only what they may see; the most urgent first."""
    entries = Entry.objects.visible_to(user)
    if user.has_perm("curation.view_message"):
        yield from messages_waiting()
    if user.has_perm("catalogue.view_entry"):
        for name, label in LISTS.items():
            yield Pile(
                label, entries.to_do(name).count(), listed("catalogue_entry", todo=name, **ORDER.get(name, {}))
            )
    if user.has_perm("curation.view_link"):
        links = Link.objects.for_curators().exclude(state="broken").count()
        yield Pile("Links that lead elsewhere now", links, f"{listed('curation_link')}?state__in=moved,changed")
    if user.has_perm("catalogue.assure_entry"):
        rounds = Assessment.objects.under_way().count()
        yield Pile("Quality reviews under way", rounds, listed("catalogue_entry", quality__exact="in_review"))


LISTS = {
    "review": "To review",
    "overdue": "Review overdue",
    "broken": "Broken links",
    "check": "Details to check first",
    "lapsed": "Quality marks lapsed",
    "ending": "Courses running out of dates",
    "expired": "Ended",
    "drafts": "Drafts waiting",
}
ORDER = {"review": {"o": "9"}, "drafts": {"o": "9"}, "overdue": {"o": "8"}}  # columns of the list: the oldest first


def messages_waiting():
    for purpose, label in (("problem", "Problems reported"), ("suggestion", "Suggestions")):
        waiting = Message.objects.waiting().filter(purpose=purpose).count()
        yield Pile(label, waiting, listed("curation_message", purpose__exact=purpose, state__in="new,in_hand"))


def listed(name, **query):
    address = reverse(f"admin:{name}_changelist")
    return f"{address}?{urlencode(query)}" if query else address


def changed_lately(user):
    """The last changes that people made this week: (change, where its entry is edited)."""
    since = timezone.now() - timedelta(days=7)
    changes = Change.objects.visible_to(user).by_people().filter(at__gte=since)
    for change in changes.select_related("entry", "by").order_by("-at")[:RECENT]:
        yield change, edit_address(Kind(change.entry.kind), change.entry_id)


def chores_that_stopped():
    """What the bank should do by itself and has not done, in words."""
    known = {chore.name: chore.ran_at for chore in Chore.objects.all()}
    for name, words in (("tend", "Publishing on a day and lapsing marks"), ("check_links", "Checking links")):
        ran_at = known.get(name)
        if ran_at is None or ran_at < timezone.now() - LATE:
            yield f"{words} has not run {f'since {ran_at:%-d %B}' if ran_at else 'yet'}: ask whoever runs the site."
