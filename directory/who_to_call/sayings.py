"""What is said beside a need, and when. Each sentence stands once, with where it comes from."""

from collections.abc import Callable
from dataclasses import dataclass

from directory.county.current import county
from directory.who_to_call.answers import ELSEWHERE, NOT_KNOWN, Answers

CONSENT = 13  # below it a child can never consent in law
RESPONSIBILITY = 10  # below it a child cannot be charged with a crime
REPORT_REMOVE = 8  # from this age until 17
OTHER = "the child who has harmed, or is alleged to have,"


@dataclass(frozen=True)
class When:
    """A condition, and how the rules say it."""

    words: str
    holds: Callable[[Answers], bool]


ANYBODY = When("", lambda answers: True)
A_CHILD = When("if under 18", lambda answers: not answers.harmed.adult)
AN_ADULT = When("from 18", lambda answers: answers.harmed.adult)


def of_a_child(words, holds):
    """A condition that asks first whether a child has been harmed."""
    return When(words, lambda answers: A_CHILD.holds(answers) and holds(answers))


def harmed_under(age):
    return When(f"if under {age}", lambda answers: answers.harmed.surely_under(age))


def harmed_not_known(age):
    return When("if the age is not known", lambda answers: answers.harmed.perhaps_under(age))


def harmed_from(first, last):
    return When(
        f"from {first} to {last}", lambda answers: first <= answers.harmed.first and answers.harmed.last <= last
    )


def other_under(age):
    return of_a_child(f"if {OTHER} is under {age}", lambda answers: answers.other.surely_under(age))


def other_not_known(age):
    return of_a_child(f"if the age of {OTHER} is not known", lambda answers: answers.other.perhaps_under(age))


def lives(home, words, who):
    return When(f"{who.words} {words}".strip(), lambda answers: answers.home == home and who.holds(answers))


def between_children(words, holds=lambda answers: True):
    """A condition of what one child may have done to another."""
    return When(words, lambda answers: not answers.harmed.adult and not answers.other.adult and holds(answers))


BETWEEN_CHILDREN = between_children("if both are under 18")
EITHER_YOUNG = between_children(
    "if one of two children is, or may be, under 13",
    lambda answers: any(ages.first < CONSENT for ages in (answers.harmed, answers.other)),
)
OTHER_IS_ADULT = of_a_child("if the person who has harmed is 18 or over", lambda answers: answers.other.adult)
NOT_UNDER_13 = between_children(
    "from 13, or if the age is not known, and the other is under 18", lambda answers: answers.harmed.last >= CONSENT
)


@dataclass(frozen=True)
class Say:
    text: str
    when: When = A_CHILD
    points: tuple[str, ...] = ()
    link: tuple[str, str] = ()  # (words, web address)


