"""A mark follows the thing that was reviewed, whatever way its entry was changed: form, import, restoring."""

from directory.catalogue.records.reviewed import replaced_parts
from directory.catalogue.signals import revisions_recorded
from directory.quality.lapsing import lapse


def connect():
    revisions_recorded.connect(lapse_where_replaced)


def lapse_where_replaced(sender, revisions, mark_holds=False, **kwargs):
    """End the mark of what has become another thing, unless somebody says that its review still holds."""
    for revision in revisions:
        if revision.entry.has_mark and not mark_holds and (replaced := replaced_since_last(revision)):
            lapse(entry=revision.entry, because=f"It is not what was reviewed: {', '.join(replaced)}.")


def replaced_since_last(revision):
    last = revision.entry.revisions.filter(number__lt=revision.number).first()
    return replaced_parts(last.record_today, revision.record) if last and last.record else []
