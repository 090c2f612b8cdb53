"""What tells one state of all that readers see from another, in one place.

It moves with every entry, hub, vocabulary, notice, contact and local network, since each of them counts the edition
on; with the release and the settings that stand on pages; and with each step of time in which a service may open.
"""

import time

from django.conf import settings
from django.db import connection

from directory.organisations.opening_times import opening_step
from directory.search.pages.code_version import CODE_VERSION


class LastEdition:
    """The one that this process read last, which an outage leaves it with."""

    seen = None


last_edition = LastEdition()


def read_edition():
    """As text, or None in a bank that has none yet: one small query. Nothing is mended here, and no index is read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT born, revision FROM search_edition")
        row = cursor.fetchone()
    last_edition.seen = row and f"{row[0]}-{row[1]}"
    return last_edition.seen


def state_of_readers():
    """As text; None where nothing can be told. Read it before the page, so that it is never younger than that."""
    edition = read_edition()
    if edition is None:
        return None
    step = opening_step(int(time.time()))
    return "\n".join([CODE_VERSION, edition, str(step), settings.SITE_ADDRESS, settings.CONTACT_EMAIL])
