"""What answers look like, as JSON Schema. That of an entry is made from the list of public fields, its only home."""

from directory.catalogue.kinds import Kind
from directory.opendata.api.openapi import ref
from directory.opendata.public_fields.field import Datatype
from directory.opendata.public_fields.kinds import FIELDS

STRING, INTEGER, BOOLEAN = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
UUID, URI = {"type": "string", "format": "uuid"}, {"type": "string", "format": "uri"}
DATE, MOMENT = {"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}

TYPES = {
    Datatype.STRING: STRING,
    Datatype.INTEGER: INTEGER,
    Datatype.BOOLEAN: BOOLEAN,
    Datatype.DATE: DATE,
    Datatype.DATETIME: MOMENT,
    Datatype.ANY_URI: URI,
    Datatype.TERM: ref("Term"),
    Datatype.TERMS: {"type": "array", "items": ref("Term")},
    Datatype.ENTRY: ref("OtherEntry"),
    Datatype.ENTRIES: {"type": "array", "items": ref("OtherEntry")},
}


def or_nothing(schema):
    return {**schema, "type": [schema["type"], "null"]} if "type" in schema else {"anyOf": [schema, {"type": "null"}]}


def record(properties, description=""):
    """An object that always has all of these."""
    said = {"description": description} if description else {}
    return {"type": "object", **said, "properties": properties, "required": list(properties)}


def list_of(schema):
    return {"type": "array", "items": schema}


def record_of_fields(fields, description=""):
    return record({field.name: schema_of(field) for field in fields}, description)


def schema_of(field):
    rows = field.datatype == Datatype.ROWS
    found = list_of(record_of_fields(field.columns)) if rows else TYPES[field.datatype]
    shown = found if field.required or field.is_list else or_nothing(found)
    return {**shown, "title": field.label, "description": field.description}


def name_of(kind):
    """The schema of a kind: "CaseStudy"."""
    return kind.name.title().replace("_", "")


def page_of(results):
    """A page of a list."""
    return record({"total": INTEGER, **NEIGHBOURS, "results": list_of(results)})


NEIGHBOURS = {"next": or_nothing(URI), "previous": or_nothing(URI)}
TERM = record({"code": STRING, "label": STRING}, "A term of a vocabulary. Codes never change; labels may.")
OTHER_ENTRY = record({"uuid": UUID, "title": STRING, "page": URI}, "Another entry that readers can see.")


def components():
    """The schemas that others refer to, by name."""
    kinds = {name_of(kind): record_of_fields(FIELDS[kind], kind.label) for kind in Kind}
    either = {"anyOf": [ref(name) for name in kinds], "description": "An entry: `kind` says which kind it is of."}
    return {"Term": TERM, "OtherEntry": OTHER_ENTRY, "Entry": either, **kinds}
