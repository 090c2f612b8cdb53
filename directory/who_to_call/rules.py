"""The rules: for each thing that may have happened, who is needed, in what order, and what not to do.

This is the table that `docs/who-do-i-call.md` shows to safeguarding leads. It is pure Python and knows no contact.
"""

from dataclasses import dataclass, field

from directory.who_to_call import sayings
from directory.who_to_call.sayings import CONSENT, CONSENT_SAYS, RESPONSIBILITY_SAYS, Say

TELL_DSL = "Tell your designated safeguarding lead (DSL) or a deputy at once, in person or by phone."
TELL_HEAD = "Tell the headteacher at once. If it is about the headteacher, tell the chair of governors."

NEVER = (
    "Do not promise to keep it a secret.",
    "Do not question either child, and do not start to investigate.",
    "Never view, copy, screenshot, save, share or delete an image of a child. A description in words is enough.",
)
NEVER_PAY = "Do not pay, and do not answer whoever is threatening."
NEVER_ALONE = "Do not leave the two children in the same class or on the same journey while you find out."
NEVER_BLAME = "Do not call it banter, and do not ask why the child did not tell anyone before."

# From 18: never Childline first. The police with the adult's agreement; social care where children are at risk.
FOR_ADULTS = ("adult_help", "police", "adult_front_door", "front_door")
# A child harmed by an adult, whatever has happened: these come before all else that is needed.
HARMED_BY_AN_ADULT = ("police", "front_door", "allegation")
ADULT_IMAGE = ("remove_image", "adult_help", "police", "adult_front_door", "front_door")


@dataclass(frozen=True)
class Happening:
    """One answer to "what has happened?". `needs` come in their order; the police are one of them."""

    code: str
    label: str
    topic: str  # the hub for it
    source: str
    needs: tuple[str, ...]
    says: dict[str, tuple[Say, ...]]
    needs_under_13: tuple[str, ...] = ()  # where they are others
    needs_adult: tuple[str, ...] = FOR_ADULTS
    tell: str = TELL_DSL
    never: tuple[str, ...] = field(default=NEVER)

    def needs_for(self, harmed):
        if harmed.adult:
            return self.needs_adult
        return (self.needs_under_13 if harmed.surely_under(CONSENT) else ()) or self.needs


KCSIE5 = "Keeping children safe in education, Part five"

