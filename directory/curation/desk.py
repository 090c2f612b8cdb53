"""What the curators' desk shows: what waits, with a count and a ready list for each, and what changed this week."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.admin.custom_pages import edit_address
from directory.catalogue.facts_in_words import count_in_words
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry, Revision
from directory.correspondence.models import Email
from directory.correspondence.sending import NO_SERVICE, is_set_up
from directory.freshness.models import JobRun, Link
from directory.inbox.models import Message
from directory.quality.models import Assessment

RECENT = 15
LATE = timedelta(hours=30)  # a job that has not run for so long has stopped


@dataclass(frozen=True)
class Queue:
    label: str
    count: int
    url: str
    name: str
    since: datetime | date | None = None  # since when the first of them has waited, where that is known


def queues_for(user):
    """What waits for `user`, only what they may see; the most urgent first."""
    entries = Entry.objects.visible_to(user)
    if user.has_perm("inbox.view_message"):
        yield from message_queues()
    if user.has_perm("catalogue.view_entry"):
        for name, label in LISTS.items():
            number, since = count_since(entries.to_do(name), SINCE.get(name))
            address = changelist_address("catalogue_entry", todo=name, **ORDER.get(name, {}))
            yield Queue(label, number, address, name, since)
    if user.has_perm("freshness.view_link"):
        links = Link.objects.for_curators().exclude(state="broken").count()
        yield Queue(
            "Links that now go somewhere else",
            links,
            f"{changelist_address('freshness_link')}?state__in=moved,changed",
            "links",
        )
    if user.has_perm("catalogue.assure_entry"):
        rounds = Assessment.objects.under_way().count()
        yield Queue(
            "Quality reviews in progress", rounds, changelist_address("catalogue_entry", todo="rounds"), "rounds"
        )


def count_since(items, field):
    """(how many, the earliest value of a field or None)"""
    if field is None:
        return items.count(), None
    found = items.order_by().aggregate(number=Count("pk"), since=Min(field))
    return found["number"], found["since"]


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

# What says since when an entry has waited in a list.
SINCE = {
    "late": "publish_at",
    "review": "updated_at",
    "overdue": "review_due_on",
    "broken": "unreachable_since",
    "expired": "expires_on",
}

ORDER = {"review": {"o": "9"}, "drafts": {"o": "9"}, "overdue": {"o": "8"}}  # columns of the list: the oldest first


def message_queues():
    """What may harm a child comes first, by itself, and is among the problems too."""
    for name, label, chosen in (
        ("harm", "Reports that something could harm a child", {"trouble__exact": Message.Trouble.HARMFUL.value}),
        ("problems", "Problems reported", {"purpose__exact": "problem"}),
        ("suggestions", "Suggestions", {"purpose__exact": "suggestion"}),
    ):
        number, since = count_since(Message.objects.waiting().filter(**chosen), "received_at")
        address = changelist_address("inbox_message", **chosen, state__in="new,in_hand")
        yield Queue(label, number, address, name, since)


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
    yield from email_problems()
    known = {run.name: run.ran_at for run in JobRun.objects.all()}
    for name, words in (
        ("run_due_jobs", "Scheduled publishing and ending quality marks"),
        ("check_links", "Checking links"),
    ):
        ran_at = known.get(name)
        if ran_at is None or ran_at < timezone.now() - LATE:
            yield f"{words} has not run {f'since {ran_at:%-d %B}' if ran_at else 'yet'}. Ask whoever runs the site."


def email_problems():
    """Why people may not have been told."""
    if not is_set_up():
        yield f"{NO_SERVICE}: nobody is told anything by email. Ask whoever runs the site."
    lately = timezone.now() - timedelta(days=7)
    if failed := Email.objects.filter(state=Email.State.FAILED, ended_at__gte=lately).count():
        yield f"{count_in_words(failed, 'email')} could not be sent this week. The list of emails says why."
