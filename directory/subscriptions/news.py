"""What is new each week, for each who asked: a few queries, however many they are."""

from datetime import datetime, time, timedelta
from functools import cache

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry, Revision
from directory.catalogue.states import Action
from directory.correspondence.queue import compose, queue_emails, site_address
from directory.search.documents.index_store import index_store
from directory.subscriptions.actions import headers_for
from directory.subscriptions.models import Subscription
from directory.subscriptions.wanted import Wanted

MORNING = time(8)
MOST_LISTED = 10
A_WEEK = timedelta(days=7)


@transaction.atomic
def send_news(*, now=None):
    """Queue the week's news for all who have not had it. Returns what was done, in words."""
    until = last_monday(now or timezone.now())
    due = list(Subscription.objects.to_tell(until))
    if not due:
        return "nobody to tell"
    new = new_entries(min(one.told_until for one in due), until)
    snapshot = index_store.snapshot()
    fitting = cache(lambda what, query: fitting_today(Wanted(what, query, snapshot=snapshot)))
    emails = [email for one in due if (email := email_for(one, new, *fitting(one.what, one.query), until))]
    queue_emails(emails)
    Subscription.objects.filter(pk__in=[one.pk for one in due]).update(told_until=until)
    return f"{len(emails)} of {len(due)} told"


def last_monday(now):
    """The last Monday morning before now, local time."""
    today = timezone.localdate(now)
    monday = timezone.make_aware(datetime.combine(today - timedelta(days=today.weekday()), MORNING))
    return monday if monday <= now else monday - A_WEEK


def new_entries(since, until):
    """The entries that readers saw for the first time between two moments and still see, the newest first."""
    shown = Q(revisions__action=Action.PUBLISHED)
    lately = Revision.objects.of(Action.PUBLISHED).filter(at__gt=since, at__lte=until)
    entries = Entry.objects.published().active().filter(pk__in=lately.entries())
    first = entries.annotate(shown_at=Min("revisions__at", filter=shown))
    return list(first.filter(shown_at__gt=since, shown_at__lte=until).order_by("-shown_at", "pk"))


def fitting_today(wanted):
    """(what is wanted, the ids of what fits it); none where a filter has gone since."""
    return wanted, set() if wanted.problems else wanted.entry_ids()


def email_for(subscription, new, wanted, ids, until):
    """The news of one reader, or None if there is nothing."""
    only_guidance = subscription.what == Subscription.What.GUIDANCE
    own = [
        entry
        for entry in new
        if entry.shown_at > subscription.told_until
        and entry.pk in ids
        and (entry.kind == Kind.GUIDANCE or not only_guidance)
    ]
    if not own:
        return None
    said = {
        "entries": own[:MOST_LISTED],
        "more": len(own[MOST_LISTED:]),
        "wanted": wanted,
        "stop": site_address(subscription.stop_url),
    }
    return compose(
        key=f"reader:news:{subscription.uuid.hex}:{until:%Y-%m-%d}",
        to=subscription.to,
        template="news_for_reader",
        context=said,
        headers=headers_for(subscription),
    )
