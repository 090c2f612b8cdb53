"""Where readers start from when something has happened, in their own words."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Tile:
    title: str
    topic: str  # its code
    text: str = "what to do first"

    @property
    def url(self):
        return reverse("topics:hub", args=[self.topic.replace("_", "-")])


# Each leads to a topic that says what to do now.
INCIDENTS = (
    Tile("Rape or sexual assault", "sexual_violence"),
    Tile("Nudes or semi-nudes shared", "sharing_nudes"),
    Tile("Threats to share an image", "sextortion"),
    Tile("Sexual harassment or “banter”", "sexual_harassment"),
    Tile("Sexual behaviour that worries me", "harmful_sexual_behaviour", "is it usual at that age?"),
    Tile("Abuse in a relationship", "relationship_abuse"),
    Tile("Fake images made with AI", "ai_image_abuse"),
)
