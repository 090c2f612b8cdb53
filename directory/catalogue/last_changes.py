"""When readers could last see that an entry had changed."""

from functools import cache

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Revision
from directory.catalogue.records.comparing import comparable
from directory.catalogue.records.reading import model_of
from directory.catalogue.states import State


def last_changes(ids, *, leaving_out=frozenset()):
    """Entry id -> the moment since which it says what it says to readers, whatever the fields `leaving_out` say.

    One query for all.
    """
    now, since, settled = {}, {}, set()
    versions = Revision.objects.about(ids).values_list("entry", "at", "state", "record")
    for entry, at, state, record in versions:  # the newest first
        shown = shown_of(record, leaving_out) if state == State.PUBLISHED else None
        if entry in settled or now.setdefault(entry, shown) != shown:
            settled.add(entry)
        else:
            since[entry] = at
    return since


def shown_of(record, leaving_out):
    """What readers see of what an entry says."""
    left = curators_only() | leaving_out
    return comparable({name: value for name, value in record.items() if name not in left})


@cache
def curators_only():
    return frozenset(name for kind in Kind for name in model_of(kind).CURATORS_ONLY)