# Keeping children safe in education (KCSIE), Part five: rape, assault by penetration and sexual assault are reported
# to the police, and referred to children's social care, at once. Sexual Offences Act 2003, sections 1 to 8.
AT_ONCE = Say(
    "Tell the police and children's social care at once. Call 999 if it is happening now or has just happened, "
    "and 101 otherwise. Do not question either child."
)
# KCSIE, Part five; Sexual Offences Act 2003, section 3.
START_WITH_POLICE = Say(
    "Sexual touching that was not agreed is sexual assault in law. Start with the police, and tell children's social "
    "care too. Call 999 if it is happening now or has just happened, and 101 otherwise. Do not question either child."
)
# KCSIE, Part five: "a child under the age of 13 can never consent to any sexual activity". It is added, never put in
# the place of another sentence.
UNDER_13 = Say(
    "A child under 13 can never consent to anything sexual in law. Tell children's social care too.",
    harmed_under(CONSENT),
)
PERHAPS_UNDER_13 = Say(
    "If the child who has been harmed is under 13: a child under 13 can never consent to anything sexual in law.",
    harmed_not_known(CONSENT),
)
CONSENT_SAYS = (UNDER_13, PERHAPS_UNDER_13)
# KCSIE, Part five: where a child is under 10 the police are told all the same, and act for welfare.
UNDER_10 = Say(
    "A child under 10 cannot be charged with a crime. Tell the police all the same: they act for the welfare of both "
    "children.",
    other_under(RESPONSIBILITY),
)
PERHAPS_UNDER_10 = Say(
    "If the child who has harmed, or is alleged to have, is under 10, tell the police all the same. They act for the "
    "welfare of both children.",
    other_not_known(RESPONSIBILITY),
)
RESPONSIBILITY_SAYS = (UNDER_10, PERHAPS_UNDER_10)
# National Police Chiefs' Council (NPCC), When to call the police: advice first where a crime is not clear.
IF_ASSAULT = Say(
    "If it may be an assault, tell the police. Call 999 if it is happening now or has just happened, and 101 "
    f"otherwise. If you are not sure, ask {county.asked_first} first.",
    BETWEEN_CHILDREN,
)
# Sexual Offences Act 2003; KCSIE, Part four: an adult who may have harmed a child.
BY_AN_ADULT = Say(
    "An adult may have harmed a child. Tell the police and children's social care at once. Call 999 if the child is "
    "in danger now or it has just happened, and 101 otherwise. Do not question the child or the adult.",
    OTHER_IS_ADULT,
)
UNCLEAR = Say("If it is not clear what happened, or whether it was agreed, ask for advice here too.")
# Hackett's continuum of children's sexual behaviour, which KCSIE's Part five refers to.
COMPARE = Say(
    "Compare the behaviour with what is usual at that age before you decide what it is. Ask here if not sure.",
    EITHER_YOUNG,
)
# UK Council for Internet Safety (UKCIS), Sharing nudes and semi-nudes, 2024: five points for referral at once.
FIVE_POINTS = Say(
    "Tell the police and children's social care at once if one of these is true. Call 999 if a child is in danger "
    "now, and 101 otherwise.",
    NOT_UNDER_13,
    points=(
        "An adult is involved.",
        "A child was forced, tricked, blackmailed or groomed, or may be unable to consent (for example, with SEND).",
        "What it shows is unusual for their age, or violent.",
        "A child in it is under 13 and it shows something sexual.",
        "A child may be hurt or hurt themselves soon.",
    ),
)
IMAGE_UNDER_13 = Say(
    "A nude image of a child under 13 always goes to the police and children's social care. Call 999 if a child is "
    "in danger now, and 101 otherwise.",
    harmed_under(CONSENT),
)
# Internet Watch Foundation and Childline: Report Remove is for children of 8 to 17, who make the report themselves.
REMOVE_UNDER_8 = Say(
    "Report Remove is for children from 8 to 17. For a child under 8 the police, social care and the Internet Watch "
    "Foundation (IWF) get it taken down.",
    harmed_under(REPORT_REMOVE),
)
REMOVE_YOUNG = Say(
    "The child makes the report with Report Remove, which is for ages 8 to 17. Help them to do it, or ask a parent "
    "to. Do not look at the picture.",
    harmed_from(REPORT_REMOVE, 12),
)
REMOVE_TEENAGE = Say(
    "The young person makes the report with Report Remove, which is for ages 8 to 17. Offer to stay with them. Do "
    "not look at the picture.",
    harmed_from(13, 17),
)
REMOVE_NOT_KNOWN = Say(
    "From 8 to 17 the child makes the report with Report Remove, with your help if they are young. For a child under "
    "8 the police, social care and the Internet Watch Foundation (IWF) get it taken down.",
    harmed_not_known(REPORT_REMOVE),
)
REMOVE_ADULT = Say(
    "StopNCII is for adults. An image made when the person was under 18 is an image of a child: tell the police.",
    AN_ADULT,
)
# National Crime Agency (CEOP) and UKCIS on blackmail with images.
BLACKMAIL = Say(
    "Tell the police. Call 999 if a child is in danger now or may hurt themselves, and 101 otherwise. Do not pay, "
    "and do not send anything else."
)
KEEP_MESSAGES = Say(
    "Keep the messages, the user names and the payment details for the police. Do not save the picture.",
    ANYBODY,
)
# KCSIE, Part one, and the National Crime Agency: an adult who contacts a child for sex commits a crime.
GROOMING = Say(
    "Tell the police. Call 999 if the child is with this person or about to meet them, and 101 otherwise. Keep the "
    "messages and the user names."
)
# NPCC, When to call the police; Serious Crime Act 2015, section 76.
IN_A_RELATIONSHIP = Say(
    "If somebody has been hurt, forced, followed or threatened, tell the police. Call 999 if it is happening now or "
    "has just happened, and 101 otherwise."
)
# KCSIE, Part four: the headteacher, and the LADO within one working day.
ALLEGATION = Say(
    "If the adult works or volunteers with children, tell the LADO within one working day. Do not ask the adult "
    "about it first.",
    ANYBODY,
)
ALLEGATION_POLICE = Say(
    "If a child has been harmed or is at risk, or it may be a crime, call the police now: 999 if it is happening now "
    "or has just happened, and 101 otherwise."
)
# NHS: help after rape and sexual assault.
CLOTHES = Say(
    "If it was recent, ask the police or the sexual assault service about clothes and washing before an examination.",
    ANYBODY,
)

# Said beside a need whatever has happened.
# Care Act 2014, section 42, and Mental Capacity Act 2005: an adult decides, unless they cannot or others are at risk.
ALWAYS = {
    "police": (
        BY_AN_ADULT,
        Say(
            "It is for the adult who has been harmed to decide. With their agreement call 101. Call 999 if anybody "
            "is in danger. If they cannot decide for themselves, or a child is at risk, call without it.",
            AN_ADULT,
        ),
    ),
    "front_door": (
        Say("If children are at risk too, or the person who has harmed is under 18.", AN_ADULT),
        Say("Somebody of 18 or over is an adult in law. Say that an adult may have harmed a child.", OTHER_IS_ADULT),
        Say(
            "Call the council where the child lives, not where the school is. If you do not know where that is, call "
            "the one for your school.",
            lives(NOT_KNOWN, "if the home is not known", A_CHILD),
        ),
        Say(
            "Call the council where the child lives. At night call its emergency duty team, or 101.",
            lives(ELSEWHERE, "if the home is somewhere else", ANYBODY),
            link=(
                "gov.uk/report-child-abuse-to-local-council",
                "https://www.gov.uk/report-child-abuse-to-local-council",
            ),
        ),
    ),
    "adult_front_door": (
        Say("If the adult has needs for care and support.", AN_ADULT),
        Say(
            "Call the council where the adult lives. At night call its emergency duty team, or 101.",
            lives(ELSEWHERE, "if the home is somewhere else", AN_ADULT),
            link=("gov.uk/find-local-council", "https://www.gov.uk/find-local-council"),
        ),
    ),
    "remove_image": (REMOVE_UNDER_8, REMOVE_YOUNG, REMOVE_TEENAGE, REMOVE_NOT_KNOWN, REMOVE_ADULT),
    "mental_health": (Say("Call 999 if they may do it now. Stay with them.", ANYBODY),),
    "medical": (CLOTHES,),
    "allegation": (ALLEGATION,),
}
