"""Keeping every version of a hub, and going back to one. `by` is a user; None is the bank itself."""

from django.core.exceptions import ValidationError
from django.db import transaction

from directory.catalogue.states import Action
from directory.topics.hub_record import apply_hub_record, personal_in_hub, record_of_hub
from directory.topics.models import Hub, HubRevision


@transaction.atomic
def record_hub(*, hub, action, by=None, why=""):
    """Keep what `hub` says now as its next version. Returns it; None where an edit changed nothing."""
    hub = locked(hub.pk)
    last, record = hub.revisions.first(), record_of_hub(hub)
    if action == Action.EDITED and last and last.record == record:
        return None
    number = last.number + 1 if last else 1
    return HubRevision.objects.create(hub=hub, number=number, action=action, by=by, why=why, record=record)


def keep_first_versions():
    """Of all hubs that have no history yet: what was just added, and what came before versions were kept."""
    for hub in Hub.objects.filter(revisions__isnull=True):
        record_hub(hub=hub, action=Action.CREATED, why="The first version that is kept.")


@transaction.atomic
def restore_hub(*, revision, by, not_personal=""):
    """Make the hub say again what it said at `revision`. Later versions stay.

    Raises ValidationError if that cannot be: an entry that it names has gone, or a text that comes back looks
    personal and `not_personal`, what somebody ticked, is not about it.
    """
    hub = locked(revision.hub_id)
    personal = personal_in_hub(revision.record, record_of_hub(hub))
    if problems := personal.problems(not_personal):
        raise ValidationError(problems)
    apply_hub_record(hub, revision.record)
    why = f"Restored from version {revision.number}.{' Texts looked at: not about a person.' * bool(personal.digest)}"
    return record_hub(hub=hub, action=Action.RESTORED, by=by, why=why)


def locked(pk):
    """The hub as it stands now, and nobody else's until the transaction ends."""
    return Hub.objects.select_for_update(of=("self",)).get(pk=pk)
