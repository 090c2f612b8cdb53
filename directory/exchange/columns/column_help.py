"""What each column of a file means, for its template."""

from directory.catalogue.records.reading import fields_of
from directory.county.current import county
from directory.exchange.columns.age_columns import AGES, OLDEST, YOUNGEST
from directory.exchange.columns.contact_columns import POINTS, contact_labels
from directory.exchange.entry_resource import STATE, UUID_COLUMN, VERSION
from directory.exchange.files.tables import REFERENCE
from directory.taxonomy.models import Coded

CONTACTS_HELP = {
    "phone": f"{county.example_telephone}; {county.example_telephone} ext 12 (option 2)",
    "text": "85258",
    "email": "help@example.org",
    "address": county.example_address,
}
IDENTITY = {
    REFERENCE: "Reference",
    UUID_COLUMN: "Permanent identifier",
    VERSION: "Version",
    STATE: "State, which is not used",
}


def columns_explained(model):
    """(heading, what it means, what it can be) for each column of a kind, and for those that may be there instead."""
    yield (
        REFERENCE,
        "Your own name for the row. It never changes. For a new row without one it is made from the title",
        "lower-case letters, numbers and hyphens",
    )
    yield UUID_COLUMN, "Its permanent identifier. Leave empty for new rows; an export fills it in", "an identifier"
    yield VERSION, "Leave empty for new rows. Exports fill it in", "a number"
    yield STATE, "Not used: new rows become drafts", ""
    for field in fields_of(model):
        yield field.name, f"{str(field.verbose_name).capitalize()}. {field.help_text}".strip(), possible(field)
    for name, parts in model.ROWS.items():
        yield name, "One line for each", " | ".join(parts)
    yield AGES, f"May be there instead of {YOUNGEST} and {OLDEST}", "5-11; KS2; Year 5 to 6"
    for name, label in contact_labels(model).items():
        yield name, f"May be there instead of {POINTS}. {label}", CONTACTS_HELP[name]


def possible(field):
    if field.choices:
        return "; ".join(str(value) for value, _ in field.choices)
    if field.is_relation and issubclass(field.related_model, Coded):
        codes = "; ".join(field.related_model.objects.values_list("code", flat=True))
        return f"{'any of' if field.many_to_many else 'one of'}: {codes}"
    if field.is_relation:
        return "other entries, as organisation:childline"
    return {"BooleanField": "yes or no", "DateField": "2026-11-24"}.get(type(field).__name__, "")
