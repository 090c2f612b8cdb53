"""PDF files of what somebody takes along. Plain values in, bytes out: nothing here knows of requests or databases."""

import io
import re
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    FrameBreak,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)
from reportlab.platypus.tableofcontents import TableOfContents

from directory.govuk.jinja2 import typed

FOLDER = Path(settings.BASE_DIR) / "static" / "build"  # `make` puts the letters there
PLAIN, BOLD = "DejaVuSans", "DejaVuSans-Bold"
MARGIN = 20 * mm
NARROW = 14 * mm  # the margin of what is in columns
HEAD = 32 * mm  # above the columns of the first page
GUTTER = 8 * mm
ROW_SIZES = (9.5, 9, 8.5, 8, 7.5)  # points: the first with which a directory fits its pages
MOST_PAGES = 2
MOST_WITHOUT_CONTENTS = 10  # entries: a shorter pack is leafed through
IN_A_NUMBER = re.compile(r"(?<=\d) (?=\d|extension)|(?<=extension) (?=\d)")


@cache
def styles():
    """The styles by name. The letters are read once."""
    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, FOLDER / f"{name}.ttf"))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)
    return {
        "title": ParagraphStyle("title", fontName=BOLD, fontSize=22, leading=28, spaceAfter=12),
        "h1": ParagraphStyle(
            "h1", fontName=BOLD, fontSize=15, leading=19, spaceBefore=14, spaceAfter=4, keepWithNext=1
        ),
        "h2": ParagraphStyle(
            "h2", fontName=BOLD, fontSize=11, leading=15, spaceBefore=6, spaceAfter=2, keepWithNext=1
        ),
        "body": ParagraphStyle("body", fontName=PLAIN, fontSize=10, leading=14, spaceAfter=4),
        "big": ParagraphStyle("big", fontName=BOLD, fontSize=13, leading=17, spaceAfter=3),
        "part": ParagraphStyle("part", fontName=BOLD, fontSize=10.5, leading=13, spaceBefore=7, spaceAfter=3),
        "contents": ParagraphStyle("contents", fontName=PLAIN, fontSize=10, leading=16),
    }


def marked_up(text):
    """Whatever is in `text` as it is, but that no telephone number breaks over a line."""
    return IN_A_NUMBER.sub("\xa0", escape(str(text))).replace("\n", "<br/>")


def paragraph(text, style="body"):
    return Paragraph(marked_up(text), styles()[style])


def labelled(name, value):
    return Paragraph(f"<b>{marked_up(name)}:</b> {marked_up(value)}", styles()["body"])


class Pack(BaseDocTemplate):
    """A document with bookmarks and a line at the foot of each page, which may have two columns below a head."""

    def __init__(self, file, *, title, foot, columns=False):
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
        self.side = NARROW if columns else MARGIN
        pages = {"first": columns_below(HEAD), "later": columns_below(0)} if columns else {"page": [whole_page()]}
        self.addPageTemplates(
            [
                PageTemplate(name, frames, onPage=self.write_foot, autoNextPageTemplate=list(pages)[-1])
                for name, frames in pages.items()
            ]
        )

    def write_foot(self, canvas, document):
        canvas.setFont(PLAIN, 8)
        canvas.drawString(self.side, MARGIN - 4 * mm, self.foot)
        canvas.drawRightString(A4[0] - self.side, MARGIN - 4 * mm, f"Page {document.page}")

    def afterFlowable(self, flowable):  # noqa: N802 (the library's name)
        if isinstance(flowable, Paragraph) and flowable.style.name in ("h1", "part"):
            text, key = flowable.getPlainText(), f"part-{self.seq.nextf('part')}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(text, key)
            self.notify("TOCEntry", (0, escape(text), self.page, key))


def whole_page():
    return Frame(MARGIN, MARGIN + 6 * mm, A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN - 6 * mm)


