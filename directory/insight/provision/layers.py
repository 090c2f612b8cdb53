"""What the map can count, and by what."""

from dataclasses import dataclass

from django.db import models

from directory.catalogue.doors import Door
from directory.search.pages.facet_groups import short_label
from directory.taxonomy.models import KeyStage, Topic


class Layer(models.TextChoices):
    LESSONS = "lessons", "Lessons"
    SERVICES = "services", "Who can help"
    TRAINING = "training", "Training"
    CASES = "cases", "Case studies"
    EVERYTHING = "everything", "Everything"

    @property
    def door(self):
        return DOORS.get(self)

    @property
    def filters(self):
        """What a search of it asks for beside its door. A lesson for all ages is made to teach none of them."""
        return {"taught": "yes"} if self == Layer.LESSONS else {}

    @property
    def groups(self):
        """The groups of topics that it should cover. Nobody teaches children what a setting's policy says."""
        taught = (Topic.Group.ABUSE, Topic.Group.LEARNING)
        return taught if self == Layer.LESSONS else tuple(Topic.Group)

    @property
    def words(self):
        return WORDS[self]


DOORS = {
    Layer.LESSONS: Door.LESSONS,
    Layer.SERVICES: Door.ORGANISATION,
    Layer.TRAINING: Door.TRAINING,
    Layer.CASES: Door.CASE_STUDY,
}
WORDS = {
    Layer.LESSONS: "Lessons and materials",
    Layer.SERVICES: "Organisations",
    Layer.TRAINING: "Training",
    Layer.CASES: "Case studies",
    Layer.EVERYTHING: "Everything in the resource bank",
}


@dataclass(frozen=True)
class Axis:
    """A facet whose terms are columns or rows; `name` is its value in addresses."""

    name: str
    label: str
    facet: str

    def terms(self, facets):
        kept = [term for term in facets.terms[self.facet].values() if not getattr(term, "retired", False)]
        return [term for term in kept if isinstance(term, KeyStage)] if self.name == "stage" else kept


KEY_STAGES = {"eyfs": "EYFS", "post16_send": "SEND 16+"}  # where a column has room for four letters


def narrow_label(term):
    return KEY_STAGES.get(term.code, term.code.upper()) if isinstance(term, KeyStage) else short_label(term)


FIRST = "stage"  # what a map is by, if nobody says
AXES = {
    "stage": Axis("stage", "Key stage", "year"),
    "sector": Axis("sector", "Sector", "sector"),
    "need": Axis("need", "Need", "ability"),
}


def view_of(by, also):
    """The axes of a map as parameters, without those that need not be said."""
    return {"by": by if by != FIRST else "", "and": also}
