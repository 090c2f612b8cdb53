"""What an entry needs before readers may see it."""

from directory.catalogue.states import Confidence, Status


class PublicationRequirements:
    # Attribute -> the curator's words for it. A kind adds its own.
    NEEDED_TO_PUBLISH = {
        "summary": "a summary",
        "age_min": "the youngest age",
        "age_max": "the oldest age",
        "sectors": "at least one sector",
        "audiences": "at least one audience",
        "topics": "at least one topic",
        "districts": "at least one district, or National",
        "cost": "a cost",
    }

    def publication_problems(self, chosen=None):
        """What keeps this entry from readers, in the curator's words; empty if nothing does.

        `chosen` maps attribute names to values not yet saved (a form's cleaned data); the others are as they are.
        """
        given = self.given(self.NEEDED_TO_PUBLISH, chosen)
        problems = [f"Add {words}." for name, words in self.NEEDED_TO_PUBLISH.items() if is_empty(given.get(name))]
        if self.confidence == Confidence.LOW:
            problems.append("Check the facts first. Confidence in them is low.")
        if self.status in (Status.CLOSED, Status.SUPERSEDED) and not self.successor_id:
            problems.append("Say what replaces it, or archive it.")
        if self.successor_id and not self.successor.is_active:
            problems.append("The replacement is no longer available. Choose something that is.")
        return problems

    def given(self, names, chosen):
        """Name -> value of each of `names`, from `chosen` where it has one; many-to-many terms as lists."""
        values = {name: (chosen or {}).get(name, getattr(self, name)) for name in names}
        return {name: list(value.all()) if hasattr(value, "all") else value for name, value in values.items()}


def is_empty(value):
    """An age of nought is a value; an empty text or list of terms is none."""
    return not value and value != 0
