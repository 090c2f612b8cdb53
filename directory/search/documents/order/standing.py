"""Where an entry stands in a list that no words put in order: one whole number, the smallest first.

What curators put into a collection, then what carries the quality mark, what was checked, and the rest. Among each
of these what schools open most, then what is local. How far an organisation is from a child comes before all that.
"""

from datetime import date

from directory.catalogue.doors import Door
from directory.catalogue.kinds import Kind
from directory.search.documents.facet_options import LOCAL, options_of
from directory.search.documents.order.known_above import known_above
from directory.search.engine.weights import REACH

RUNG = 100  # picked 0, then 1 for each step of trust
MOST_OPENED = 15  # steps: as many as fit below a rung, twice


def standings_of(entries):
    """Entry id -> its standing."""
    ids = [entry.pk for entry in entries]
    picked, opened = known_above.picked(ids), known_above.opened(ids)
    return {entry.pk: standing_of(entry, entry.pk in picked, opened.get(entry.pk, 0)) for entry in entries}


def standing_of(entry, picked=False, opened=0):
    reach = entry.specific.distance if entry.kind == Kind.ORGANISATION else 0
    rung = 0 if picked else 1 + entry.trust
    seldom = MOST_OPENED - min(opened, MOST_OPENED)
    return reach * REACH + rung * RUNG + 2 * seldom + (LOCAL not in options_of(entry))


def in_force_day(entry):
    """When guidance came or comes into force or, where nobody has said, was published, as an ordinal; else 0.

    A document is of the day of its latest change, and stands beside it.
    """
    day = None
    if entry.kind == Kind.GUIDANCE:
        day = day_of_change(entry.specific)
    elif entry.door == Door.GUIDANCE:
        day = day_of_document(entry.specific)
    return day.toordinal() if day else 0


def day_of_change(update):
    return update.effective_from or update.published_on


def day_of_document(resource):
    changes = (day_of_change(update) for update in resource.guidance_updates.all() if update.is_published)
    year = date(resource.published_year, 1, 1) if resource.published_year else None
    return max(filter(None, changes), default=year)
