"""What tells one state of all that readers see from another, in one place.

It moves with every entry, hub, vocabulary, notice, contact and local network, since each of them counts the edition
on; with the release and the settings that stand on pages; and with each step of time in which a service may open.
"""

import time

from django.conf import settings

from directory.organisations.opening_times import opening_step
from directory.search.documents.soundness import editions
from directory.search.pages.code_version import CODE_VERSION


class LastEdition:
    """The one that this process read last in the database itself, which an outage leaves it with."""

    seen = None


last_edition = LastEdition()


def read_edition():
    """As text, or None in a bank that has none yet: one small query. Nothing is mended here, and no index is read."""
    found = editions.current_edition()
    edition = found and f"{found[0]}-{found[1]}"
    if not editions.are_of_replica():
        last_edition.seen = edition
    return edition


def is_as_far(edition, other):
    """Whether the bank was at `other` and has come to `edition` since, or is there yet."""
    born, _, revision = edition.rpartition("-")
    other_born, _, other_revision = other.rpartition("-")
    return born == other_born and int(revision) >= int(other_revision)


def state_of_readers():
    """As text; None where nothing can be told. Read it before the page, so that it is never younger than that."""
    edition = read_edition()
    if edition is None:
        return None
    step = opening_step(int(time.time()))
    return "\n".join([CODE_VERSION, edition, str(step), settings.SITE_ADDRESS, settings.CONTACT_EMAIL])
