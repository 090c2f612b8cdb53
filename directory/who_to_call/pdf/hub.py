"""The page of a topic on paper: who to call, what to do, and what the bank has on it."""

from django.utils import timezone

from directory.catalogue.models import Entry
from directory.govuk.jinja2 import day, lines, plainly
from directory.typesetting.blocks import bullets, heading, paragraph, paragraphs, together
from directory.typesetting.document import Document
from directory.typesetting.words import joined, reach, said
from directory.who_to_call.context_processors import urgent_contacts

MOST_TO_CALL = 3
CHECKED = "The county last checked these steps against their sources on {}."
NOT_CHECKED = (
    "The county has not yet checked these steps against their sources. If a source says something different, follow "
    "the source."
)


def document_of(page, root, address):
    """`page` is a `HubPage`, `root` the address of the site and `address` that of the page."""
    words = lines(page.hub.definition) if page.hub else []
    blocks = [paragraph(line, look="lead") for line in words[:1]]
    blocks += [*to_call(), *steps(page, root), *never(page.hub), *map(paragraph, words[1:]), *lists(page, root)]
    return Document(page.topic.name, blocks, timezone.localdate(), address, sizes=(9.5,))


def to_call():
    """Staff read it: what is for children to call comes last."""
    yield heading("Who to call first")
    yield paragraph("999 if a child is in danger now", look="big")
    contacts = sorted(urgent_contacts(), key=lambda contact: contact.is_for_children)[:MOST_TO_CALL]
    yield bullets([call(contact) for contact in contacts])


def call(contact):
    number = contact.number
    about = [plainly(contact.title), number.for_whom, number.note, number.hours_in_words]
    checked = " (Details being checked)" if contact.details_being_checked else ""
    return joined([reach(number), f" {sentences(about)}{checked}"])


def sentences(parts):
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def steps(page, root):
    for label, found in page.steps:
        yield heading(label)
        yield bullets([step_in_words(step, root) for step in found], mark="number")
    if page.steps:
        checked = page.hub.checked_on
        yield paragraph(CHECKED.format(day(checked)) if checked else NOT_CHECKED, look="small")


def step_in_words(step, root=""):
    """Its first line and, below it, the points of its list; with `root`, the source that readers can see."""
    first, *points = lines(step.text)
    blocks = [paragraph(first), *([bullets(points)] if points else [])]
    if root and step.source and step.source.is_published:
        source = said(plainly(step.source.title), to=f"{root}{step.source.get_absolute_url()}")
        blocks.append(paragraph("Source: ", source, look="small"))
    return blocks


def never(hub):
    if hub and hub.never:
        yield together(heading("What not to do"), bullets(lines(hub.never)))


def lists(page, root):
    """What the page shows of the bank: each list with its first entries, and the number of all."""
    found = [("Who can help", page.help)]
    found += [
        (f"Lessons: {stage.label}, ages {stage.age_min} to {stage.age_max}", one) for stage, one in page.lessons
    ]
    found += [("Guidance and tools", page.guidance), ("Training", page.courses), ("Case studies", page.case_studies)]
    shown = [(title, one) for title, one in found if one.ids]
    entries = (
        Entry.objects.with_door().select_related("organisation").prefetch_related("organisation__contact_points")
    )
    entries = entries.in_bulk({pk for _, one in shown for pk in one.ids})
    for title, one in shown:
        yield heading(title)
        yield bullets([entry_in_words(entries[pk], root) for pk in one.ids if pk in entries])
        if one.total > len(one.ids):
            yield paragraph(said(f"All {one.total} are in the resource bank", to=f"{root}{one.url}"))


def entry_in_words(entry, root):
    """Its title, which opens its page; of an organisation its number as its card shows it."""
    title = said(plainly(entry.title), strong=True, to=f"{root}{entry.get_absolute_url()}")
    number = entry.organisation.number if hasattr(entry, "organisation") else None
    blocks = [paragraph(title, f". Ages {entry.ages.partition(',')[0]}."), *paragraphs(entry.summary)]
    if number:
        about = sentences([number.name, number.for_whom, number.note, number.hours_in_words])
        checked = " (Details being checked)" if entry.details_being_checked else ""
        blocks.insert(1, paragraph(reach(number), f" {about}{checked}"))
    return blocks
