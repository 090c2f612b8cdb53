"""What rooms above the search know of entries that lists go by. Each says how to ask it when it is ready (`apps.py`).

Whenever the answer for an entry changes, that room has its document written anew (`index_writer.update_documents`).
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class KnownAbove:
    """`picked`: ids -> the set of those in a curators' collection. `opened`: ids -> {id: step}, how often readers
    opened each of late, in coarse steps; one that is missing has none.
    """

    picked: Callable = lambda ids: set()
    opened: Callable = lambda ids: {}


known_above = KnownAbove()
