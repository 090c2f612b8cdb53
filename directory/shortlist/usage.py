"""What readers' lists say of where an entry is used: a number, for a list is known by its address alone."""

from directory.catalogue.usage import Use
from directory.shortlist.models import Shortlist


def uses_of(entry):
    if number := Shortlist.objects.filter(items__entry=entry.pk).distinct().count():
        yield Use(f"Readers' own lists: {number}")
