"""What each column of a file means, for its template."""

from directory.catalogue.records.reading import fields_of
from directory.exchange.entry_resource import STATE, UUID_COLUMN, VERSION
from directory.exchange.files.tables import REFERENCE
from directory.taxonomy.models import Coded


def columns_explained(model):
    """(heading, what it means, what it can be) for each column of a kind."""
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


def possible(field):
    if field.choices:
        return "; ".join(str(value) for value, _ in field.choices)
    if field.is_relation and issubclass(field.related_model, Coded):
        codes = "; ".join(field.related_model.objects.values_list("code", flat=True))
        return f"{'any of' if field.many_to_many else 'one of'}: {codes}"
    if field.is_relation:
        return "other entries, as organisation:childline"
    return {"BooleanField": "yes or no", "DateField": "2026-11-24"}.get(type(field).__name__, "")
