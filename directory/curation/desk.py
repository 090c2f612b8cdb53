"""What the curators' desk shows: what waits, with a count and a ready list for each, and what changed this week."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from directory.catalogue.admin.custom_pages import edit_address
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry, Revision
from directory.freshness.models import JobRun, Link
from directory.inbox.models import Message
from directory.owners.models import Owner, ProposedChange
from directory.quality.models import Assessment

RECENT = 15
LATE = timedelta(hours=30)  # a job that has not run for so long has stopped


@dataclass(frozen=True)
class Queue:
    label: str
    count: int
    url: str


def queues_for(user):
    """What waits for `user`, only what they may see; the most urgent first."""
    entries = Entry.objects.visible_to(user)
    if user.has_perm("inbox.view_message"):
        yield from message_queues()
    if user.has_perm("owners.view_proposedchange"):
        yield from owner_queues()
    if user.has_perm("catalogue.view_entry"):
        for name, label in LISTS.items():
            yield Queue(
                label,
                entries.to_do(name).count(),
                changelist_address("catalogue_entry", todo=name, **ORDER.get(name, {})),
            )
    if user.has_perm("freshness.view_link"):
        links = Link.objects.for_curators().exclude(state="broken").count()
        yield Queue(
            "Links that now go somewhere else",
            links,
            f"{changelist_address('freshness_link')}?state__in=moved,changed",
        )
    if user.has_perm("catalogue.assure_entry"):
        rounds = Assessment.objects.under_way().count()
        yield Queue("Quality reviews in progress", rounds, changelist_address("catalogue_entry", todo="rounds"))


LISTS = {
    "late": "Not published when due",
    "review": "To review",
    "overdue": "Review overdue",
    "broken": "Broken links",
    "check": "Details to check first",
    "lapsed": "Quality marks lapsed",
    "ending": "Courses with few dates left",
    "expired": "Ended",
    "drafts": "Drafts waiting",
    "scheduled": "Scheduled",
}

ORDER = {"review": {"o": "9"}, "drafts": {"o": "9"}, "overdue": {"o": "8"}}  # columns of the list: the oldest first


def message_queues():
    for purpose, label in (("problem", "Problems reported"), ("suggestion", "Suggestions")):
        waiting = Message.objects.waiting().filter(purpose=purpose).count()
        yield Queue(
            label, waiting, changelist_address("inbox_message", purpose__exact=purpose, state__in="new,in_hand")
        )


def owner_queues():
    """What organisations sent, and who is to be asked."""
    sent, due = ProposedChange.objects.waiting().count(), Owner.objects.due().count()
    yield Queue(
        "Changes sent by organisations", sent, changelist_address("owners_proposedchange", state__exact="waiting")
    )
    yield Queue("Organisations to ask if all is right", due, changelist_address("owners_owner", due="yes"))


def changelist_address(name, **query):
    address = reverse(f"admin:{name}_changelist")
    return f"{address}?{urlencode(query)}" if query else address


def changed_lately(user):
    """The last changes that people made this week: (revision, where its entry is edited)."""
    since = timezone.now() - timedelta(days=7)
    changes = Revision.objects.visible_to(user).by_people().filter(at__gte=since)
    for change in changes.select_related("entry", "by").order_by("-at")[:RECENT]:
        yield change, edit_address(Kind(change.entry.kind), change.entry_id)


def stopped_jobs():
    """What the bank should do by itself and has not done, in words."""
    known = {run.name: run.ran_at for run in JobRun.objects.all()}
    for name, words in (
        ("run_due_jobs", "Scheduled publishing and ending quality marks"),
        ("check_links", "Checking links"),
    ):
        ran_at = known.get(name)
        if ran_at is None or ran_at < timezone.now() - LATE:
            yield f"{words} has not run {f'since {ran_at:%-d %B}' if ran_at else 'yet'}. Ask whoever runs the site."
