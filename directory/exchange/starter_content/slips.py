"""Slips that are likely in a county's files: a list where one name must be, or no list where one must be.

They are said before anything reads the records, so that all else may rely on what kind of value stands where.
"""

from directory.catalogue.records.json_kinds import as_json
from directory.exchange.starter_content.kinds import TEXTS, are_texts
from directory.exchange.starter_content.reading import ContentError, read_json
from directory.exchange.starter_content.shapes import SHAPES, as_list

NAME = "{key}: {value!r} is not one name. Write it in quotation marks, without brackets."
NAMES = "{key} is not a list of names. Write [] where there are none."
TEXT = "{key}: {said} is not a text. Write it in quotation marks, or leave it out."
LINES = f"{{key}} {TEXTS}"
TRUTH = "{key}: {said} is neither true nor false. Write one of them, without quotation marks."
RECORDS = "{key} is not a list of records. Write [] where there are none."


def is_name(value):
    return value is None or isinstance(value, str)  # that none is there is said where it must be


def is_text(value):
    return isinstance(value, str)


def is_truth(value):
    return isinstance(value, bool)


def are_any_names(value):
    """A list, one by itself or nothing."""
    return all(isinstance(one, str) for one in as_list(value))


def are_records(value):
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def each(keys, *kind):
    return dict.fromkeys(keys, kind)


# File -> where its records are -> key -> (whether a value is right, what to say, what is in each record of the list).
CONTACT = {
    **each(("organisation", "tool", "channel"), is_name, NAME),
    **each(("districts",), are_texts, NAMES),
    **each(("note",), is_text, TEXT),
    **each(("needs_no_name",), is_truth, TRUTH),
}
STEP = each(("when", "text", "source"), is_name, NAME)
ENTRY = each(("entry",), is_name, NAME) | each(("note",), is_text, TEXT)
HUB = {
    **each(("topic",), is_name, NAME),
    **each(("definition", "never"), are_texts, LINES),
    **each(("contacts",), are_texts, NAMES),
    **each(("steps",), are_records, RECORDS, STEP),
}
AREA = {
    **each(("title",), is_name, NAME),
    **each(("guidance", "topics"), are_texts, NAMES),
    **each(("questions", "former_questions", "evidence"), are_texts, LINES),
}
TERM = each(("term",), is_name, NAME) | each(("short",), are_texts, LINES)
COLLECTION = {
    **each(("id",), is_name, NAME),
    **each(("title", "summary"), is_text, TEXT),
    **each(("entries",), are_records, RECORDS, ENTRY),
}
NETWORK = {
    **each(("id",), is_name, NAME),
    **each(("name", "summary"), is_text, TEXT),
    **each(("districts", "audiences"), are_texts, NAMES),
}
KNOWN = {
    "glossary.json": {"items": TERM},
    "hubs.json": {"items": HUB, "audit_areas": AREA},
    "collections.json": {"items": COLLECTION},
    "networks.json": {"items": NETWORK},
    "routes.json": {"items": each(("need",), is_name, NAME) | each(("contacts",), are_records, RECORDS, CONTACT)},
    **{
        shape.file: {
            "items": {
                **each(("id", *shape.term, *shape.refers), is_name, NAME),
                **each((*shape.terms, *shape.refers_to_many), are_any_names, NAMES),
                **each(("districts", "abilities"), are_texts, NAMES),
                **each(shape.rows, are_records, RECORDS, {}),
            }
        }
        for shape in SHAPES
    },
}
CALLED = ("id", "need", "topic", "title", "term")  # what says which record it is


def slips_of(folder):
    """Sentences. That a file cannot be read, or has no list of records, is said by whoever reads it."""
    for file, lists in KNOWN.items():
        try:
            content = read_json(folder, file)
        except ContentError:
            continue
        for key, known in lists.items() if isinstance(content, dict) else ():
            for place, record in enumerate(as_list(content.get(key)), start=1):
                if isinstance(record, dict):
                    name = next((record[one] for one in CALLED if record.get(one)), f"record {place}")
                    yield from (f"{file}, {name}: {slip}" for slip in slips_of_record(record, known))


def slips_of_record(record, known):
    for key, (is_right, words, *within) in known.items():
        if key not in record:
            continue
        if not is_right(record[key]):
            yield words.format(key=key, value=record[key], said=as_json(record[key]))
            continue
        for one in record[key] if within else ():
            yield from slips_of_record(one, *within)
