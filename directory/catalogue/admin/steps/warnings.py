"""What whoever takes a step is warned of, beside what the entry itself lacks.

Rooms above add to it when they are ready (`apps.py`): the catalogue knows nothing of links.
"""

from dataclasses import dataclass

sources = []  # each takes a step and an entry, and gives warnings


@dataclass(frozen=True)
class StepWarning:
    words: str
    stops: bool = False  # whether nobody takes the step with the saving, before they have read this


def warnings_before(step, entry):
    return [warning for source in sources for warning in source(step, entry)]
