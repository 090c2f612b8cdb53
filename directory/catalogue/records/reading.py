"""From an entry, or anything else that curators look after, to its record: plain values that JSON can hold."""

from django.db import models
from django.db.models import Prefetch

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.records.rows import declared_rows, rows_of
from directory.catalogue.records.values import plain_value


def fields_of(model):
    """The fields that a record holds: all that can be edited, those shared by every kind of entry first."""
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [field for field in fields if field.editable and not field.auto_created and not is_parent_link(field)]


def is_parent_link(field):
    return bool(field.remote_field and getattr(field.remote_field, "parent_link", False))


def label_of(model, name):
    if name in declared_rows(model):
        return model._meta.get_field(name).related_model._meta.verbose_name_plural
    return model._meta.get_field(name).verbose_name


def record_of(thing):
    """All that an entry, or anything else that curators look after, says; and of an entry which it is.

    One query for each vocabulary, or none if they are prefetched.
    """
    own = thing.specific if isinstance(thing, Entry) else thing
    record = {field.name: plain_value(field, value_of(own, field)) for field in fields_of(type(own))}
    which = {"uuid": str(own.uuid)} if isinstance(own, Entry) else {}
    return which | record | {name: rows_of(own, name) for name in declared_rows(type(own))}


def value_of(own, field):
    value = getattr(own, field.name)
    return list(value.all()) if field.many_to_many else value


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
