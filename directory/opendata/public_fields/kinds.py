"""Which fields each kind has, and its entries as plain records."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from directory.catalogue.actions.history import in_batches
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Revision
from directory.catalogue.records.last_changes import last_changes
from directory.catalogue.records.reading import model_of
from directory.catalogue.states import Action
from directory.opendata.public_fields import case_studies, guidance, organisations, resources, training
from directory.opendata.public_fields.common import FOR_WHOM, IDENTITY, STANDING, USING
from directory.opendata.public_fields.field import record_of

OWN = {
    Kind.RESOURCE: resources,
    Kind.ORGANISATION: organisations,
    Kind.TRAINING: training,
    Kind.CASE_STUDY: case_studies,
    Kind.GUIDANCE: guidance,
}
TOGETHER = {
    Kind.TRAINING: ("provider", "level"),
    Kind.GUIDANCE: ("related_resource",),
}  # what is read in the same query
AT_ONCE = 500  # entries that are read together


def fields_of(kind):
    """All public fields of a kind, in order. A field of its own takes the place of the common one of that name."""
    own = {field.name: field for field in OWN[kind].FIELDS}
    common = (*IDENTITY, *FOR_WHOM, *USING, *STANDING)
    named = {field.name for field in common}
    first = [own.get(field.name, field) for field in (*IDENTITY, *FOR_WHOM)]
    rest = [own.get(field.name, field) for field in (*USING, *STANDING)]
    return (*first, *(field for field in OWN[kind].FIELDS if field.name not in named), *rest)


FIELDS = {kind: fields_of(kind) for kind in Kind}


def public_entries(kind):
    """What readers can see of a kind, with all that its fields read: so many queries, however many entries."""
    return with_public_fields(kind, model_of(kind).objects.published())


def with_public_fields(kind, entries):
    """The same for a queryset of `entries` of this kind."""
    at_once = entries.with_terms().select_related("cost", *TOGETHER.get(kind, ()))
    return at_once.prefetch_related("origins", *OWN[kind].relations())


@dataclass(frozen=True)
class HistoryForReaders:
    changed: datetime  # when readers could last see a change
    confirmed_on: date | None  # when the organisation last said that all is right


def with_history(entries):
    """`entries`, which are read already, each with its `history_for_readers`: two queries for all."""
    ids = [entry.pk for entry in entries]
    changed = last_changes(ids)
    confirmed = dict(Revision.objects.about(ids).of(Action.CONFIRMED).order_by("number").values_list("entry", "at"))
    for entry in entries:
        last = confirmed.get(entry.pk)
        entry.history_for_readers = HistoryForReaders(
            changed.get(entry.pk, entry.published_at), last and timezone.localdate(last)
        )
    return entries


def public_records(kind, entries):
    """What is public of each of `entries`, which readers can see: a page, or any other few of `public_entries`."""
    return [record_of(entry, FIELDS[kind]) for entry in with_history(list(entries))]


def all_public_records(kind):
    """The record of all that readers can see of a kind, by title, read a few hundred at a time."""
    ids = list(model_of(kind).objects.published().order_by("title", "pk").values_list("pk", flat=True))
    for some in in_batches(ids, AT_ONCE):
        yield from public_records(kind, public_entries(kind).with_ids(some).order_by("title", "pk"))
