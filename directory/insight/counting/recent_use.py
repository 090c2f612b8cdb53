"""How often schools opened each entry of late, worked out each night: lists that no words order go by it."""

from collections import Counter
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry, FormerSlug
from directory.insight.models import Count, RecentUse
from directory.search.documents.index_writer import update_documents

LATE = timedelta(days=90)
FEW = 5  # opened less often, an entry has no step: chance, or one reader, puts nothing first


@transaction.atomic
def note_recent_use(*, today=None):
    """Keep the step of each entry as of the end of yesterday. Returns the entries whose step is another now."""
    today = today or timezone.localdate()
    before = dict(RecentUse.objects.values_list("entry", "step"))
    now = {
        pk: step
        for pk, number in opened_between(today - LATE, today - timedelta(1)).items()
        if (step := step_of(number))
    }
    RecentUse.objects.all().delete()
    steps = [RecentUse(entry_id=pk, step=step) for pk, step in sorted(now.items())]
    RecentUse.objects.bulk_create(steps, ignore_conflicts=True)  # another process may be at it
    moved = {pk for pk in before.keys() | now.keys() if before.get(pk) != now.get(pk)}
    update_documents(moved)
    return moved


def step_of(number):
    """Each step takes twice as many as the one before, so that being first does not keep an entry first."""
    return (number // FEW).bit_length()


def opened_between(first, last):
    """Entry id -> how often its page was opened, under today's address or a former one."""
    entries, opened = entries_by_key(), Counter()
    for key, number in Count.objects.between(first, last).of(Count.What.OPENED).by_key().items():
        if key in entries:
            opened[entries[key]] += number
    return opened


def entries_by_key():
    """What opens are counted under ("resources/slug") -> the entry."""
    former = FormerSlug.objects.values_list("kind", "slug", "entry")
    today = Entry.objects.values_list("kind", "slug", "pk")
    return {f"{Kind(kind).namespace}/{slug}": pk for kind, slug, pk in [*former, *today]}
