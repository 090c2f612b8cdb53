"""Where readers start from: what has happened, or what they are planning, in their own words."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse


@dataclass(frozen=True)
class Tile:
    title: str
    text: str
    topics: tuple[str, ...]  # codes: an entry on any of them is found

    @property
    def url(self):
        return f"{reverse('search:search')}?{urlencode({'topic': self.topics}, doseq=True)}"


TILES = (
    Tile(
        "Sharing nudes and semi-nudes",
        "How to respond, who to call, lessons by age",
        ("sharing_nudes", "sextortion"),
    ),
    Tile(
        "Sexual harassment and “banter”",
        "Culture, reporting, what other schools did",
        ("sexual_harassment", "online_sexual_harassment", "banter"),
    ),
    Tile(
        "Harmful sexual behaviour",
        "Is it what children of that age do? Safety plans for both children",
        ("harmful_sexual_behaviour", "child_who_harmed"),
    ),
    Tile(
        "Relationship abuse and control",
        "Spotting it, local services, programmes for schools",
        ("relationship_abuse", "coercive_control"),
    ),
    Tile(
        "Consent and healthy relationships",
        "From Reception to post-16, with versions for pupils with SEND",
        ("consent", "healthy_relationships", "body_safety"),
    ),
    Tile(
        "Online safety and AI images",
        "Deepfakes, pornography, reporting to platforms",
        ("online_safety", "ai_image_abuse", "pornography"),
    ),
)
