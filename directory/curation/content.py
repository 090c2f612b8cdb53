"""Reading the starter content: every record is checked before the first one is loaded.

A problem is one sentence with the file, the record and the reason.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from directory.casestudies.models import CaseStudy
from directory.catalogue.choices import Confidence, Kind, Quality, Status
from directory.guidance.models import GuidanceUpdate
from directory.organisations.models import Organisation
from directory.resources.models import Resource
from directory.taxonomy import models as taxonomy
from directory.topics.models import Step
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


class ContentError(Exception):
    """The content cannot be loaded; `problems` says why, a sentence each. Nothing has been loaded."""

    def __init__(self, problems):
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, eq=False)
class Shape:
    """How the records of one file become entries: record key -> model field, unless they are called the same."""

    file: str
    model: type
    terms: dict = field(default_factory=dict)  # many-to-many: record key -> vocabulary name
    term: dict = field(default_factory=dict)  # foreign key to a term: record key -> vocabulary name
    renamed: dict = field(default_factory=dict)  # record key -> model field
    lines: tuple = ()  # lists of sentences
    dates: tuple = ()
    refers: dict = field(default_factory=dict)  # record key -> kind of entry it names by id
    codes: dict = field(default_factory=dict)  # record key -> TextChoices


COMMON_TERMS = {name: name for name in ("sectors", "abilities", "audiences", "districts", "topics")}
COMMON_CODES = {"confidence": Confidence, "status": Status}
COMMON_LINES = ("aliases",)

SHAPES = (
    Shape(
        "organisations.json",
        Organisation,
        terms={**COMMON_TERMS, "help_kinds": "help_kinds"},
        term={"cost": "costs"},
        renamed={"text": "text_number"},
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
            "who_was_involved",
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
        dates=("published", "effective_from"),
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


def read_json(folder, name):
    """The parsed file `name`. Raises ContentError if it is missing or not JSON."""
    path = Path(folder) / name
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ContentError([f"{name}: there is no such file in {folder}."]) from None
    except (ValueError, UnicodeDecodeError) as error:
        raise ContentError([f"{name}: not readable as JSON: {error}."]) from None


def read_list(folder, name, key, item_type):
    """The list under `key` of one file. Raises ContentError unless all its items are of `item_type`."""
    content = read_json(folder, name)
    items = content.get(key) if isinstance(content, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, item_type) for item in items):
        raise ContentError([f"{name}: expected a list of records under “{key}”."])
    return items


def read_vocabularies(folder):
    """Vocabulary name -> its terms, for every vocabulary. Raises ContentError if one is missing or malformed."""
    name = "vocabularies.json"
    content = read_json(folder, name)
    vocabularies = content.get("vocabularies") if isinstance(content, dict) else None
    try:
        terms = {key: vocabularies[key]["terms"] for key in VOCABULARIES}
        if all(term["code"] and term["label"] for key in terms for term in terms[key]):
            return terms
    except (KeyError, TypeError):
        pass
    raise ContentError([f"{name}: expected the terms of {', '.join(VOCABULARIES)}, each with a code and a label."])


def problems_of(records, codes):
    """What is wrong with `records` (shape -> list), given the known `codes` (vocabulary name -> set)."""
    ids = {shape.model.KIND: [record.get("id") for record in items] for shape, items in records.items()}
    return [
        f"{shape.file}, {record.get('id') or f'record {position}'}: {reason}"
        for shape, items in records.items()
        for position, record in enumerate(items, start=1)
        for reason in problems_of_record(record, shape, codes, ids)
    ]


def problems_of_hubs(hubs, codes, records):
    """What is wrong with the words of topic hubs: each names a topic and, for its steps, resources."""
    known = {record.get("id") for shape, items in records.items() if shape.model is Resource for record in items}
    return [
        f"hubs.json, {hub.get('topic')}: {reason}" for hub in hubs for reason in problems_of_hub(hub, codes, known)
    ]


def problems_of_hub(hub, codes, resources):
    if hub.get("topic") not in codes["topics"]:
        yield "there is no such topic."
    if not hub.get("definition"):
        yield "definition is missing."
    for step in hub.get("steps", []):
        if step.get("when") not in Step.When.values or not step.get("text"):
            yield f"a step needs a text, and one of {', '.join(Step.When.values)}."
        if step.get("source") not in resources:
            yield f"source: there is no resource with the id {step.get('source')!r}."


def problems_of_collections(collections, records):
    """What is wrong with collections: each has its words, and names entries that there are."""
    known = {f"{shape.model.KIND}:{record.get('id')}" for shape, items in records.items() for record in items}
    return [
        f"collections.json, {collection.get('id')}: {reason}"
        for collection in collections
        for reason in problems_of_collection(collection, known)
    ]


def problems_of_collection(collection, known):
    yield from (f"{key} is missing." for key in ("id", "title", "summary", "entries") if not collection.get(key))
    for entry in collection.get("entries", []):
        if entry.get("entry") not in known:
            yield f"there is no entry {entry.get('entry')!r}."
        if "note" not in entry:
            yield f"{entry.get('entry')} has no note."


def problems_of_record(record, shape, codes, ids):
    for key in REQUIRED:
        if record.get(key) in (None, "", []):
            yield f"{key} is missing."
    known_keys = field_names(shape)
    for key in record.keys() - known_keys:
        yield f"{key} is not a field we know."
    if ids[shape.model.KIND].count(record.get("id")) > 1:
        yield "the id is used more than once."
    for key, vocabulary in shape.terms.items():
        for code in as_list(record.get(key)):
            if code not in codes[vocabulary]:
                yield f"{key}: {code!r} is not a code of {vocabulary}."
    for key, vocabulary in shape.term.items():
        if record.get(key) and record[key] not in codes[vocabulary]:
            yield f"{key}: {record[key]!r} is not a code of {vocabulary}."
    for key, choices in shape.codes.items():
        if key in record and record[key] not in choices.values:
            yield f"{key}: {record[key]!r} is not one of {', '.join(choices.values)}."
    for key, kind in shape.refers.items():
        if record.get(key) and record[key] not in ids[kind]:
            yield f"{key}: there is no {kind.label.lower()} with the id {record[key]!r}."
    for key in shape.dates:
        if record.get(key) and not is_date(record[key]):
            yield f"{key}: {record[key]!r} is not a date such as 2026-09-01."
    yield from problems_of_ages(record)


def problems_of_ages(record):
    youngest, oldest = record.get("age_min"), record.get("age_max")
    for key, age in (("age_min", youngest), ("age_max", oldest)):
        if age is not None and (not isinstance(age, int) or isinstance(age, bool) or not 0 <= age <= 25):
            yield f"{key}: {age!r} is not a whole number of years from 0 to 25."
            return
    if youngest is not None and oldest is not None and youngest > oldest:
        yield f"age_min {youngest} is above age_max {oldest}."


def field_names(shape):
    model_fields = {field.name for field in shape.model._meta.get_fields()}
    return {"id", "topics", *shape.renamed} | model_fields - set(shape.renamed.values())


def as_list(value):
    return value if isinstance(value, list) else [value] if value else []


def is_date(value):
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True
