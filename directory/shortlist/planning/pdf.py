"""A plan as a document: what its page prints."""

from django.urls import reverse
from django.utils import timezone

from directory.govuk.jinja2 import day, join_labels
from directory.shortlist.pdf.pack import KEPT_FOR, address_of, before_it_is_used, gone_in_words
from directory.typesetting.blocks import bullets, heading, labelled, paragraph, table, together
from directory.typesetting.document import Document
from directory.typesetting.words import joined, said

TOLD = "Listen, do not promise to keep it a secret, and tell your designated safeguarding lead straight away."
NOT_EVERY = "One half-term need not cover every strand. Check these against your curriculum for the year."
NO_STRAND = "We have not recorded an RSHE strand"


def document_of(plan, root):
    """`root` is the address of the site."""
    blocks = [paragraph(f"For {plan.class_in_words}.", look="lead")] if plan.class_in_words else []
    if plan.gone:
        blocks.append(paragraph(gone_in_words(plan.gone)))
    blocks += [if_told(root), heading("Lessons"), *lessons(plan, root), *covered(plan), *also(plan, root)]
    return Document(plan.title, blocks, timezone.localdate(), f"{root}/", kept_for=KEPT_FOR)


def if_told(root):
    link = said("Who do I call?", to=f"{root}{reverse('pages:who_do_i_call')}")
    told = said("If a child tells you something: ", strong=True)
    return together(paragraph(told, f"{TOLD} ", link), look="box")


def lessons(plan, root):
    for lesson in plan.lessons:
        yield together(*one_lesson(lesson, root))
    for week in plan.weeks_without:
        yield paragraph(f"No lesson in the week of {day(week)}.")
    if not plan.lessons:
        yield paragraph("There are no lessons in this plan.")


def one_lesson(lesson, root):
    listed, entry = lesson.listed, lesson.listed.entry
    dates = ", ".join(f"{date:%A} {day(date)}" for date in lesson.dates)
    yield heading(f"{lesson.label}: {entry.title}", level=3)
    if dates:
        yield paragraph(said(dates, strong=True))
    if listed.state:
        yield paragraph(f"{listed.state}.")
    yield from before_it_is_used(entry, root)
    yield from (labelled("Check", warning) for warning in lesson.warnings)
    facts = [("Teaches", join_labels(lesson.strands) or NO_STRAND), ("Length", lesson.resource.length)]
    facts += [("Ages", entry.ages), ("Note", listed.note)]
    yield from (labelled(name, value) for name, value in facts if value)
    yield labelled("In the resource bank", address_of(entry, root))


def covered(plan):
    """What the plan teaches, and what it does not."""
    rows = [
        [strand.label if plan.year else str(strand), ", ".join(lesson.label for lesson in found)]
        for strand, found in plan.coverage
        if found
    ]
    if rows:
        yield heading("What the plan covers")
        yield table(["RSHE strand", "Lessons"], rows, widths=(2, 1))
    if plan.gaps:
        yield together(heading("Nothing in this plan"), bullets([gap.strand.label for gap in plan.gaps]))
        yield paragraph(NOT_EVERY)


def also(plan, root):
    if plan.also:
        yield heading("Also in this list")
        yield bullets([line_of(item, root) for item in plan.also])


def line_of(item, root):
    note = f". {item.note}" if item.note else ""
    return joined([said(item.title, to=f"{root}{item.entry.get_absolute_url()}"), f" ({item.kind}){note}"])
