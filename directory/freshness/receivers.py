"""A web address that is mended is forgiven at once, and the new one is asked first at the next check.

So is what is sent for review: whoever approves it is told what its links answered.
"""

from directory.catalogue.models import Entry
from directory.catalogue.signals import revisions_recorded
from directory.catalogue.states import Action
from directory.freshness.actions import ask_first, follow_address
from directory.freshness.models import Link

CHANGES_ADDRESS = {Action.EDITED, Action.IMPORTED, Action.RESTORED, Action.SWAPPED}


def connect():
    revisions_recorded.connect(follow_addresses)
    revisions_recorded.connect(ask_what_is_sent)


def ask_what_is_sent(sender, revisions, **kwargs):
    for revision in revisions:
        if revision.action == Action.SUBMITTED:
            ask_first(entry=revision.entry)


def follow_addresses(sender, revisions, **kwargs):
    entries = {revision.entry_id: revision.entry for revision in revisions if revision.action in CHANGES_ADDRESS}
    if not entries:
        return
    links = Link.objects.filter(entry__in=entries).values_list("entry", "address")
    known = set(links)
    unreachable = {pk for pk, entry in entries.items() if entry.unreachable_since}
    for pk in {pk for pk, _ in known} | unreachable:
        if (pk, entries[pk].url) not in known:
            follow_address(entry=Entry.objects.get(pk=pk))
