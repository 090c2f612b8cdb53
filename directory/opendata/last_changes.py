"""When readers could last see that an entry had changed."""

from directory.casestudies.models import CaseStudy
from directory.catalogue.models import Revision
from directory.catalogue.records.comparing import comparable
from directory.catalogue.states import State

# Only curators see these.
HIDDEN = {
    *("note", "source", "named_in_review", "consent_status"),
    *(*CaseStudy.ANONYMITY, *CaseStudy.FULLNESS, *CaseStudy.SIGNED_OFF),
}
NO_NEWS = HIDDEN | {"aliases", "checked_on", "review_due_on"}  # that facts were looked at again is no news of them


def last_changes(ids, *, without=HIDDEN):
    """Entry id -> the moment since which it says what it says to readers. One query for all."""
    now, since, settled = {}, {}, set()
    versions = Revision.objects.about(ids).values_list("entry", "at", "state", "record")
    for entry, at, state, record in versions:  # the newest first
        shown = shown_of(record, without) if state == State.PUBLISHED else None
        if entry in settled or now.setdefault(entry, shown) != shown:
            settled.add(entry)
        else:
            since[entry] = at
    return since


def shown_of(record, without):
    return comparable({name: value for name, value in record.items() if name not in without})
