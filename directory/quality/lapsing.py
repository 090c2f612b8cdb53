"""How a quality mark ends: its day has passed, or what it rests on has gone."""

from django.db import transaction
from django.utils import timezone

from directory.catalogue.actions.history import locked, record_revision
from directory.catalogue.models import Entry
from directory.catalogue.states import MARKS, Action, Quality, Status


@transaction.atomic
def lapse(*, entry, because):
    """End the standing result of `entry`. Does nothing where there is none."""
    entry = locked(entry)
    ended = entry.assessments.standing().update(lapsed_on=timezone.localdate(), lapsed_because=because[:300])
    if not ended and entry.quality not in MARKS:
        return False
    next_round = entry.assessments.under_way().exists()
    entry.quality, entry.quality_until = Quality.IN_REVIEW if next_round else Quality.UNREVIEWED, None
    entry.save(update_fields=["quality", "quality_until", "updated_at"])
    record_revision(entry=entry, action=Action.LAPSED, why=because)
    return True


def lapse_what_is_over(*, today=None):
    """Lapse every mark whose day has passed or whose guidance has been replaced. Returns how many."""
    reasons = [*out_of_date(today or timezone.localdate()), *resting_on_what_is_gone()]
    return sum(lapse(entry=entry, because=because) for entry, because in reasons)


def out_of_date(today):
    for entry in Entry.objects.filter(quality_until__lt=today):
        yield entry, f"Its review was valid until {entry.quality_until:%-d %B %Y}."


def resting_on_what_is_gone():
    """Entries with a mark that cite guidance which is superseded, closed or archived."""
    marked = Entry.objects.filter(quality__in=MARKS)
    for entry in marked.filter(cites__isnull=False).distinct().prefetch_related("cites"):
        gone = [cited for cited in entry.cites.all() if cited.status != Status.ACTIVE or cited.state == "archived"]
        if gone:
            yield entry, f"It is based on “{gone[0].title}”, which is no longer in force."
