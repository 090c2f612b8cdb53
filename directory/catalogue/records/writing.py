"""From a record back to an entry."""

from django.core.exceptions import ValidationError

from directory.catalogue.records.reading import fields_of, name_of
from directory.catalogue.records.rows import checked_rows, replace_rows
from directory.catalogue.states import Status
from directory.catalogue.usage import reasons_to_stay
from directory.taxonomy.models import Coded, Topic


def python_values(model, record):
    """(attributes to set, lists of terms or entries to set). Raises ValidationError for what is unknown.

    Names in the record that the kind does not have, such as a field that has gone since, are left out.
    """
    fields = [field for field in fields_of(model) if field.name in record]
    many = {field.name: look_up(field, record[field.name]) for field in fields if field.many_to_many}
    single = {field.name: single_value(field, record[field.name]) for field in fields if not field.many_to_many}
    return single, many


def single_value(field, value):
    if not field.is_relation:
        return field.to_python(value)
    return look_up(field, [value])[0] if value else None


def look_up(field, names):
    """The terms or entries that `names` stand for, in no order."""
    model = field.related_model
    items = terms_by_code(model, names) if issubclass(model, Coded) else entries_by_name(model, names)
    if missing := set(names) - {name_of(item) for item in items}:
        raise ValidationError({field.name: f"Not recognised here: {', '.join(sorted(missing))}."})
    return [item.today if isinstance(item, Topic) else item for item in items]  # merged since the record was kept


def terms_by_code(model, codes):
    return list(model.objects.filter(code__in=codes))


def entries_by_name(model, names):
    pairs = [name.partition(":")[::2] for name in names]
    references = [reference for _, reference in pairs]
    candidates = model.objects.filter(kind__in={kind for kind, _ in pairs}, reference__in=references)
    return [entry for entry in candidates if name_of(entry) in names]


def apply_record(entry, record):
    """Make `entry` (of its own kind) say what `record` says, and save it.

    Raises ValidationError if it cannot: a term or an entry that the record names has gone, a value is not possible,
    readers would see an entry that lacks what they need, or would look in an emergency for one that has closed.
    """
    single, many = python_values(type(entry), record)
    to_stay = list(reasons_to_stay(entry)) if single.get("status", Status.ACTIVE) != Status.ACTIVE else []
    for name, value in single.items():
        setattr(entry, name, value)
    entry.full_clean(exclude=["slug"])
    refuse_taken_address(entry)
    rows = {name: checked_rows(type(entry), name, record[name]) for name in entry.ROWS.keys() & record.keys()}
    if entry.is_published and (problems := to_stay + entry.publication_problems(single | many | rows)):
        raise ValidationError(problems)
    for name, items in many.items():
        getattr(entry, name).set(items)
    entry.save()
    for name, wanted in rows.items():
        replace_rows(entry, name, wanted)


def refuse_taken_address(entry):
    """An entry that went back to an address which another has by now would take it from that one."""
    if type(entry).objects.filter(slug=entry.slug).exclude(pk=entry.pk).exists():
        raise ValidationError({"slug": f"Another entry of this kind has the web address “{entry.slug}” now."})
