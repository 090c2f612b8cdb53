"""Who to call: from four answers to the right contacts in the right order. No answer is kept.

The contacts are curated entries. What is decided here is which kinds of help an answer calls for, and in what order;
it follows KCSIE Part five, the UKCIS advice on nudes and the NPCC guidance on when to call the police.
"""

from dataclasses import dataclass

from directory.organisations.models import Organisation

MOST_EACH = 2  # contacts for one need: a page that is printed on one sheet, and read in a hurry
YOUNGEST_TO_CONSENT = 13  # below it, a child can never consent in law

POLICE_NOW = (
    "Call the police: 999 if it is happening now or has just happened, 101 otherwise. Do not question either child."
)

POLICE_ADVICE = (
    "Call 101 if you think a crime has been committed. If you are not sure, ask the education safeguarding team "
    "or social care first, and read “When to call the police”."
)

UNDER_13 = "A child under 13 cannot consent to anything sexual. Tell the police and social care."

# What each need is called on the page; the codes are those of the vocabulary of kinds of help.
NEEDS = {
    "refer_social_care": "To report a concern about a child",
    "staff_advice": "For advice on what to do",
    "report_online": "To report or remove something online",
    "medical": "For medical care after sexual violence",
    "victims": "For the child who has been harmed",
    "harmed_others": "For the child who has harmed, or is alleged to have",
    "domestic_abuse": "For abuse in a relationship or at home",
    "mental_health": "If a child may hurt themselves",
}


@dataclass(frozen=True)
class Incident:
    """One answer to "what has happened?": its topics, the first of which has the hub, and the needs it calls for, the
    most pressing first.
    """

    code: str
    label: str
    topics: tuple[str, ...]
    needs: tuple[str, ...]
    police: str = POLICE_ADVICE
    image: bool = False
    sexual: bool = True


INCIDENTS = (
    Incident(
        "violence",
        "Rape, sexual assault or being made to do something sexual",
        ("sexual_violence", "child_sexual_abuse"),
        ("refer_social_care", "medical", "staff_advice", "victims", "harmed_others"),
        POLICE_NOW,
    ),
    Incident(
        "harassment",
        "Sexual comments, touching or harassment",
        ("sexual_harassment",),
        ("staff_advice", "refer_social_care", "victims", "harmed_others"),
    ),
    Incident(
        "image",
        "A nude image or video was made or shared",
        ("sharing_nudes", "online_safety"),
        ("staff_advice", "refer_social_care", "report_online", "victims"),
        image=True,
    ),
    Incident(
        "blackmail",
        "Somebody is threatening to share an image",
        ("sextortion", "sharing_nudes"),
        ("refer_social_care", "report_online", "mental_health", "victims", "staff_advice"),
        POLICE_NOW,
        image=True,
    ),
    Incident(
        "behaviour",
        "Sexual behaviour that worries me",
        ("harmful_sexual_behaviour", "child_who_harmed"),
        ("staff_advice", "refer_social_care", "harmed_others", "victims"),
    ),
    Incident(
        "relationship",
        "Abuse or control by a boyfriend or girlfriend",
        ("relationship_abuse", "domestic_abuse"),
        ("staff_advice", "refer_social_care", "domestic_abuse", "victims"),
        sexual=False,
    ),
    Incident(
        "grooming",
        "An adult, or somebody unknown, is contacting a child",
        ("grooming", "exploitation"),
        ("refer_social_care", "report_online", "staff_advice", "victims"),
        POLICE_NOW,
    ),
    Incident(
        "unsure",
        "Something else, or I am not sure",
        ("help_seeking", "thresholds_referral"),
        ("refer_social_care", "staff_advice", "victims", "mental_health"),
        sexual=False,
    ),
)

# Whole years, the first and the last age of each answer to "how old?".
AGES = {"0-9": (0, 9), "10-12": (10, 12), "13-15": (13, 15), "16-17": (16, 17), "18-25": (18, 25)}
AGE_LABELS = {"0-9": "Under 10", "10-12": "10 to 12", "13-15": "13 to 15", "16-17": "16 or 17", "18-25": "18 or over"}

PLACES = {
    "school": "In school or college",
    "journey": "On the way to or from school or college",
    "online": "Online or by phone",
    "elsewhere": "At home or somewhere else",
}


@dataclass(frozen=True)
class Advice:
    """What the page says: whom to call for each need, and what the answers change."""

    happening: Incident
    danger: bool
    under_13: bool
    online: bool
    contacts: list  # (what for, organisations)

    @property
    def police(self):
        return UNDER_13 if self.under_13 else self.happening.police


def advice_for(*, what, age, where, danger, districts=()):
    """The advice for four valid answers. `districts` are those of the reader's setting, if it says any."""
    happening = next(item for item in INCIDENTS if item.code == what)
    first, last = AGES[age]
    online = where == "online" or happening.image
    needs = list(happening.needs)
    if online and "report_online" not in needs:
        needs.insert(2, "report_online")
    known = [Contact.of(item) for item in Organisation.objects.to_call(first, last, districts)]
    contacts = [(NEEDS[need], found) for need, found in contacts_by_need(needs, known, happening).items()]
    return Advice(
        happening=happening,
        danger=danger != "no",
        under_13=happening.sexual and last < YOUNGEST_TO_CONSENT,
        online=online,
        contacts=[(words, found) for words, found in contacts if found],
    )


@dataclass(frozen=True)
class Contact:
    """An organisation as far as choosing it goes."""

    organisation: Organisation
    helps: frozenset[str]
    topics: frozenset[str]

    @classmethod
    def of(cls, organisation):
        helps = frozenset(kind.code for kind in organisation.help_kinds.all())
        return cls(organisation, helps, frozenset(topic.code for topic in organisation.topics.all()))

    def is_for(self, happening):
        """Whether it knows about what has happened, or is one that anybody may call about anything."""
        return self.organisation.urgent_order is not None or not self.topics.isdisjoint(happening.topics)


def contacts_by_need(needs, known, happening):
    """Need -> whom to call for it. Nobody stands twice; who takes referrals stands with those."""
    found, shown = {}, set()
    for need in needs:
        fitting = [item for item in known if need in item.helps and item.organisation.pk not in shown]
        if need == "staff_advice" and "refer_social_care" in needs:
            fitting = [item for item in fitting if "refer_social_care" not in item.helps]
        best = [item for item in fitting if item.is_for(happening)] or fitting[:1]
        found[need] = [item.organisation for item in best[:MOST_EACH]]
        shown.update(organisation.pk for organisation in found[need])
    return found
