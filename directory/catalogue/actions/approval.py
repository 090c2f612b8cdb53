"""What is published is what was approved: what changes after its approval is approved again."""

from directory.catalogue.actions.history import record_locked
from directory.catalogue.models import Entry
from directory.catalogue.records.comparing import is_same
from directory.catalogue.records.reading import record_of
from directory.catalogue.signals import revisions_recorded
from directory.catalogue.states import Action, State
from directory.taxonomy.models import Topic

NOT_JUDGED = {"uuid", "checked_on", "review_due_on", "note"}  # a check of the facts is no other text


def connect():
    revisions_recorded.connect(look_again)


def look_again(sender, revisions, **kwargs):
    """An entry that waits for its day and has changed, whatever changed it, waits for an approval again."""
    for revision in revisions:
        waits = revision.state == State.IN_REVIEW and revision.entry.publish_at is not None
        if waits and revision.action != Action.UNAPPROVED and not is_what_was_approved(revision.entry):
            take_approval_back(revision.entry, by=revision.by)


def is_what_was_approved(entry):
    """What an older release approved did not say what came since: that is empty, and the same."""
    approved = entry.revisions.filter(action=Action.SCHEDULED).first()
    return approved is not None and is_same(judged(approved.record_today), judged(record_of(entry)))


def judged(record):
    """What somebody approves of a record. A topic that was merged since is the one that it became."""
    became = dict(Topic.objects.filter(merged_into__isnull=False).values_list("code", "merged_into__code"))
    topics = {became.get(code, code) for code in record.get("topics", ())}
    return {name: value for name, value in record.items() if name not in NOT_JUDGED} | {"topics": topics}


def take_approval_back(entry, *, by=None):
    """Back to those who approve. `entry` is locked."""
    Entry.objects.filter(pk=entry.pk).update(publish_at=None)
    entry.publish_at = None
    record_locked(entry=entry, action=Action.UNAPPROVED, by=by)
