"""When readers could last see that an entry had changed."""

from directory.catalogue.models import Revision
from directory.catalogue.states import State

HIDDEN = {"note", "source", "named_in_review"}  # only curators see these


def last_changes(ids):
    """Entry id -> the moment since which it says what it says to readers. One query for all."""
    now, since, settled = {}, {}, set()
    versions = Revision.objects.about(ids).values_list("entry", "at", "state", "record")
    for entry, at, state, record in versions:  # the newest first
        shown = shown_of(record) if state == State.PUBLISHED else None
        if entry in settled or now.setdefault(entry, shown) != shown:
            settled.add(entry)
        else:
            since[entry] = at
    return since


def shown_of(record):
    """What readers see of what an entry says."""
    return {name: value for name, value in record.items() if name not in HIDDEN}
