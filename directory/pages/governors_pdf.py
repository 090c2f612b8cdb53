"""The one-page pack of questions for a governors' meeting as a document."""

from django.urls import reverse
from django.utils import timezone

from directory.govuk.addresses import site_address
from directory.govuk.jinja2 import plainly
from directory.typesetting.blocks import bullets, heading, lines, paragraph
from directory.typesetting.document import Document
from directory.typesetting.words import blank, joined, said

SIZES = (10, 9.5, 9, 8.5, 8, 7.5)
TITLE = "Questions for a governors' meeting"
NO_CHILD = "Ask about what is done, never about a child."
STOP = " If an answer begins to describe a child, ask the person to stop."
LAST = (
    "If guidance says something different, follow the guidance. If you hear something that worries you about a "
    "child, tell the safeguarding lead at once, outside the meeting."
)
MOST_LINES = 6


def document_of(pack, root, address):
    """`root` is the address of the site, `address` that of the page with the same questions."""
    blocks = [paragraph("Meeting on ", blank(14), "  Asked by ", blank(16), "  Answered by (role) ", blank(14))]
    if pack.areas:
        areas = "; ".join(area.title for area in pack.areas)
        blocks.append(
            paragraph(f"{'Area' if len(pack.areas) == 1 else 'Areas'} of the s175/157 self-audit: {areas}.")
        )
    blocks.append(paragraph(said(NO_CHILD, strong=True), STOP))
    for number, question in enumerate(pack.questions, start=1):
        blocks += [heading(f"{number}. {question.text}"), *asked(question, pack, root)]
    blocks += [*guidance(pack, root), paragraph(LAST, look="small")]
    return Document(TITLE, blocks, timezone.localdate(), address, sizes=SIZES, most_pages=1)


def asked(question, pack, root):
    """What to ask for, and room for the answer."""
    blocks = []
    if question.evidence:
        blocks.append(paragraph(said("What to ask for: ", strong=True), question.evidence))
    if question.case:
        blocks.append(paragraph("From the case study: ", link_to(question.case, root), look="small"))
    elif question.area and len(pack.areas) > 1:
        blocks.append(paragraph(f"{question.area.title}.", look="small"))
    outcome = paragraph("Answered: yes / no.  We need more, by ", blank(16))
    return [*blocks, lines(min(pack.lines_to_write_on, MOST_LINES)), outcome]


def guidance(pack, root):
    if pack.guidance:
        yield paragraph(said("Where the guidance is:", strong=True))
        yield bullets([link_to(entry, root) for entry in pack.guidance])


def link_to(entry, root):
    return joined([said(plainly(entry.title), to=f"{root}{entry.get_absolute_url()}")])


def page_of(request):
    return site_address(f"{reverse('pages:governors_pack')}?{request.GET.urlencode()}")
