"""PDF files of what somebody takes along. Plain values in, bytes out: nothing here knows of requests or databases."""

import io
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph, Spacer
from reportlab.platypus.tableofcontents import TableOfContents

FOLDER = Path(settings.BASE_DIR) / "static" / "build"  # `make` puts the letters there
PLAIN, BOLD = "DejaVuSans", "DejaVuSans-Bold"
MARGIN = 20 * mm
SIDES = ("leftMargin", "rightMargin")


@cache
def styles():
    """The styles by name. The letters are read once."""
    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, FOLDER / f"{name}.ttf"))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)
    return {
        "title": ParagraphStyle("title", fontName=BOLD, fontSize=22, leading=28, spaceAfter=12),
        "h1": ParagraphStyle("h1", fontName=BOLD, fontSize=15, leading=19, spaceBefore=14, spaceAfter=4),
        "h2": ParagraphStyle("h2", fontName=BOLD, fontSize=11, leading=15, spaceBefore=6, spaceAfter=2),
        "body": ParagraphStyle("body", fontName=PLAIN, fontSize=10, leading=14, spaceAfter=4),
        "big": ParagraphStyle("big", fontName=BOLD, fontSize=13, leading=17, spaceAfter=3),
        "contents": ParagraphStyle("contents", fontName=PLAIN, fontSize=10, leading=16),
    }


def paragraph(text, style="body"):
    """One paragraph; whatever is in `text` is shown as it is."""
    return Paragraph(escape(str(text)).replace("\n", "<br/>"), styles()[style])


def labelled(name, value):
    return Paragraph(f"<b>{escape(name)}:</b> {escape(str(value))}".replace("\n", "<br/>"), styles()["body"])


class Pack(BaseDocTemplate):
    """A document with a contents page, bookmarks, and a line at the foot of each page."""

    def __init__(self, file, *, title, foot):
        super().__init__(
            file,
            pagesize=A4,
            title=title,
            author="Resource bank",
            lang="en-GB",
            leftMargin=MARGIN,
            rightMargin=MARGIN,
        )
        self.foot = foot
        frame = Frame(MARGIN, MARGIN + 6 * mm, A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN - 6 * mm, id="page")
        self.addPageTemplates([PageTemplate("page", [frame], onPage=self.write_foot)])

    def write_foot(self, canvas, document):
        canvas.setFont(PLAIN, 8)
        canvas.drawString(MARGIN, MARGIN - 4 * mm, self.foot)
        canvas.drawRightString(A4[0] - MARGIN, MARGIN - 4 * mm, f"Page {document.page}")

    def afterFlowable(self, flowable):  # noqa: N802 (the library's name)
        if isinstance(flowable, Paragraph) and flowable.style.name == "h1":
            text, key = flowable.getPlainText(), f"part-{self.seq.nextf('part')}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(text, key)
            self.notify("TOCEntry", (0, escape(text), self.page, key))


def build_pdf(story, *, title, foot):
    """The document as bytes."""
    styles()
    file = io.BytesIO()
    Pack(file, title=title, foot=foot).multiBuild(story)
    return file.getvalue()


def contents_page():
    contents = TableOfContents()
    contents.levelStyles = [styles()["contents"]]
    return [paragraph("Contents", "big"), contents]


def helplines(contacts):
    """The last part of every pack: (title, number, note) of those to call."""
    yield paragraph("If a child needs help now", "h1")
    yield paragraph("999 if a child is in danger now", "big")
    for title, number, note in contacts:
        yield paragraph(f"{number}  {title}", "big")
        if note:
            yield paragraph(note)


def pack(*, title, about, listed, addresses, gone, contacts, foot):
    """A list as a PDF; `about` stands below its title. `addresses` maps an item's id to that of its entry's page."""
    story = [paragraph(title, "title"), paragraph(about), *contents_page(), PageBreak()]
    for item in listed:
        story += part(item, addresses[item.pk])
    if gone:
        story.append(paragraph(gone))
    story += [PageBreak(), *helplines(contacts)]
    return build_pdf(story, title=title, foot=foot)


def part(item, address):
    entry = item.entry
    yield paragraph(item.title, "h1")
    yield paragraph(f"{item.kind}{f'. {item.state}' if item.state else ''}")
    yield paragraph(entry.summary)
    if item.note:
        yield labelled("Note", item.note)
    if entry.content_warning:
        yield labelled("Content warning", entry.content_warning)
    for name, value in (*item.contact, *item.facts):
        yield labelled(name, value)
    texts = [("How to use it", entry.how_to_use), ("When not to use it", entry.when_not_to_use)]
    for name, text in [*texts, ("What to do next", entry.what_next)]:
        if text:
            yield paragraph(name, "h2")
            yield paragraph(text)
    if entry.url:
        yield labelled("Web address", entry.url)
    yield labelled("In the resource bank", address)
    yield Spacer(1, 4 * mm)


def directory(*, title, about, groups, contacts, foot):
    """Organisations by need: `groups` are (need, organisations)."""
    story = [paragraph(title, "title"), paragraph(about)]
    for need, organisations in groups:
        story.append(paragraph(need, "h1"))
        for organisation in organisations:
            story += directory_row(organisation)
    story += helplines(contacts)
    return build_pdf(story, title=title, foot=foot)


def directory_row(organisation):
    number = organisation.number
    text = "Text " if number and number.channel == "text" else ""
    yield paragraph(f"{organisation.title}  {text}{number.shown if number else ''}", "big")
    about = [number.for_whom, number.note, number.hours_in_words] if number else []
    checked = "Details being checked" if organisation.details_being_checked else ""
    facts = [f"Ages {organisation.ages}", *about, organisation.url, checked]
    yield paragraph(". ".join(fact.rstrip(".") for fact in facts if fact))
