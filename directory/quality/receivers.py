"""A review follows the thing that was reviewed, whatever way its entry was changed: form, import, restoring."""

from directory.catalogue.records.reviewed import replaced_parts
from directory.catalogue.signals import revisions_recorded
from directory.quality.lapsing import lapse
from directory.quality.models import Assessment
from directory.quality.starting_over import start_over


def connect():
    revisions_recorded.connect(end_what_was_of_another_thing)


def end_what_was_of_another_thing(sender, revisions, mark_holds=False, **kwargs):
    """What has become another thing loses its mark, and a round under way starts over, unless somebody says that its
    review still holds.
    """
    if mark_holds:
        return
    reviewed = with_review(revisions)
    for revision in revisions:
        if revision.entry_id in reviewed and (replaced := replaced_since_last(revision)):
            because = f"It is not what was reviewed: {', '.join(replaced)}."
            start_over(entry=revision.entry, because=because, version=revision.number - 1)
            if revision.entry.has_mark:
                lapse(entry=revision.entry, because=because)


def with_review(revisions):
    """The ids of the entries with a mark or with a round under way."""
    marked = {revision.entry_id for revision in revisions if revision.entry.has_mark}
    ids = [revision.entry_id for revision in revisions]
    return marked | set(Assessment.objects.under_way().filter(entry__in=ids).values_list("entry", flat=True))


def replaced_since_last(revision):
    last = revision.entry.revisions.filter(number__lt=revision.number).first()
    return replaced_parts(last.record_today, revision.record) if last and last.record else []
