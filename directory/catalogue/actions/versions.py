"""Keeping every version of what curators look after beside entries, and going back to one.

A topic hub, a collection, a network, a vocabulary's term: anything that a record can be made of. `by` is a user; None
is the bank itself.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from directory.catalogue.models import Entry, Version
from directory.catalogue.records.reading import record_of
from directory.catalogue.records.texts import personal_findings
from directory.catalogue.records.writing import apply_record
from directory.catalogue.states import Action

FIRST = "The first version that is kept."


def versions_of(thing):
    """Every version of an entry or of anything else, the newest first."""
    return thing.revisions.all() if isinstance(thing, Entry) else Version.objects.of(thing)


def version_of(thing):
    """The number of the last one; 0 before the first is kept."""
    return (versions_of(thing).values_list("number", flat=True).first() or 0) if thing.pk else 0


@transaction.atomic
def record_version(*, thing, action, by=None, why=""):
    """Keep what `thing` says now as its next version. Returns it; None where an edit changed nothing."""
    thing = locked(thing)
    last, record = versions_of(thing).first(), record_of(thing)
    if action == Action.EDITED and last and last.record == record:
        return None
    number = last.number + 1 if last else 1
    return Version.objects.create(thing=thing, number=number, action=action, by=by, why=why, record=record)


@transaction.atomic
def keep_what_was(thing):
    """Before a change: keep what `thing` says so far, if no version does. Nothing is ever changed unseen."""
    if version_of(thing):
        return record_version(thing=thing, action=Action.EDITED, why="Changed by the system, as by loading content.")
    return record_version(thing=thing, action=Action.CREATED, why=FIRST)


@transaction.atomic
def restore_version(*, version, by, not_personal=""):
    """Make the thing say again what it said at `version`. Later versions stay.

    Raises ValidationError if that cannot be: what it names has gone, readers would be shown what they must not, or a
    text that comes back looks personal and `not_personal`, what somebody ticked, is not about it.
    """
    thing = locked(version.thing)
    keep_what_was(thing)
    personal = findings_coming_back(version)
    if problems := personal.problems(not_personal):
        raise ValidationError(problems)
    apply_record(thing, version.record)
    looked_at = " Texts looked at: not about a person." if personal.digest else ""
    why = f"Restored from version {version.number}.{looked_at}"
    return record_version(thing=thing, action=Action.RESTORED, by=by, why=why)


def findings_coming_back(version):
    """What looks personal in what would be restored, and is not said now."""
    return personal_findings(type(version.thing), version.record, before=record_of(version.thing))


def locked(thing):
    """It as it stands now, and nobody else's until the transaction ends."""
    return type(thing)._base_manager.select_for_update(of=("self",), no_key=True).get(pk=thing.pk)
