"""The terms of many entries, changed in a few queries. The records say what to change."""

from collections import defaultdict

from django.db.models import ManyToManyField
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.catalogue.records.reading import with_record_relations
from directory.catalogue.records.terms import add_in_bulk, term_rows
from directory.catalogue.records.values import found

FACETS = ("sectors", "abilities", "audiences", "topics", "districts")
CHOICES = (*FACETS, "cost")  # all that is changed of many entries at once


def write_facets(model, changes):
    """`changes`: [(entry, its record, the record it shall have)], of one kind and locked. Returns them read anew."""
    for name in FACETS:
        write_terms(model, name, [(entry, set(now[name]), set(then[name])) for entry, now, then in changes])
    write_costs(model, changes)
    return list(with_record_relations(model).filter(pk__in=[entry.pk for entry, *_ in changes]))


def write_terms(model, name, changes):
    field = model._meta.get_field(name)
    codes = {code for _, now, then in changes for code in now ^ then}
    terms = {term.code: term for term in found(field.related_model, codes)} if codes else {}
    remove_terms(field, [(entry.pk, terms[code].pk) for entry, now, then in changes for code in now - then])
    add_in_bulk(row for entry, now, then in changes for row in term_rows(entry, name, new_terms(terms, now, then)))


def new_terms(terms, now, then):
    """A topic that was merged since is the one that it was merged into."""
    today = {getattr(terms[code], "today", terms[code]) for code in sorted(then - now)}
    return [term for term in today if term.code not in now]


def remove_terms(field, pairs):
    if not pairs:
        return
    is_plain = isinstance(field, ManyToManyField)
    own = field.m2m_field_name() if is_plain else "content_object"
    other, through = field.m2m_reverse_field_name(), field.remote_field.through
    rows = through._base_manager.filter(**{f"{own}__in": [entry for entry, _ in pairs]})
    wanted = set(pairs)
    gone = [pk for pk, *pair in rows.values_list("pk", f"{own}_id", f"{other}_id") if tuple(pair) in wanted]
    through._base_manager.filter(pk__in=gone).delete()


def write_costs(model, changes):
    """Also where no cost changes: the entry was saved, and whoever finds it by its words is told."""
    codes = {then["cost"] for *_, then in changes}
    costs = {term.code: term for term in found(Entry.cost.field.related_model, codes)}
    by_cost = defaultdict(list)
    for entry, _, then in changes:
        by_cost[then["cost"]].append(entry.pk)
    for code, ids in by_cost.items():
        Entry.objects.filter(pk__in=ids).update(cost=costs.get(code), updated_at=timezone.now())
