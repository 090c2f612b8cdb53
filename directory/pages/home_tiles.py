"""Where readers start from: what has happened, or what they are planning, in their own words."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Tile:
    title: str
    text: str
    topic: str  # its code

    @property
    def url(self):
        return reverse("topics:hub", args=[self.topic.replace("_", "-")])


# Each leads to a topic that says what to do now.
INCIDENTS = (
    Tile(
        "Rape or sexual assault",
        "Who to call now, how to keep both children safe",
        "sexual_violence",
    ),
    Tile(
        "Sharing nudes and semi-nudes",
        "How to respond, who to call, lessons by age",
        "sharing_nudes",
    ),
    Tile(
        "AI images and deepfakes",
        "What to do about a false nude image of a child",
        "ai_image_abuse",
    ),
    Tile(
        "Sexual harassment and “banter”",
        "School culture, reporting, what other schools did",
        "sexual_harassment",
    ),
    Tile(
        "Harmful sexual behaviour",
        "What is typical at each age, safety plans for both children",
        "harmful_sexual_behaviour",
    ),
    Tile(
        "Relationship abuse and control",
        "Signs to look for, local services, programmes for schools",
        "relationship_abuse",
    ),
)

PLANS = (
    Tile(
        "Consent and healthy relationships",
        "From Reception to post-16, with versions for pupils with SEND",
        "consent",
    ),
    Tile(
        "Online safety",
        "Lessons, pornography, reporting to platforms",
        "online_safety",
    ),
)

# Heading -> its tiles.
TILES = {"Start from what has happened": INCIDENTS, "Plan what you teach": PLANS}
