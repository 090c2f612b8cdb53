"""Keeping versions of topic hubs that the system itself made."""

from directory.catalogue.actions.versions import keep_what_was, version_of
from directory.topics.models import Hub


def keep_first_versions():
    """Of all hubs that have no history yet: what was just added, and what came before versions were kept."""
    for hub in Hub.objects.all():
        if not version_of(hub):
            keep_what_was(hub)
