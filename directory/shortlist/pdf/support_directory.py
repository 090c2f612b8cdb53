"""The directory of who can help on two pages to pin up: the number first, in letters as large as they can be."""

from django.utils import timezone

from directory.govuk.jinja2 import typed
from directory.typesetting.blocks import heading, paragraph, side_by_side, together
from directory.typesetting.document import Document
from directory.typesetting.qr import qr_code
from directory.typesetting.words import joined, reach, said

SIZES = (9.5, 9, 8.5, 8, 7.5, 7)
MOST_PAGES = 2
NEWEST = "Details change. Open the newest version with your phone's camera."
NOBODY = "No organisations match."


def document_of(directory, address):
    """`address` is that of the page with the same choice."""
    return Document(
        directory.title,
        [*part("If a child needs help now", directory.now), *parts(directory)],
        timezone.localdate(),
        address,
        head=[head(directory, address)],
        columns=2,
        sizes=SIZES,
        most_pages=MOST_PAGES,
    )


def head(directory, address):
    picture = qr_code(address, alt=f"A code for a phone. It opens this directory at {typed(address)}")
    words = [paragraph("999 if anybody is in danger now", look="big"), paragraph(directory.about), paragraph(NEWEST)]
    return side_by_side(words, [picture], widths=(1, 0))


def parts(directory):
    found = list(directory.parts)
    for one in found:
        yield from part(one.label, one.full, one.again)
    if not found:
        yield paragraph(NOBODY)


def part(label, organisations, again=()):
    """A heading never stands at the foot of a column without its first organisation, and none of them is split."""
    rows = [row(one) for one in organisations]
    if again:
        rows.append(paragraph(f"{'Also' if rows else 'See'} {', '.join(one.title for one in again)}"))
    yield together(heading(label), *rows[:1])
    yield from (together(one) for one in rows[1:])


def row(organisation):
    """One organisation in full."""
    number = organisation.to_call
    about = [number.name, number.for_whom, number.note, number.hours_in_words] if number else []
    checked = "Details being checked" if organisation.details_being_checked else ""
    facts = [f"Ages {organisation.ages.partition(',')[0]}", *about, checked]
    said_of_it = ". ".join(fact.rstrip(".") for fact in facts if fact)
    words = [*way_to(organisation), said(f"{organisation.title}.", strong=True), f" {said_of_it}."]
    return paragraph(*words)


def way_to(organisation):
    """Its number, or else its web address."""
    if organisation.to_call:
        return [joined([reach(organisation.to_call), " "])]
    if organisation.url:
        return [said(typed(organisation.url), strong=True, to=organisation.url), " "]
    return []
