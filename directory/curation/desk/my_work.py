"""What the curators' desk shows beside what waits: one's own work, what changed this week, and what has stopped."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from directory.catalogue.admin.custom_pages import admin_address, edit_address
from directory.catalogue.facts_in_words import count_in_words
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry, Revision
from directory.catalogue.records.reading import model_of
from directory.catalogue.states import Action, State
from directory.catalogue.workflow import REVIEW
from directory.correspondence.models import Email
from directory.correspondence.sending import NO_SERVICE, is_set_up
from directory.following.models import Bank
from directory.freshness.models import JobRun

RECENT = 15
MINE = 10  # lines of one's own work
ASK = "Ask whoever runs the site."


@dataclass(frozen=True)
class Line:
    """One thing of somebody's own work: an entry, what is to be said of it, since when, and where it is worked on."""

    entry: Entry
    words: str
    since: datetime | None
    url: str


def my_work(user):
    """What `user` began or is asked for, the most urgent first: sent back, waiting for them, waiting for others."""
    own = Entry.objects.filter(created_by=user, state__in=[State.DRAFT, State.IN_REVIEW])
    own = own.with_last_step()
    sent_back = own.filter(state=State.DRAFT, last_step=Action.SENT_BACK)
    yield from lines(sent_back, "Sent back to you")
    if user.has_perm(REVIEW):
        others = Entry.objects.waiting_for_review().exclude(created_by=user).with_last_step()
        yield from lines(others, "Waits for somebody to approve it")
    yield from lines(own.filter(state=State.IN_REVIEW, publish_at=None), "Yours: waits for approval")
    yield from lines(own.filter(state=State.IN_REVIEW, publish_at__isnull=False), "Yours: to be published later")
    yield from lines(own.filter(state=State.DRAFT).exclude(pk__in=sent_back.values("pk")), "Your draft")


def lines(entries, words):
    for entry in entries.order_by("last_step_at", "pk")[:MINE]:
        yield Line(entry, words, entry.last_step_at, edit_address(Kind(entry.kind), entry.pk))


def kinds_to_add(user):
    """(what it is called, where it is added) of each kind that `user` may add."""
    for kind in Kind:
        if user.has_perm(f"{kind.namespace}.add_{kind.model_name}"):
            yield kind.label, admin_address(model_of(kind), "add")


def changed_lately(user):
    """The last changes that people made this week: (revision, where its entry is edited)."""
    since = timezone.now() - timedelta(days=7)
    changes = Revision.objects.visible_to(user).by_people().filter(at__gte=since)
    for change in changes.select_related("entry", "by").order_by("-at")[:RECENT]:
        yield change, edit_address(Kind(change.entry.kind), change.entry_id)


def what_has_stopped():
    """What the site should do by itself and has not done, or could not do, in words."""
    yield from email_problems()
    yield from banks_that_fail()
    now, runs = timezone.now(), list(JobRun.objects.exclude(words="").order_by("pk"))
    if not runs:
        yield f"Nothing that this site does by itself has run yet. {ASK}"
    stopped = [run for run in runs if run.is_late(now) or run.ran_at is None]
    for what, some in (
        ("have not run yet", [run for run in stopped if run.ran_at is None]),
        ("have stopped", [run for run in stopped if run.ran_at]),
        ("failed when they last ran", [run for run in runs if run.failed and not run.reason and run not in stopped]),
    ):
        if some:
            yield f"These {what}: {'; '.join(map(in_words, some))}. {ASK}"
    for reason in dict.fromkeys(run.reason for run in runs if run.reason):
        some = "; ".join(run.words for run in runs if run.reason == reason)
        yield f"Not done: {some}. {reason} {ASK}"


def in_words(run):
    since = f", last on {timezone.localtime(run.ran_at):%-d %B at %H:%M}" if run.ran_at else ""
    return f"{run.words or run.name}{since}"


def banks_that_fail():
    """What we would not hear of, above all that they took something from readers."""
    for bank in Bank.objects.failing():
        since = f"{timezone.localtime(bank.failing_since):%-d %B}"
        yield f"The bank “{bank}” could not be read since {since}. {bank.outcome}"


def email_problems():
    """Why people may not have been told."""
    if not is_set_up():
        yield f"{NO_SERVICE}: nobody is told anything by email. {ASK}"
    lately = timezone.now() - timedelta(days=7)
    if failed := Email.objects.filter(state=Email.State.FAILED, ended_at__gte=lately).count():
        yield f"{count_in_words(failed, 'email')} could not be sent this week. The list of emails says why."
    if held := Email.objects.filter(state=Email.State.HELD).exclude(text="").count():
        yield f"{count_in_words(held, 'email')} held back after a restore. Send what is right in the list of emails."
