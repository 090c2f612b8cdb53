"""The options that an entry has, and those that come first in a list."""

from directory.catalogue.doors import Door
from directory.catalogue.kinds import Kind
from directory.catalogue.matching_rules import ALL_AGES
from directory.search.documents.facets import FACETS
from directory.search.language.asker import PARENT, YOUNG_PERSON
from directory.taxonomy import models as taxonomy

ANSWERS_NOW = "urgent:yes"  # the option of documents of organisations to call now
CAN_BE_CALLED = "called:yes"  # the option of documents of organisations that help, and can be called
LOCAL = "local:yes"  # the option of documents that do not list the whole nation
TAUGHT = "taught:yes"  # the option of documents of what is made to teach with, but for what is for all ages


def age_key(age):
    return f"age:{age}"


def of_kind(kind):
    """The option of documents of entries of a kind: a door of the same name may have others too."""
    return f"of:{kind}"


FOR_ADULTS = "ages:adults"  # the option of documents of entries that serve nobody under 18
GROWN_UP = 18
MADE_FOR_FEW = "ages:few"  # the option of documents of entries that serve a few years only
FEW_YEARS = 6
ABOUT_FEW_TOPICS = "topics:few"  # the option of documents of entries that are about a few topics only
FEW_TOPICS = 6
MADE_FOR_SOME_SECTORS = "sectors:few"  # the option of documents of entries that serve a few sectors only
FEW_SECTORS = 4


def options_of(entry):
    """Every option that `entry` has, as its document keeps them."""
    found = {f"{facet.space}:{code}" for facet in FACETS for code in facet.codes(entry)}
    found.add(of_kind(entry.kind))
    if entry.age_max - entry.age_min <= FEW_YEARS:
        found.add(MADE_FOR_FEW)
    if entry.age_min >= GROWN_UP:
        found.add(FOR_ADULTS)
    if entry.kind == Kind.ORGANISATION and entry.specific.crisis:
        found.add(ANSWERS_NOW)
    if entry.kind == Kind.ORGANISATION and entry.specific.distance == 0:
        found.add(CAN_BE_CALLED)
    if len(entry.topics.all()) <= FEW_TOPICS:
        found.add(ABOUT_FEW_TOPICS)
    if len(entry.sectors.all()) <= FEW_SECTORS:
        found.add(MADE_FOR_SOME_SECTORS)
    if f"district:{taxonomy.District.NATIONAL}" not in found:
        found.add(LOCAL)
    if entry.kind == Kind.RESOURCE and entry.specific.is_taught_with and entry.age_max - entry.age_min < ALL_AGES:
        found.add(TAUGHT)
    return found


def preferences_for(narrowed, door=None):
    """What comes first among entries that fit: (options they have, options they must not have), most wanted first.

    With a need chosen, what is made for it, then what lists it, before what serves everybody; with a district, what
    lists it before what is national; of organisations, and for one age in a district, whoever can be called; with an
    age or a sector, what is made for those before what is for all; of organisations, those that answer in a crisis.
    """
    needs = frozenset(
        f"ability:{code}" for code in narrowed.get("ability", []) if code != taxonomy.Ability.MAINSTREAM
    )
    districts = frozenset(f"district:{code}" for code in narrowed.get("district", []))
    of_organisations, none = Door.ORGANISATION in (door, *narrowed.get("kind", [])), frozenset()
    if needs:
        yield needs, frozenset({f"ability:{taxonomy.Ability.MAINSTREAM}"})
        yield needs, none
    if districts:
        yield districts, none
    if of_organisations or ("age" in narrowed and districts):
        yield frozenset({CAN_BE_CALLED}), none
    if "age" in narrowed or "year" in narrowed:
        yield frozenset({MADE_FOR_FEW}), none
    if Door.ORGANISATION in narrowed.get("kind", []):
        yield frozenset({ANSWERS_NOW}), none
    if "sector" in narrowed:
        yield frozenset({MADE_FOR_SOME_SECTORS}), none


# Kinds of help that fit whatever has happened, by who asks.
HELP_WHATEVER_HAPPENED = {
    PARENT: ("refer_social_care", "report_crime", "families"),
    YOUNG_PERSON: ("report_crime", "counselling", "mental_health"),
    "": ("refer_social_care", "report_crime"),
}

HELPS_STAFF = frozenset(
    f"help:{code}"
    for code in "staff_advice refer_social_care report_crime report_online victims harmed_others".split()
)
SAYS_WHAT_TO_DO = frozenset(
    f"type:{code}"
    for code in "statutory_guidance advice_guidance reporting_tool form_template assessment_tool".split()
)
TAUGHT_WITH = frozenset(
    f"type:{code}" for code in "lesson_plan lesson_pack scheme_of_work assembly activity story_book programme".split()
)
LESSONS = TAUGHT_WITH - {"type:programme", "type:scheme_of_work"} | {"type:video"}
MADE_FOR_STAFF = frozenset({"audience:dsl", "audience:all_staff", "audience:pastoral"})
HELPS_ASKER = {
    PARENT: (
        frozenset({"audience:parents_carers"}),
        frozenset({"help:families", "help:victims", "type:leaflet"}),
        frozenset({"help:families"}),
    ),
    YOUNG_PERSON: (
        frozenset({"audience:pupils"}),
        frozenset({"help:counselling", "help:victims", "type:reporting_tool", ANSWERS_NOW}),
        frozenset({ANSWERS_NOW}),
    ),
    "": (
        MADE_FOR_STAFF,
        HELPS_STAFF | SAYS_WHAT_TO_DO,
        frozenset({"type:statutory_guidance", "help:staff_advice", "help:refer_social_care"}),
    ),
}


def preferences_in_incident(asker, told):
    """What comes first where something has happened: what is made for those who ask and what helps them, but not what
    is taught with. Where it was not `told` but only named, what is about just that.
    """
    for wanted in HELPS_ASKER[asker]:
        yield wanted, TAUGHT_WITH
    if not told:
        yield frozenset({ABOUT_FEW_TOPICS}), TAUGHT_WITH
