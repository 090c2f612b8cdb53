from directory.catalogue.signals import versions_forgotten
from directory.following.models import Proposal, TheirEntry


def connect():
    versions_forgotten.connect(forget)


def forget(sender, entry, up_to, **kwargs):
    """What is blanked in the history of an entry is not kept here either: in the same transaction."""
    proposals = Proposal.objects.filter(entry=entry.pk)
    proposals.filter(state=Proposal.State.WAITING).delete()
    proposals.update(record={}, reason="", rang="")
    TheirEntry.objects.filter(entry=entry.pk).update(record={})
