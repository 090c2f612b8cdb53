"""What one loading of the starter content came to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Loaded:
    """How many things were added, and how many were there already and left alone."""

    added: int
    kept: int

    def __add__(self, other):
        return Loaded(self.added + other.added, self.kept + other.kept)
