"""How the records of each file of the starter content become entries."""

from dataclasses import dataclass, field

from directory.casestudies.models import CaseStudy
from directory.catalogue.kinds import Kind
from directory.catalogue.states import Confidence, Quality, Status
from directory.guidance.models import GuidanceUpdate
from directory.organisations.models import Organisation
from directory.resources.models import Resource
from directory.taxonomy import models as taxonomy
from directory.training.models import Course

# Name in vocabularies.json -> its model.
VOCABULARIES = {
    "sectors": taxonomy.Sector,
    "key_stages": taxonomy.KeyStage,
    "year_groups": taxonomy.YearGroup,
    "abilities": taxonomy.Ability,
    "audiences": taxonomy.Audience,
    "topics": taxonomy.Topic,
    "rshe_strands": taxonomy.RsheStrand,
    "resource_kinds": taxonomy.ResourceKind,
    "training_modes": taxonomy.DeliveryMode,
    "training_levels": taxonomy.TrainingLevel,
    "help_kinds": taxonomy.HelpKind,
    "costs": taxonomy.Cost,
    "districts": taxonomy.District,
    "places": taxonomy.Place,
}


COMMON_DATES = ("checked_on", "review_due_on", "expires_on")


@dataclass(frozen=True, eq=False)
class Shape:
    """How the records of one file become entries: record key -> model field, unless they are called the same."""

    file: str
    model: type
    terms: dict = field(default_factory=dict)  # many-to-many: record key -> vocabulary name
    term: dict = field(default_factory=dict)  # foreign key to a term: record key -> vocabulary name
    renamed: dict = field(default_factory=dict)  # record key -> model field
    lines: tuple = ()  # lists of sentences
    dates: tuple = COMMON_DATES
    refers: dict = field(default_factory=dict)  # record key -> kind of entry it names by id
    refers_to_many: dict = field(default_factory=dict)  # record key -> kind of the entries that it names by id
    codes: dict = field(default_factory=dict)  # record key -> TextChoices

    @property
    def rows(self):
        """The keys that hold rows, under the names that the model has for them."""
        return self.model.ROWS


COMMON_TERMS = {name: name for name in ("sectors", "abilities", "audiences", "districts", "topics")}
COMMON_CODES = {"confidence": Confidence, "status": Status}
COMMON_LINES = ("aliases",)

SHAPES = (
    Shape(
        "organisations.json",
        Organisation,
        terms={**COMMON_TERMS, "help_kinds": "help_kinds"},
        term={"cost": "costs"},
        lines=COMMON_LINES,
        refers={"successor": Kind.ORGANISATION},
        codes={**COMMON_CODES, "scope": Organisation.Scope},
    ),
    Shape(
        "resources.json",
        Resource,
        terms={**COMMON_TERMS, "kinds": "resource_kinds", "rshe_strands": "rshe_strands"},
        term={"cost": "costs"},
        renamed={"kinds": "resource_kinds"},
        lines=COMMON_LINES,
        refers={"successor": Kind.RESOURCE},
        refers_to_many={"follows": Kind.RESOURCE},
        codes={**COMMON_CODES, "quality": Quality},
    ),
    Shape(
        "training.json",
        Course,
        terms={**COMMON_TERMS, "delivery_modes": "training_modes"},
        term={"cost": "costs", "level": "training_levels"},
        lines=COMMON_LINES,
        refers={"provider": Kind.ORGANISATION},
        codes=COMMON_CODES,
    ),
    Shape(
        "case_studies.json",
        CaseStudy,
        terms={**COMMON_TERMS, "places": "places"},
        term={"cost": "costs"},
        lines=(
            *COMMON_LINES,
            "what_was_done",
            "done_for_harmed",
            "done_for_who_harmed",
            "timeline",
            "who_was_involved",
            "what_worked",
            "what_did_not_work",
            "lessons",
            "questions_for_governors",
        ),
        codes={**COMMON_CODES, "quality": Quality, "evidence_strength": CaseStudy.Evidence},
    ),
    Shape(
        "guidance_updates.json",
        GuidanceUpdate,
        terms=COMMON_TERMS,
        term={"cost": "costs"},
        renamed={"published": "published_on"},
        lines=(*COMMON_LINES, "what_to_do"),
        dates=(*COMMON_DATES, "published", "effective_from"),
        refers={"related_resource": Kind.RESOURCE},
        codes=COMMON_CODES,
    ),
)

REQUIRED = (
    "id",
    "title",
    "summary",
    "age_min",
    "age_max",
    "sectors",
    "audiences",
    "topics",
    "districts",
    "cost",
)


def as_list(value):
    return value if isinstance(value, list) else [value] if value else []


def contacts_of(route):
    """Those of a need, as far as they are written as records: what is not is said by `slips`."""
    return [contact for contact in as_list(route.get("contacts")) if isinstance(contact, dict)]
