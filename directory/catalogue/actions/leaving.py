"""What is asked before an entry leaves the places in which readers look for help in an emergency, and done then."""

from django.db import transaction

from directory.catalogue.signals import left_urgent_places
from directory.catalogue.usage import urgent_places

NOBODY = "nobody"  # the place stays empty: only where others stand there


def problems_of_leaving(places, instead, knows):
    """What is still to be said, a sentence each. `instead` maps the key of each place to what takes it."""
    for place in places:
        chosen = instead.get(place.key, "")
        if chosen not in {NOBODY, *(value for value, _ in place.choices)}:
            yield f"Choose what takes its place in {place.where}."
        elif chosen == NOBODY and place.vital:
            yield f"Nobody else there is for the same area: {place.where}. Choose what takes its place."
    if places and not knows:
        yield "Readers look there for help in an emergency. Tick that you know what they will see instead."


@transaction.atomic
def leave(*, entry, places, instead, by):
    """Put what was chosen into each of the `places` that `entry` leaves. Returns what the history says of it."""
    said = [
        f"In {place.where}: nobody."
        if instead[place.key] == NOBODY
        else f"In {place.where} now: {urgent_places.replace(place.key, instead[place.key], by=by)}."
        for place in places
    ]
    if places:
        left_urgent_places.send(type(entry), entry=entry, places=places, by=by, said=said)
    return " ".join(said)
