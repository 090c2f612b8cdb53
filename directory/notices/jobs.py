"""What runs without anybody asking. Each may run as often as it likes: nobody is told the same twice."""

from django.utils import timezone

from directory.catalogue.facts_in_words import count_in_words
from directory.notices.contact_notices import tell_of_contacts
from directory.notices.digest import send_digests
from directory.notices.workflow_notices import tell_of_late_entries

__all__ = ["send_digests", "tell_of_trouble"]


def tell_of_trouble(*, now=None):
    """Tell of contacts that readers cannot reach, and of what was not published in time. Returns that in words."""
    now = now or timezone.now()
    contacts, late = tell_of_contacts(now=now), tell_of_late_entries(now=now)
    return f"{count_in_words(contacts, 'new problem')} with contacts, {late} told of late entries"
