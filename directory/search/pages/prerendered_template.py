"""Rendered HTML whose slots can be filled in without rendering it again.

Templates put private characters, which no text of ours holds, around each slot; here they are found once.
"""

import re
from collections import defaultdict

from markupsafe import Markup

from directory.search.engine.cache import BoundedCache

COUNT, ZERO = " count", " zero"  # how the names of slots for a number end
SLOT = re.compile("\ue003(.*?)\ue004")


def slot(name):
    """A place in a template that `PrerenderedTemplate.filled` fills."""
    return Markup(f"\ue003{name}\ue004")  # noqa: S704 (names are ours)


class PrerenderedTemplate:
    """Rendered HTML with slots. Rendering takes milliseconds and is done once; filling in takes microseconds."""

    def __init__(self, html):
        self._pieces = SLOT.split(html)
        self._places = defaultdict(list)
        for place in range(1, len(self._pieces), 2):
            self._places[self._pieces[place]].append(place)
            self._pieces[place] = ""
        self._counts, self._zeros = defaultdict(list), defaultdict(list)
        for name, places in self._places.items():
            for ending, slots in ((COUNT, self._counts), (ZERO, self._zeros)):
                if name.endswith(ending):
                    facet, _, code = name.removesuffix(ending).partition(" ")
                    slots[facet] += [(code, place) for place in places]

    def filled(self, values, counts):
        """The HTML with each slot's value, which is HTML itself; a slot that has none is left empty.

        "sector primary count" is the slot for the count of that option, and "sector primary zero" that for the class
        that it has if nothing is left.
        """
        pieces = self._pieces.copy()
        for facet, slots in self._counts.items():
            count_of = counts[facet]
            for code, place in slots:
                pieces[place] = IN_WORDS[count_of[code]]
        for facet, slots in self._zeros.items():
            count_of = counts[facet]
            for code, place in slots:
                if not count_of[code]:
                    pieces[place] = " none"
        for name, value in values.items():
            for place in self._places.get(name, ()):
                pieces[place] = value
        return "".join(pieces)


class Numbers(BoundedCache):
    """Count -> how it is written, made when it is first asked for."""

    def __missing__(self, count):
        words = self[count] = f"{count:,}"
        return words


IN_WORDS = Numbers(20_000)