HAPPENINGS = (
    Happening(
        "violence",
        "Rape, assault by penetration, or being made to do something sexual",
        "sexual_violence",
        f"{KCSIE5}; Sexual Offences Act 2003, sections 1 to 8",
        ("police", "front_door", "medical", "staff_advice", "harmed", "harmed_others"),
        {"police": (sayings.AT_ONCE, *CONSENT_SAYS, *RESPONSIBILITY_SAYS, sayings.CLOTHES)},
        needs_adult=("adult_help", "medical", "police", "adult_front_door", "front_door"),
        never=(*NEVER, NEVER_ALONE),
    ),
    Happening(
        "touching",
        "Sexual touching that was not agreed",
        "sexual_violence",
        f"{KCSIE5}; Sexual Offences Act 2003, section 3",
        ("police", "front_door", "staff_advice", "harmed", "harmed_others"),
        {
            "police": (sayings.START_WITH_POLICE, *CONSENT_SAYS, *RESPONSIBILITY_SAYS),
            "front_door": (sayings.UNCLEAR,),
            "staff_advice": (sayings.UNCLEAR,),
        },
        never=(*NEVER, NEVER_ALONE),
    ),
    Happening(
        "harassment",
        "Sexual comments, gestures, “banter” or pulling at clothes",
        "sexual_harassment",
        f"{KCSIE5}; NPCC, When to call the police; Hackett's continuum",
        ("staff_advice", "front_door", "police", "talk", "harmed_others"),
        {"police": (sayings.IF_ASSAULT,), "staff_advice": (sayings.COMPARE,), "front_door": (sayings.COMPARE,)},
        never=(*NEVER, NEVER_BLAME),
    ),
    Happening(
        "behaviour",
        "Sexual behaviour that worries me",
        "harmful_sexual_behaviour",
        f"{KCSIE5}; NPCC, When to call the police; Hackett's continuum",
        ("staff_advice", "front_door", "police", "harmed_others", "talk"),
        {"police": (sayings.IF_ASSAULT,), "staff_advice": (sayings.COMPARE,), "front_door": (sayings.COMPARE,)},
    ),
    Happening(
        "online",
        "Sexual messages or pressure online, without a picture of a child",
        "online_sexual_harassment",
        f"{KCSIE5}; UKCIS, Sharing nudes and semi-nudes; NPCC, When to call the police",
        ("staff_advice", "front_door", "police", "online_advice", "remove_image", "talk", "harmed_others"),
        {"police": (sayings.IF_ASSAULT,), "staff_advice": (sayings.COMPARE,), "front_door": (sayings.COMPARE,)},
        needs_adult=ADULT_IMAGE,
        never=(*NEVER, NEVER_BLAME),
    ),
    Happening(
        "image",
        "A nude or intimate picture or video was taken, made (also with AI) or shared",
        "sharing_nudes",
        "UKCIS, Sharing nudes and semi-nudes, 2024; Report Remove's own ages",
        ("staff_advice", "police", "front_door", "remove_image", "online_advice", "talk"),
        {"police": (sayings.FIVE_POINTS, sayings.IMAGE_UNDER_13, *CONSENT_SAYS)},
        needs_under_13=("police", "front_door", "remove_image", "staff_advice", "online_advice", "talk"),
        needs_adult=ADULT_IMAGE,
    ),
    Happening(
        "blackmail",
        "Somebody is threatening to share a picture or video",
        "sextortion",
        "National Crime Agency and CEOP on blackmail; UKCIS, Sharing nudes and semi-nudes, 2024",
        ("police", "front_door", "remove_image", "report_online", "mental_health", "talk", "online_advice"),
        {"police": (sayings.BLACKMAIL, sayings.KEEP_MESSAGES, *CONSENT_SAYS)},
        needs_adult=("police", "remove_image", "mental_health", "adult_help", "adult_front_door", "front_door"),
        never=(*NEVER, NEVER_PAY),
    ),
    Happening(
        "grooming",
        "An adult, or somebody unknown, is contacting a child",
        "grooming",
        "Keeping children safe in education, Part one; National Crime Agency and CEOP",
        ("police", "front_door", "report_online", "staff_advice", "online_advice", "talk"),
        {"police": (sayings.GROOMING, *CONSENT_SAYS)},
    ),
    Happening(
        "relationship",
        "Abuse or control by a boyfriend or girlfriend",
        "relationship_abuse",
        "NPCC, When to call the police; Domestic Abuse Act 2021; Serious Crime Act 2015, section 76",
        ("staff_advice", "front_door", "police", "domestic_abuse", "talk", "harmed_others"),
        {"police": (sayings.IN_A_RELATIONSHIP,)},
        needs_adult=("domestic_abuse", "police", "adult_front_door", "front_door"),
    ),
    Happening(
        "allegation",
        "Something about an adult who works or volunteers with children",
        "thresholds_referral",
        "Keeping children safe in education, Part four",
        ("allegation", "police", "front_door", "talk"),
        {"police": (sayings.ALLEGATION_POLICE,)},
        needs_adult=("adult_help", "police", "allegation", "adult_front_door", "front_door"),
        tell=TELL_HEAD,
    ),
    Happening(
        "unsure",
        "Something else, or I am not sure",
        "thresholds_referral",
        "NPCC, When to call the police; Working together to safeguard children",
        ("staff_advice", "front_door", "police", "talk", "mental_health"),
        {"police": (sayings.IF_ASSAULT,)},
    ),
)
BY_CODE = {happening.code: happening for happening in HAPPENINGS}
