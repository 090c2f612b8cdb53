"""A list as plain values, the same for its page, its PDF and its table."""

from dataclasses import dataclass

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.govuk.jinja2 import day, join_labels


@dataclass(frozen=True)
class ListedEntry:
    """One entry in a list, with all that is taken along of it."""

    pk: int  # of the item
    entry: Entry
    kind: str
    note: str
    facts: list  # (name, value)
    contact: list  # (name, value), for an organisation that is still there

    @property
    def title(self):
        return self.entry.title

    @property
    def state(self):
        return "" if self.entry.is_active else self.entry.get_status_display()


def contents_of(shortlist):
    """(what readers can see of the list, how many entries are no longer in the bank)"""
    items = list(shortlist.items.all())
    entries = Entry.objects.published().with_terms().select_related("organisation")
    found = entries.prefetch_related("organisation__contact_points").in_bulk([item.entry_id for item in items])
    listed = [listed_of(item, found[item.entry_id]) for item in items if item.entry_id in found]
    return listed, len(items) - len(listed)


def listed_of(item, entry):
    return ListedEntry(
        pk=item.pk,
        entry=entry,
        kind=Kind(entry.kind).label,
        note=item.note,
        facts=facts_of(entry),
        contact=contact_of(entry.organisation) if entry.kind == Kind.ORGANISATION and entry.is_active else [],
    )


def facts_of(entry):
    facts = [
        ("Ages", entry.ages),
        ("Sectors", join_labels(sector.short for sector in entry.sectors.all())),
        ("Abilities and needs", join_labels(ability.short for ability in entry.abilities.all())),
        ("Cost", str(entry.cost or "")),
        ("Quality", ". ".join(words for words, _ in entry.marks)),
        ("Checked", day(entry.checked_on) if entry.checked_on else ""),
    ]
    return [(name, value) for name, value in facts if value]


def contact_of(organisation):
    """[(what it is, what it says)]: each way to reach it, and how to refer."""
    contact = []
    for point in organisation.contact_points.all():
        about = ". ".join(part for part in (point.name, point.for_whom, point.note) if part)
        contact += [(point.get_channel_display(), point.shown), ("For", about), ("Hours", point.hours_in_words)]
    contact.append(("How to refer", organisation.referral_route))
    return [(name, value) for name, value in contact if value]
