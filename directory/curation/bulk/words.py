"""A bulk edit in words: what would change in each entry, by the labels that people know, and what is left out."""

from directory.catalogue.actions.facets import CHOICES
from directory.catalogue.admin.custom_pages import edit_address
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import label_of
from directory.catalogue.records.values import found


def shown(planned):
    """What the page of a plan shows: what is left out and what would change, each with its words."""
    labels = labels_in(planned)
    left = [(item, edit_address(Kind(item.entry.kind), item.entry.pk)) for item in planned if item.reasons]
    ready = [(item, list(changes_in_words(item, labels))) for item in planned if not item.reasons]
    return {"left": left, "ready": ready}


def labels_in(planned):
    """(name, code) -> label, of all that differs: a query for each vocabulary."""
    codes = {name: set() for name in CHOICES}
    for item in planned:
        for name in CHOICES:
            codes[name] |= codes_of(item.before[name]) ^ codes_of(item.after[name])
    return {
        (name, term.code): term.label
        for name, some in codes.items()
        if some
        for term in found(Entry._meta.get_field(name).related_model, some)
    }


def codes_of(value):
    return set(value) if isinstance(value, list) else {value} - {None}


def changes_in_words(item, labels):
    """A line for each field: what it gains with a plus, what it loses with a minus."""
    for name in CHOICES:
        before, after = codes_of(item.before[name]), codes_of(item.after[name])
        signs = [("+", code) for code in sorted(after - before)] + [("−", code) for code in sorted(before - after)]
        if signs:
            words = ", ".join(f"{sign} {labels.get((name, code), code)}" for sign, code in signs)
            yield f"{str(label_of(Entry, name)).capitalize()}: {words}"


def with_addresses(left):
    """[(title, where it is edited, reasons)] of [id, title, reasons]."""
    left = list(left)
    kinds = dict(Entry.objects.filter(pk__in=[pk for pk, *_ in left]).values_list("pk", "kind"))
    return [(title, edit_address(Kind(kinds[pk]), pk), reasons) for pk, title, reasons in left if pk in kinds]
