"""Documents to try."""

from datetime import date

from directory.typesetting.blocks import (
    bullets,
    contents,
    heading,
    labelled,
    lines,
    paragraph,
    side_by_side,
    table,
    together,
)
from directory.typesetting.document import Document
from directory.typesetting.qr import qr_code
from directory.typesetting.words import blank, said
from tests.typesetting.test_letters import WRITTEN

ADDRESS = "https://bank.example.org/directory/?district=tamworth"


def document(*blocks, title="A title", **values):
    return Document(title, list(blocks) or [paragraph("Some words.")], date(2026, 11, 29), ADDRESS, **values)


def with_everything():
    """A document with a block of each kind, words of each hand, and texts that look like markup."""
    return document(
        contents(),
        heading("Numbers"),
        table(["Number", "Who"], [[said("0800 1111", to="tel:08001111"), "Childline"], ["at", blank(9)]], (0, 1)),
        heading("Below it", level=3),
        bullets(["One", [paragraph("Two"), bullets(["Within two"])]], mark="number"),
        bullets(["To do"], mark="tick"),
        side_by_side([heading("Left"), paragraph("Of two")], [qr_code(ADDRESS, alt="A code that opens the page")]),
        together(paragraph("In a frame"), look="box"),
        heading("Letters"),
        *(labelled(language or "en", text) for language, text in WRITTEN.items()),
        *(paragraph(text) for text in WRITTEN.values()),
        heading(WRITTEN["ur"]),
        paragraph("#panic() $x$ *b* _i_ <b> \\ [x] // /* @ref `code` https://example.org/" + "x" * 100),
        paragraph(""),
        lines(2, fill=True),
        title='Who can "help" & <b>',
    )
