"""What the bank does by itself with working copies."""

from directory.catalogue.facts_in_words import count_in_words
from directory.catalogue.working_copies.actions import publish_due_copies


def swap_in_due_copies(*, now=None):
    """Publish the working copies that were approved for a day that has come. Returns what was done, in words."""
    swapped, waiting = publish_due_copies(now=now)
    done = f"{count_in_words(len(swapped), 'rewrite')} published"
    return f"{done}, {len(waiting)} could not be published" if waiting else done
