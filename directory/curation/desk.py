"""What the curators' desk shows: what waits, with a count and a ready list for each, and what changed this week."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from directory.catalogue.admin.custom_pages import edit_address
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry, Revision
from directory.catalogue.workflow import works_on_entries
from directory.freshness.models import JobRun, Link
from directory.inbox.models import Message
from directory.who_to_call.models import Need

RECENT = 15
ASK = "Ask whoever runs the site."


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
    if works_on_entries(user):
        for name, label in LISTS.items():
            yield Queue(
                label,
                entries.to_do(name).count(),
                changelist_address("catalogue_entry", todo=name, **ORDER.get(name, {})),
            )
    if user.has_perm("who_to_call.view_need"):
        for name, label in NEEDS.items():
            needs = Need.objects.that_have(name).count()
            yield Queue(label, needs, changelist_address("who_to_call_need", stands=name))
    if user.has_perm("freshness.view_link"):
        links = Link.objects.for_curators().exclude(state="broken").count()
        yield Queue(
            "Links that now go somewhere else",
            links,
            f"{changelist_address('freshness_link')}?state__in=moved,changed",
        )
    if user.has_perm("catalogue.assure_entry"):
        rounds = entries.to_do("rounds").count()
        yield Queue("Quality reviews in progress", rounds, changelist_address("catalogue_entry", todo="rounds"))


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

NEEDS = {
    "out_of_sight": "Stands in a route, and readers cannot see it",
    "nobody": "Routes with nobody whom readers can see",
}

ORDER = {"review": {"o": "9"}, "drafts": {"o": "9"}, "overdue": {"o": "8"}}  # columns of the list: the oldest first


def message_queues():
    waiting = Message.objects.waiting()
    harm = changelist_address("inbox_message", trouble__exact="harmful", state__in="new,in_hand")
    yield Queue("Could harm a child", waiting.of_harm().count(), harm)
    for purpose, label in (("problem", "Problems reported"), ("suggestion", "Suggestions")):
        number = waiting.filter(purpose=purpose).count()
        yield Queue(
            label, number, changelist_address("inbox_message", purpose__exact=purpose, state__in="new,in_hand")
        )


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
    """What the site should do by itself and has not done, or could not do, in words."""
    now, runs = timezone.now(), list(JobRun.objects.exclude(words="").order_by("pk"))
    if not runs:
        yield f"Nothing that this site does by itself has run yet. {ASK}"
    stopped = [run for run in runs if run.is_late(now) or run.ran_at is None]
    lines = [
        ("have not run yet", [run for run in stopped if run.ran_at is None]),
        ("have stopped", [run for run in stopped if run.ran_at]),
        ("failed when they last ran", [run for run in runs if run.failed and run not in stopped]),
    ]
    for what, some in lines:
        if some:
            yield f"These {what}: {'; '.join(map(in_words, some))}. {ASK}"


def in_words(run):
    since = f", last on {timezone.localtime(run.ran_at):%-d %B at %H:%M}" if run.ran_at else ""
    return f"{run.words or run.name}{since}"
