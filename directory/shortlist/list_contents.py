"""A list as plain values, the same for its page, its PDF and its table; and on how many lists an entry is."""

from dataclasses import dataclass
from datetime import date

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.usage import Use
from directory.govuk.jinja2 import day, join_labels
from directory.shortlist.models import Shortlist


@dataclass(frozen=True)
class ListedEntry:
    """One entry in a list, with all that is taken along of it."""

    pk: int  # of the item
    entry: Entry
    kind: str
    note: str
    on: date | None  # the date that was given it in a plan
    lessons: int  # how many it takes there
    facts: list  # (name, value)
    story: list  # (name, text), of a case study
    contact: list  # (name, value), for an organisation that is still there

    @property
    def title(self):
        return self.entry.title

    @property
    def state(self):
        return "" if self.entry.is_active else self.entry.get_status_display()


def contents_of(shortlist, *also):
    """(what readers can see of the list, how many entries are no longer in the bank); `also` is fetched with them."""
    items = list(shortlist.items.all())
    entries = (
        Entry.objects.published().with_terms().with_door().select_related("organisation", "casestudy", "successor")
    )
    entries = entries.prefetch_related("organisation__contact_points", *also)
    found = entries.in_bulk([item.entry_id for item in items])
    listed = [listed_of(item, found[item.entry_id]) for item in items if item.entry_id in found]
    return listed, len(items) - len(listed)


def listed_of(item, entry):
    return ListedEntry(
        pk=item.pk,
        entry=entry,
        kind=entry.door.label,
        note=item.note,
        on=item.on,
        lessons=item.lessons,
        facts=facts_of(entry),
        story=story_of(entry.casestudy) if entry.kind == Kind.CASE_STUDY else [],
        contact=contact_of(entry.organisation) if entry.kind == Kind.ORGANISATION and entry.is_active else [],
    )


def facts_of(entry):
    facts = [
        ("Ages", entry.ages),
        ("Sectors", join_labels(sector.short for sector in entry.sectors.all())),
        ("Abilities and needs", entry.needs_in_words),
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


def story_of(case_study):
    """What happened and what was learnt, for both children alike: without it a case study says little."""
    story = [
        ("The setting", case_study.setting),
        ("What happened", case_study.issue),
        ("What was done", case_study.what_was_done),
        ("For the child who has been harmed", case_study.done_for_harmed),
        ("For the child who has harmed, or is alleged to have", case_study.done_for_who_harmed),
        ("What worked", case_study.what_worked),
        ("What did not work", case_study.what_did_not_work),
        ("Outcome", case_study.outcome),
        ("How we know", case_study.get_evidence_strength_display()),
        ("Lessons", case_study.lessons),
    ]
    return [(name, text) for name, text in story if text]


def uses_of(entry):
    """Where an entry is used, for curators: on how many lists. A list is known by its address alone, so no more."""
    if number := Shortlist.objects.filter(items__entry=entry.pk).distinct().count():
        yield Use(f"Readers' own lists: {number}")
