"""What an entry says, as plain values that JSON and a spreadsheet can hold.

A record maps field names to text, numbers, true or false, dates as "2026-11-24", codes of terms (a sorted list where
there can be several) and other entries as "organisation:childline". One record is kept for each version; the same
shape is compared, restored, exported and imported.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models

from directory.catalogue.choices import Kind
from directory.catalogue.models import Entry
from directory.taxonomy.models import Coded, Topic


def fields_of(model):
    """The fields of a kind that its record holds: all that can be edited, those shared by every kind first."""
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [field for field in fields if field.editable and not field.auto_created and not is_parent_link(field)]


def is_parent_link(field):
    return bool(field.remote_field and getattr(field.remote_field, "parent_link", False))


def label_of(model, name):
    if name in model.ROWS:
        return model._meta.get_field(name).related_model._meta.verbose_name_plural
    return model._meta.get_field(name).verbose_name


# From an entry


def record_of(entry):
    """All that `entry` says. One query for each vocabulary, or none if they are prefetched."""
    own = entry.specific
    record = {field.name: plain(field, value_of(own, field)) for field in fields_of(type(own))}
    return record | {name: rows_of(own, name) for name in own.ROWS}


def value_of(own, field):
    value = getattr(own, field.name)
    return list(value.all()) if field.many_to_many else value


def plain(field, value):
    """One value as a record holds it; `value` is what the field, or a form's cleaned data, gives."""
    if field.many_to_many:
        return sorted(name_of(item) for item in value)
    if field.is_relation:
        return name_of(value) if value else None
    return value.isoformat() if isinstance(value, date | datetime) else value


def name_of(item):
    """How a record names a term or another entry."""
    return item.code if isinstance(item, Coded) else f"{item.kind}:{item.reference}"


def rows_of(own, name):
    rows = [
        {field: plain_moment(getattr(row, field)) for field in own.ROWS[name]} for row in getattr(own, name).all()
    ]
    return sorted(rows, key=lambda row: tuple(map(str, row.values())))


def plain_moment(value):
    return value.isoformat() if isinstance(value, datetime) else value


# To an entry


def python_values(model, record):
    """(attributes to set, lists of terms or entries to set). Raises ValidationError for what is unknown.

    Names in the record that the kind does not have, such as a field that has gone since, are left out.
    """
    fields = [field for field in fields_of(model) if field.name in record]
    many = {field.name: found(field, record[field.name]) for field in fields if field.many_to_many}
    single = {field.name: single_value(field, record[field.name]) for field in fields if not field.many_to_many}
    return single, many


def single_value(field, value):
    if not field.is_relation:
        return field.to_python(value)
    return found(field, [value])[0] if value else None


def found(field, names):
    """The terms or entries that `names` stand for, in no order."""
    model = field.related_model
    items = coded(model, names) if issubclass(model, Coded) else entries(model, names)
    if missing := set(names) - {name_of(item) for item in items}:
        raise ValidationError({field.name: f"Not known here: {', '.join(sorted(missing))}."})
    return [item.today if isinstance(item, Topic) else item for item in items]  # merged since the record was kept


def coded(model, codes):
    return list(model.objects.filter(code__in=codes))


def entries(model, names):
    pairs = [name.partition(":")[::2] for name in names]
    references = [reference for _, reference in pairs]
    candidates = model.objects.filter(kind__in={kind for kind, _ in pairs}, reference__in=references)
    return [entry for entry in candidates if name_of(entry) in names]


def apply(entry, record):
    """Make `entry` (of its own kind) say what `record` says, and save it.

    Raises ValidationError if it cannot: a term or an entry that the record names has gone, a value is not possible,
    or readers would see an entry that lacks what they need.
    """
    single, many = python_values(type(entry), record)
    for name, value in single.items():
        setattr(entry, name, value)
    entry.full_clean(exclude=["slug"])
    if entry.is_published and (problems := entry.publication_problems(single | many)):
        raise ValidationError(problems)
    for name, items in many.items():
        getattr(entry, name).set(items)
    entry.save()
    for name in entry.ROWS.keys() & record.keys():
        replace_rows(entry, name, record[name])


def replace_rows(entry, name, wanted):
    """Make the rows of an entry those that `wanted` says.

    What changes at a moment that stays stays the same row, so that calendars see a change and not another date.
    """
    now = {
        tuple(plain_moment(getattr(row, field)) for field in entry.ROWS[name]): row
        for row in getattr(entry, name).all()
    }
    then = {tuple(row.get(field) for field in entry.ROWS[name]): row for row in wanted}
    gone, new = now.keys() - then.keys(), then.keys() - now.keys()
    changed = the_same_but_changed(gone, new)
    for key in gone - set(changed.values()):
        now[key].delete()
    rows = getattr(entry, name)
    for key in new:
        row = now[changed[key]] if key in changed else rows.model(**{rows.field.name: entry})
        for field in entry.ROWS[name]:
            setattr(row, field, row._meta.get_field(field).to_python(then[key][field]))
        row.save()


def the_same_but_changed(gone, new):
    """{new key: the key that it had}, for rows that are alone at their moment, which is the first part of a key."""
    before, after = Counter(key[0] for key in gone), Counter(key[0] for key in new)
    alone = {key[0]: key for key in gone if before[key[0]] == after[key[0]] == 1}
    return {key: alone[key[0]] for key in new if key[0] in alone}


# Comparing


@dataclass(frozen=True)
class Difference:
    """One field that two records do not share, in a curator's words; lists as lines."""

    name: str
    label: str
    before: str
    after: str


def differences(model, before, after):
    """What changes from one record to another, in the order of the fields. A name that one lacks counts as empty."""
    names = [*(field.name for field in fields_of(model)), *model.ROWS]
    changed = [name for name in names if (before.get(name) or None) != (after.get(name) or None)]
    return [
        Difference(name, str(label_of(model, name)), in_words(before.get(name)), in_words(after.get(name)))
        for name in changed
    ]


def in_words(value):
    """A plain value as text to read side by side with another."""
    match value:
        case None | "" | []:
            return ""
        case bool():
            return "Yes" if value else "No"
        case list():
            return "\n".join(in_words(item) for item in value)
        case dict():
            return ", ".join(f"{name.replace('_', ' ')}: {part}" for name, part in value.items() if part)
        case _:
            return str(value)


def model_of(kind):
    """The model of a kind."""
    return Entry._meta.get_field(Kind(kind).model_name).related_model


def with_all(model):
    """Every entry of a kind with what its record is made of, in one query for each vocabulary."""
    many = [field.name for field in fields_of(model) if field.many_to_many]
    single = [field.name for field in fields_of(model) if field.is_relation and not field.many_to_many]
    return model.objects.select_related(*single).prefetch_related(*many, *model.ROWS).order_by("pk")


def is_text(field):
    return isinstance(field, models.CharField | models.TextField) and not field.choices
