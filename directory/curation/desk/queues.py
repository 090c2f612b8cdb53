"""What waits for somebody: each pile with its number, since when its first has waited, and a list of just it."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Count, Min
from django.urls import reverse

from directory.catalogue.models import Entry
from directory.catalogue.workflow import works_on_entries
from directory.following.models import Proposal
from directory.freshness.models import Link
from directory.inbox.models import Message
from directory.owners.models import Owner, ProposedChange
from directory.who_to_call.models import Need


@dataclass(frozen=True)
class Queue:
    name: str
    label: str
    count: int
    url: str
    since: datetime | date | None = None  # since when the first of them has waited, where that is known
    urgent: bool = False  # somebody may be harmed while it waits


LISTS = {
    "late": "Not published when due",
    "review": "To review",
    "copies": "Working copies to review",
    "overdue": "Review overdue",
    "broken": "Broken links",
    "check": "Details to check first",
    "gone": "Names a successor that is gone",
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

NEEDS = {
    "nobody": "Routes with nobody whom readers can see",
    "out_of_sight": "Stands in a route, and readers cannot see it",
}


def queues_for(user):
    """What waits for `user`, only what they may see; the most urgent first."""
    entries = Entry.objects.visible_to(user)
    if user.has_perm("inbox.view_message"):
        yield harm_queue()
    if user.has_perm("who_to_call.view_need"):
        yield from need_queues()
    if user.has_perm("following.view_proposal"):
        yield from bank_queues()
    if user.has_perm("inbox.view_message"):
        yield from message_queues()
    if user.has_perm("owners.view_proposedchange"):
        yield from owner_queues()
    if works_on_entries(user):
        yield from entry_queues(entries)
    if user.has_perm("freshness.view_link"):
        links = Link.objects.for_curators().exclude(state="broken").count()
        address = f"{changelist_address('freshness_link')}?state__in=moved,changed"
        yield Queue("links", "Links that now go somewhere else", links, address)
    if user.has_perm("catalogue.assure_entry"):
        rounds = entries.to_do("rounds").count()
        yield Queue(
            "rounds", "Quality reviews in progress", rounds, changelist_address("catalogue_entry", todo="rounds")
        )


def harm_queue():
    """By itself, and among the problems too."""
    number, since = count_since(Message.objects.waiting().of_harm(), "received_at")
    address = changelist_address("inbox_message", trouble__exact="harmful", state__in="new,in_hand")
    return Queue("harm", "Reports that something could harm a child", number, address, since, urgent=True)


def need_queues():
    for name, label in NEEDS.items():
        needs = Need.objects.that_have(name).count()
        yield Queue(name, label, needs, changelist_address("who_to_call_need", stands=name), urgent=True)


def message_queues():
    for name, label, purpose in (
        ("problems", "Problems reported", "problem"),
        ("suggestions", "Suggestions", "suggestion"),
    ):
        number, since = count_since(Message.objects.waiting().for_purpose(purpose), "received_at")
        address = changelist_address("inbox_message", purpose__exact=purpose, state__in="new,in_hand")
        yield Queue(name, label, number, address, since)


def owner_queues():
    """What organisations sent, and who is to be asked."""
    number, since = count_since(ProposedChange.objects.waiting(), "received_at")
    address = changelist_address("owners_proposedchange", state__exact="waiting")
    yield Queue("changes", "Changes sent by organisations", number, address, since)
    due = Owner.objects.due().count()
    yield Queue("asking", "Organisations to ask if all is right", due, changelist_address("owners_owner", due="yes"))


def bank_queues():
    """What other banks propose: first what they withdrew or closed, or have another number for."""
    waiting = Proposal.objects.waiting()
    for name, label, some, rank, urgent in (
        ("banks_urgent", "Other banks: withdrawn, closed, another number", waiting.urgent(), {"rank__lte": 1}, True),
        ("banks", "Proposals of other banks", waiting.not_urgent(), {"rank__gt": 1}, False),
    ):
        number, since = count_since(some, "received_at")
        address = changelist_address("following_proposal", state__exact="waiting", **rank)
        yield Queue(name, label, number, address, since, urgent=urgent)


def entry_queues(entries):
    for name, label in LISTS.items():
        number, since = count_since(entries.to_do(name), SINCE.get(name))
        yield Queue(
            name, label, number, changelist_address("catalogue_entry", todo=name, **ORDER.get(name, {})), since
        )


def count_since(items, field):
    """(how many, the earliest value of a field or None)"""
    if field is None:
        return items.count(), None
    found = items.order_by().aggregate(number=Count("pk"), since=Min(field))
    return found["number"], found["since"]


def changelist_address(name, **query):
    address = reverse(f"admin:{name}_changelist")
    return f"{address}?{urlencode(query)}" if query else address
