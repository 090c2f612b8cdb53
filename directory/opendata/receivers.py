from directory.catalogue.signals import versions_forgotten
from directory.opendata.models import Recall


def connect():
    versions_forgotten.connect(recall)


def recall(sender, entry, up_to, **kwargs):
    """No file may go on saying what was blanked in the history: in the same transaction."""
    Recall.objects.update_or_create(entry=entry.uuid, defaults={"up_to": up_to})
