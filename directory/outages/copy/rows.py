"""The rows of a table as the copy has them: of published entries only, and nothing that is for staff."""

from django.db.models import Q

from directory.catalogue.models import Entry
from directory.outages.copy.tables import LEFT_EMPTY, ONLY, public_models

CHUNK = 2_000


def rows_of(model, published):
    """Each as a list of values in the order of its columns; `published` are the ids of the entries to be copied."""
    fields = model._meta.local_concrete_fields
    treat = [treatment_of(model, field, published) for field in fields]
    wanted = ONLY.get(model._meta.label, Q())
    rows = model._base_manager.filter(wanted).order_by().values_list(*(field.attname for field in fields))
    for row in rows.iterator(chunk_size=CHUNK):
        values = [change(value) for change, value in zip(treat, row, strict=True)]
        if LEFT_OUT not in values:
            yield values


LEFT_OUT = object()


def without_notes(judgements):
    """Readers are told which criteria are met, and nothing that a reviewer wrote."""
    return {code: {"verdict": said.get("verdict", "")} for code, said in judgements.items()}


def treatment_of(model, field, published):
    """What becomes of the values of a field. What names an entry that is not copied names nothing, or is left out."""
    if field.name in {*getattr(model, "CURATORS_ONLY", ()), *LEFT_EMPTY.get(model._meta.label, ())}:
        return lambda value: field.get_default()
    if field.attname == "judgements":
        return without_notes
    target = field.remote_field and field.remote_field.model
    if model is Entry and field.primary_key:
        return lambda value: value if value in published else LEFT_OUT
    if target and issubclass(target, Entry):
        instead = None if field.null else LEFT_OUT
        return lambda value: value if value is None or value in published else instead
    if target and target not in public_models():
        return lambda value: None
    return lambda value: value
