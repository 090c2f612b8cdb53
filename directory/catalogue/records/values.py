"""One value as a record holds it, and back: terms by their codes, entries as "organisation:childline"."""

from datetime import date, datetime, time
from uuid import UUID

from django.core.exceptions import ValidationError

from directory.catalogue.models import Entry
from directory.catalogue.records.json_kinds import problem_of_kind
from directory.taxonomy.models import Coded, Topic


def plain_value(field, value):
    """One value as a record holds it; `value` is what the field, or a form's cleaned data, gives."""
    if field.many_to_many:
        return sorted(name_of(item) for item in value or ())
    if field.is_relation:
        return name_of(value) if value else None
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def name_of(item):
    """How a record names a term, an entry, or anything else that says how itself (`record_name`)."""
    if isinstance(item, Coded):
        return item.code
    return f"{item.kind}:{item.reference}" if isinstance(item, Entry) else item.record_name


def single_value(field, value):
    """Raises ValidationError where the field cannot hold it. Every kind of value may be written as a text."""
    if field.is_relation:
        return look_up(field, [value])[0] if value else None
    if not isinstance(value, str) and (problem := problem_of_kind(field, value)):
        raise ValidationError({field.name: problem})
    return field.to_python(value)


def look_up(field, names):
    """The terms or entries that `names` stand for, in no order."""
    items = found(field.related_model, names)
    if missing := set(names) - {name_of(item) for item in items}:
        raise ValidationError({field.name: f"Not recognised here: {', '.join(sorted(missing))}."})
    return [item.today if isinstance(item, Topic) else item for item in items]  # merged since the record was kept


def found(model, names):
    if issubclass(model, Coded):
        return list(model.objects.filter(code__in=names))
    return entries_by_name(model, names) if issubclass(model, Entry) else list(model.by_record_names(names))


def entries_by_name(model, names):
    pairs = [name.partition(":")[::2] for name in names]
    references = [reference for _, reference in pairs]
    candidates = model.objects.filter(kind__in={kind for kind, _ in pairs}, reference__in=references)
    return [entry for entry in candidates if name_of(entry) in names]
