"""Every record of the starter content is checked before the first one is loaded.

A problem is one sentence with the file, the record and the reason.
"""

from datetime import date

from django.core.exceptions import ValidationError

from directory.catalogue.kinds import Kind
from directory.catalogue.records.rows import checked_rows
from directory.exchange.starter_content.kinds import plain_fields, problems_of_kinds, problems_of_kinds_in_rows
from directory.exchange.starter_content.shapes import REQUIRED, as_list
from directory.topics.models import Step, problem_of_evidence


def content_problems(records, codes):
    """What is wrong with `records` (shape -> list), given the known `codes` (vocabulary name -> set)."""
    ids = {shape.model.KIND: [record.get("id") for record in items] for shape, items in records.items()}
    found = [
        f"{shape.file}, {record.get('id') or f'record {position}'}: {reason}"
        for shape, items in records.items()
        for position, record in enumerate(items, start=1)
        for reason in problems_of_record(record, shape, codes, ids)
    ]
    return found + [problem for shape, items in records.items() for problem in circles(shape, items)]


def circles(shape, items):
    """What comes before itself, by way of others or not, in a field that names what comes before."""
    for key in shape.refers_to_many:
        before = {str(record.get("id")): [str(one) for one in as_list(record.get(key))] for record in items}
        for name in before:
            if name in all_before(name, before):
                yield f"{shape.file}, {name}: {key}: it comes before itself."


def all_before(name, before):
    found, reached = set(), set(before[name])
    while reached:
        found |= reached
        reached = {one for other in reached for one in before.get(other, ())} - found
    return found


def problems_of_hubs(hubs, codes, records):
    """What is wrong with topic hubs: each names a topic, and resources and organisations that there are."""
    known = {shape.model.KIND: {record.get("id") for record in items} for shape, items in records.items()}
    return [
        f"hubs.json, {hub.get('topic')}: {reason}" for hub in hubs for reason in problems_of_hub(hub, codes, known)
    ]


def problems_of_hub(hub, codes, known):
    if hub.get("topic") not in codes["topics"]:
        yield "there is no such topic."
    if not hub.get("definition"):
        yield "definition is missing."
    for step in hub.get("steps", []):
        if step.get("when") not in Step.When.values or not step.get("text"):
            yield f"a step needs a text, and one of {', '.join(Step.When.values)}."
        if step.get("source") not in known.get(Kind.RESOURCE, ()):
            yield f"source: there is no resource with the id {step.get('source')!r}."
    for organisation in hub.get("contacts", []):
        if organisation not in known.get(Kind.ORGANISATION, ()):
            yield f"contacts: there is no organisation with the id {organisation!r}."


def problems_of_areas(areas, codes, records):
    """What is wrong with areas of the self-audit: each names topics and entries that there are."""
    known = by_name(records).keys()
    return [
        f"hubs.json, {area.get('title')}: {reason}"
        for area in areas
        for reason in problems_of_area(area, codes, known)
    ]


def problems_of_area(area, codes, known):
    needed = ("title", "topics", "questions", "evidence", "guidance")
    yield from (f"{key} is missing." for key in needed if not area.get(key))
    yield from (f"there is no topic {code!r}." for code in set(area.get("topics", ())) - codes["topics"])
    yield from (f"guidance: there is no entry {name!r}." for name in set(area.get("guidance", ())) - known)
    for name in ("questions", "former_questions"):
        if name in area and (problem := problem_of_evidence(area[name], area.get("evidence", ()))):
            yield f"evidence: {problem}"


def by_name(records):
    """The name of each entry, as "resource:kcsie" -> its record."""
    return {f"{shape.model.KIND}:{record.get('id')}": record for shape, items in records.items() for record in items}


def problems_of_collections(collections, records):
    """What is wrong with collections: each has its words, and names entries that there are."""
    known = by_name(records).keys()
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
    for key in record.keys() - field_names(shape):
        yield f"{key} is not a field we know."
    yield from problems_of_kinds(record, shape)
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
    for key, kind in shape.refers_to_many.items():
        for named in as_list(record.get(key)):
            if named not in ids[kind]:
                yield f"{key}: there is no {kind.label.lower()} with the id {named!r}."
    for key in shape.dates:
        if record.get(key) and not is_date(record[key]):
            yield f"{key}: {record[key]!r} is not a date such as 2026-09-01."
    for name in shape.rows.keys() & record.keys():
        yield from (f"{name}: {message}" for message in problems_of_rows(shape.model, name, record[name]))
    yield from problems_of_ages(record)


def problems_of_rows(model, name, rows):
    if wrong := list(problems_of_kinds_in_rows(model, name, rows)):
        return wrong
    try:
        checked_rows(model, name, rows)
    except ValidationError as error:
        return error.messages
    return []


def problems_of_ages(record):
    youngest, oldest = record.get("age_min"), record.get("age_max")
    for key, age in (("age_min", youngest), ("age_max", oldest)):
        if age is not None and (not isinstance(age, int) or isinstance(age, bool) or not 0 <= age <= 25):
            yield f"{key}: {age!r} is not a whole number of years from 0 to 25."
            return
    if youngest is not None and oldest is not None and youngest > oldest:
        yield f"age_min {youngest} is above age_max {oldest}."


def field_names(shape):
    """What a record of a file may say: nothing that is the bank's own to say, such as who published it."""
    named = (shape.terms, shape.term, shape.renamed, shape.refers, shape.refers_to_many, shape.codes, shape.rows)
    return {"id", *(key for keys in named for key in keys), *plain_fields(shape)}


def is_date(value):
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True
