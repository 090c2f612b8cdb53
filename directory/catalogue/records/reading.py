"""From an entry to its record: what it says, as plain values that JSON and a spreadsheet can hold."""

from datetime import date, datetime

from django.db import models
from django.db.models import Prefetch

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.records.rows import rows_of
from directory.taxonomy.models import Coded


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


def record_of(entry):
    """All that `entry` says, and which it is. One query for each vocabulary, or none if they are prefetched."""
    own = entry.specific
    record = {field.name: plain_value(field, value_of(own, field)) for field in fields_of(type(own))}
    return {"uuid": str(own.uuid)} | record | {name: rows_of(own, name) for name in own.ROWS}


def value_of(own, field):
    value = getattr(own, field.name)
    return list(value.all()) if field.many_to_many else value


def plain_value(field, value):
    """One value as a record holds it; `value` is what the field, or a form's cleaned data, gives."""
    if field.many_to_many:
        return sorted(name_of(item) for item in value)
    if field.is_relation:
        return name_of(value) if value else None
    return value.isoformat() if isinstance(value, date | datetime) else value


def name_of(item):
    """How a record names a term or another entry."""
    return item.code if isinstance(item, Coded) else f"{item.kind}:{item.reference}"


def model_of(kind):
    """The model of a kind."""
    return Entry._meta.get_field(Kind(kind).model_name).related_model


def with_record_relations(model):
    """Every entry of a kind with what its record is made of, in one query for each vocabulary."""
    many = [unordered(field) for field in fields_of(model) if field.many_to_many]
    single = [field.name for field in fields_of(model) if field.is_relation and not field.many_to_many]
    return model.objects.select_related(*single).prefetch_related(*many, *model.ROWS).order_by("pk")


def unordered(field):
    """A record has its own order, and that of a vocabulary is a quarter of the work of asking for it."""
    is_tagging = not isinstance(field, models.ManyToManyField)  # taggit takes no query of ours
    return field.name if is_tagging else Prefetch(field.name, field.related_model.objects.order_by())


def is_text(field):
    return isinstance(field, models.CharField | models.TextField) and not field.choices
