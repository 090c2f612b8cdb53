"""What a CSV file holds, in the W3C's words for tables on the web (CSVW): read a file by it, and nothing is lost."""

from directory.county.current import county
from directory.opendata.public_fields.field import Datatype

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
# The first row is passed over, and the columns are named here: it begins with the mark by which spreadsheets know
# UTF-8, which readers of "utf-8" take for a letter of the first name. There is no word for it in the W3C's encodings.
DIALECT = {
    "encoding": "utf-8",
    "header": False,
    "headerRowCount": 0,
    "skipRows": 1,
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "lineTerminators": ["\r\n"],
    "trim": False,
}
DATATYPES = {
    Datatype.TERM: "string",
    Datatype.TERMS: "string",
    Datatype.ENTRY: "string",
    Datatype.ENTRIES: "string",
    Datatype.ROWS: "json",
}
WRITTEN_AS = {
    Datatype.TERM: "As its code: see vocabularies.csv and topics.csv.",
    Datatype.TERMS: "As their codes: see vocabularies.csv and topics.csv.",
    Datatype.ENTRY: "As its identifier.",
    Datatype.ENTRIES: "As their identifiers.",
    Datatype.ROWS: "As JSON, with the columns: {}.",
}
ABOUT = (
    f"From the resource bank for {county.schools}. Our words are under the Open Government Licence v3.0. Facts "
    "about others, and the materials that are described, belong to them. A text that begins with a sign that a "
    "spreadsheet takes for a formula has an apostrophe before it: take one away. The file begins with a byte order "
    "mark, by which spreadsheets know UTF-8: leave it out (in Python, read it as utf-8-sig)."
)


def description_of(table, day):
    return {
        "@context": CONTEXT,
        "@type": "Table",
        "url": table.csv,
        "dc:title": table.title,
        "dc:description": ABOUT,
        "dc:license": {"@id": LICENCE},
        "dc:modified": {"@value": day.isoformat(), "@type": "xsd:date"},
        "dialect": DIALECT,
        "tableSchema": {
            "@type": "Schema",
            "columns": [column_of(field) for field in table.fields],
            "primaryKey": list(table.key),
        },
    }


def column_of(field):
    column = {
        "@type": "Column",
        "name": field.name,
        "titles": [field.name, field.label],
        "dc:description": words_of(field),
        "datatype": DATATYPES.get(field.datatype, str(field.datatype)),
        "required": field.required,
    }
    return column | ({"separator": ";"} if field.datatype in (Datatype.TERMS, Datatype.ENTRIES) else {})


def words_of(field):
    written = WRITTEN_AS.get(field.datatype, "").format(", ".join(column.name for column in field.columns))
    return f"{field.description} {written}".strip()
