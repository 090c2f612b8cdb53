"""Taking an import back: drafts that it added are deleted if nobody has touched them, and changes are undone."""

from django.core.exceptions import ValidationError
from django.db import transaction

from directory.catalogue.actions.editing import remember_address
from directory.catalogue.actions.history import locked_all, record_revisions
from directory.catalogue.models import Entry, Revision
from directory.catalogue.records.comparing import record_without
from directory.catalogue.records.reading import model_of, record_of
from directory.catalogue.records.writing import apply_record
from directory.catalogue.states import Action

ITS_OWN = {"revisions", "taggings", "document", "links"}  # goes with an entry; all else that names one is somebody's


def take_back(batch, ids):
    """Take back what was done to these entries. Returns [entry, why] for each that was left as it is."""
    model = model_of(batch.kind)
    changes = {change.entry_id: change for change in batch.revisions().filter(entry__in=ids)}
    entries = locked_all(model, ids)
    added = [entry for entry in entries if changes[entry.pk].number == 1]
    left = [*delete_drafts(batch.pk, model, added)]
    undone = []
    for entry in entries:
        if changes[entry.pk].number != 1:
            left += undo_change(entry, changes[entry.pk], undone)
    record_revisions(
        model=model, ids=undone, action=Action.UNDONE, by=batch.task_by, why=f"Import: {batch.name}", batch=batch.pk
    )
    return left


def finish_taking_back(batch):
    batch.state = batch.State.TAKEN_BACK if batch.completed_at else batch.State.CANCELLED


# What it added


def delete_drafts(batch, model, entries):
    """Delete those that no reader has ever seen and nobody has touched but the import; nothing is lost but rows.

    Their references are free again, so that a corrected file adds them instead of changing what is archived.
    """
    ids = [entry.pk for entry in entries]
    others = Revision.objects.filter(entry__in=ids).exclude(batch=batch)
    touched, used = set(others.order_by().values_list("entry", flat=True)), used_elsewhere(model, ids)
    kept = {}
    for entry in entries:
        if entry.pk in touched or entry.published_at:
            kept[entry.pk] = "Somebody has worked on it since. Archive it if it is not wanted."
        elif entry.pk in used:
            kept[entry.pk] = f"It is used elsewhere: {used[entry.pk]}."
    model.objects.filter(pk__in=set(ids) - kept.keys()).delete()
    return [[entry.title, kept[entry.pk]] for entry in entries if entry.pk in kept]


def used_elsewhere(model, ids):
    """Entry id -> what names it, for drafts that something else of the site points to by now."""
    found = {}
    for relation in relations_to(model):
        name, other = relation.field.name, relation.related_model
        users = other._base_manager.filter(**{f"{name}__in": ids}).order_by().values_list(name, flat=True)
        found |= dict.fromkeys(users, str(other._meta.verbose_name))
    return found


def relations_to(model):
    """Whatever can name an entry of this kind, and does not belong to it."""
    for relation in model._meta.get_fields(include_parents=True, include_hidden=True):
        if relation.auto_created and not relation.concrete and not is_own(model, relation):
            yield relation


def is_own(model, relation):
    other = relation.related_model
    joins_to_its_terms = other._meta.auto_created
    is_kind = issubclass(other, Entry) and relation.field.auto_created
    return joins_to_its_terms or is_kind or relation.get_accessor_name() in ITS_OWN | set(model.ROWS)


# What it changed


def undo_change(entry, change, undone):
    """Make `entry` say what it said before, but for what somebody has changed since. Yields [entry, why] if not."""
    now, before = record_of(entry), entry.revisions.filter(number__lt=change.number).first().record
    wanted, touched = record_without(type(entry), now, before, entry.record_of_today(change.record))
    differing = {name: value for name, value in wanted.items() if value != now[name]}
    if differing:
        yield from apply_or_say(entry, differing, undone)
    for label in touched:
        yield [entry.title, f"{label} has been changed since."]


def apply_or_say(entry, record, undone):
    title, address = entry.title, entry.slug
    try:
        with transaction.atomic():
            apply_record(entry, record)
            remember_address(entry, address)
            undone.append(entry.pk)
    except ValidationError as error:
        yield [title, " ".join(error.messages)]