def columns_below(head):
    """The frames of a page: one for its head, if it has any, and two columns."""
    width, height = (A4[0] - 2 * NARROW - GUTTER) / 2, A4[1] - 2 * NARROW - 10 * mm - head
    bottom, edges = NARROW + 10 * mm, {"leftPadding": 0, "rightPadding": 0}
    top = [Frame(NARROW, bottom + height, A4[0] - 2 * NARROW, head, **edges)] if head else []
    return top + [Frame(x, bottom, width, height, **edges) for x in (NARROW, NARROW + width + GUTTER)]


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
    contents = [*contents_page(), PageBreak()] if len(listed) > MOST_WITHOUT_CONTENTS else []
    story = [paragraph(title, "title"), paragraph(about), *contents]
    for item in listed:
        story += part(item, addresses[item.pk])
    if gone:
        story.append(paragraph(gone))
    story.append(KeepTogether(list(helplines(contacts))))
    return build_pdf(story, title=title, foot=foot)


def part(item, address):
    entry = item.entry
    yield paragraph(item.title, "h1")
    yield paragraph(f"{item.kind}{f'. {item.state}' if item.state else ''}")
    if entry.content_warning:
        yield labelled("Content warning", entry.content_warning)
    yield paragraph(entry.summary)
    if item.note:
        yield labelled("Note", item.note)
    for name, value in (*item.contact, *item.facts):
        yield labelled(name, value)
    texts = [*item.story, ("How to use it", entry.how_to_use), ("When not to use it", entry.when_not_to_use)]
    for name, text in [*texts, ("What to do next", entry.what_next)]:
        if text:
            yield paragraph(name, "h2")
            yield paragraph(text)
    if entry.url:
        yield labelled("Web address", entry.url)
    yield labelled("In the resource bank", address)
    yield Spacer(1, 4 * mm)


def directory(*, title, about, now, parts, foot):
    """Organisations by need, in letters as large as two pages allow: `now` are those to call first."""
    parts = list(parts)
    for size in ROW_SIZES:
        file = io.BytesIO()
        document = Pack(file, title=title, foot=foot, columns=True)
        document.build([*directory_head(title, about), *directory_rows(now, parts, row_style(size))])
        if document.page <= MOST_PAGES:
            break
    return file.getvalue()


def row_style(size):
    styles()
    return ParagraphStyle("row", fontName=PLAIN, fontSize=size, leading=size * 1.22, spaceAfter=size * 0.4)


def directory_head(title, about):
    yield paragraph(title, "title")
    yield paragraph(about)
    yield paragraph("999 if anybody is in danger now", "big")
    yield FrameBreak()


def directory_rows(now, parts, style):
    yield from under("If a child needs help now", [directory_row(one, style) for one in now])
    for part in parts:
        rows = [directory_row(one, style) for one in part.full]
        if part.again:
            others = ", ".join(one.title for one in part.again)
            rows.append(Paragraph(marked_up(f"{'Also' if part.full else 'See'} {others}"), style))
        yield from under(part.label, rows)


def under(label, rows):
    """A heading never stands at the foot of a column without its first row, and no row is split."""
    yield KeepTogether([paragraph(label, "part"), *rows[:1]])
    yield from (KeepTogether([row]) for row in rows[1:])


def directory_row(organisation, style):
    """One organisation in full."""
    number = organisation.to_call
    reach = f"{'Text ' if number.channel == 'text' else ''}{number.shown}" if number else typed(organisation.url)
    about = [number.name, number.for_whom, number.note, number.hours_in_words] if number else []
    checked = "Details being checked" if organisation.details_being_checked else ""
    facts = [f"Ages {organisation.ages.partition(',')[0]}", *about, checked]
    said = ". ".join(fact.rstrip(".") for fact in facts if fact)
    words = f"<b>{marked_up(organisation.title)}<br/>{marked_up(reach)}</b> {marked_up(said)}"
    return Paragraph(words, style)
