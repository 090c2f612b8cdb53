"""One change to the facets of many entries: seen before it is made, made in short steps, and undone again.

A change is plain data, by the names of records: {"add": {"sectors": ["special"]}, "set": {"cost": "free"}}. Each step
is whole or not at all and keeps how far it came, so nobody's save waits long and a run that is stopped can go on.
"""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from directory.catalogue.actions.facets import CHOICES, FACETS, write_facets
from directory.catalogue.actions.history import lock_in_order, locked_all, record_all_locked
from directory.catalogue.actions.many_steps import in_steps, let_others_write
from directory.catalogue.models import Entry, Revision
from directory.catalogue.records.reading import record_of, with_record_relations
from directory.catalogue.states import Action, State
from directory.catalogue.usage import urgent_places
from directory.catalogue.workflow import may_edit
from directory.curation.models import BulkEdit
from directory.search.documents.index_writer import batched_updates

BULK = "catalogue.bulk_edit_entry"
MOST = 1000  # entries at once
STEP = 50  # entries in one transaction


@dataclass(frozen=True)
class Planned:
    """What would happen to one entry: `reasons` say why it is left out."""

    entry: Entry
    before: dict
    after: dict
    reasons: list = field(default_factory=list)


def apply_change(record, change):
    """What a record says after a change; `record` itself stays."""
    after = {name: set(record[name]) for name in FACETS}
    for name, codes in change.get("add", {}).items():
        after[name] |= set(codes)
    for name, codes in change.get("remove", {}).items():
        after[name] -= set(codes)
    return record | {name: sorted(codes) for name, codes in after.items()} | change.get("set", {})


def plan(*, ids, change, by):
    """What would happen to each of these entries, but for those that would stay as they are."""
    entries = [entry for model, some in in_steps(ids) for entry in with_record_relations(model).filter(pk__in=some)]
    return changes_of(entries, change, by)


def changes_of(entries, change, by):
    planned = [planned_for(entry, apply_change(record_of(entry), change), by) for entry in entries]
    return [item for item in planned if item.before != item.after]


def planned_for(entry, after, by):
    return Planned(entry, record_of(entry), after, list(reasons_against(entry, after, by)))


def reasons_against(entry, after, by):
    """Why `entry` is left out. A list of codes is as good as one of terms to tell that."""
    if not may_edit(by, entry):
        yield "It is archived." if entry.state == State.ARCHIVED else "You cannot edit it as it stands now."
    elif entry.is_published:
        for problem in entry.publication_problems({name: after[name] for name in CHOICES}):
            yield f"{problem} Readers can see this entry now."
        now = {"districts": sorted(district.code for district in entry.districts.all()), "url": entry.url}
        yield from urgent_places.problems_of_change(entry, now, {"url": entry.url, **after})


def bulk_edit(*, ids, change, by, what):
    """Change all of these entries that can be changed, and keep why each other one is left out. Returns the edit."""
    if not by.has_perm(BULK):
        raise PermissionDenied
    ordered = [pk for _, some in in_steps(ids) for pk in some]
    edit = BulkEdit.objects.create(by=by, what=what, change=change, ids=ordered)
    return go_on(edit=edit, by=by)


def go_on(*, edit, by):
    """The rest of a bulk edit. Returns it as it is then."""
    if not by.has_perm(BULK):
        raise PermissionDenied
    edit.refresh_from_db()
    while edit.is_unfinished:
        edit = take_step(edit, by)
        let_others_write()
    return edit


@transaction.atomic
def take_step(edit, by):
    edit = BulkEdit.objects.select_for_update(of=("self",)).get(pk=edit.pk)
    if edit.undone_at:
        raise ValidationError("This change has already been undone.")
    some = edit.ids[edit.handled : edit.handled + STEP]
    lock_in_order(some)  # of several kinds
    with batched_updates():
        for model, ids in in_steps(some):
            change_some(edit, model, ids, by)
    edit.handled += len(some)
    edit.save()
    return edit


def change_some(edit, model, ids, by):
    planned = changes_of(locked_all(model, ids), edit.change, by)
    edit.left_out += [[item.entry.pk, str(item.entry), item.reasons] for item in planned if item.reasons]
    write(model, [item for item in planned if not item.reasons], action=Action.BULK_EDITED, by=by, edit=edit)


def write(model, planned, *, action, by, edit):
    """Make it so, in the history of each entry."""
    if not planned:
        return
    keep_first_versions([item.entry for item in planned])
    entries = write_facets(model, [(item.entry, item.before, item.after) for item in planned])
    record_all_locked(entries=entries, action=action, by=by, why=edit.what, batch=edit.pk)


def keep_first_versions(entries):
    known = set(Revision.objects.filter(entry__in=entries).order_by().values_list("entry", flat=True))
    if new := [entry for entry in entries if entry.pk not in known]:
        record_all_locked(entries=new, action=Action.CREATED, why="The first version that is kept.")
