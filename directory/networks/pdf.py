"""The agenda of a meeting on one page of paper, as a document. What is not known is a line to fill in."""

from django.utils import timezone

from directory.county.current import county
from directory.govuk.jinja2 import clock, day, join_labels, lines, plainly, until
from directory.typesetting.blocks import bullets, heading, paragraph, table
from directory.typesetting.document import Document
from directory.typesetting.words import blank, said

SIZES = (9.5, 9, 8.5, 8, 7.5, 7)
ROWS_FOR_ACTIONS = 5
NO_NAMES = "Do not name a child, a family or a school."
ADVICE = (
    f" Say nothing that could let somebody guess. For advice on a case, call {county.advice}, outside the meeting."
)
WHAT_CHANGED = "Which change in guidance has each of us met, and what have we done about it?"
NO_CASE = "We do not have one on this theme yet. What would each of us do in the first hour, for each child?"
AFTER = (
    "Before the meeting: everybody reads the change and the case study. After it: share what the group learnt, from "
    "the meeting's page, without names. We turn it into a draft."
)


def document_of(agenda, root, address):
    """`root` is the address of the site, `address` that of the page of this agenda."""
    subject = agenda.meeting.subject if agenda.meeting else agenda.theme.name
    return Document(
        f"{plainly(subject)}: agenda",
        [*begin(agenda), items(agenda, root), *to_fill_in(agenda)],
        timezone.localdate(),
        address,
        sizes=SIZES,
        most_pages=1,
    )


def begin(agenda):
    meeting, group = agenda.meeting, agenda.network
    if group:
        yield paragraph(said(group.name, strong=True))
    if meeting:
        cancelled = " Cancelled." if meeting.is_cancelled else ""
        when = until(meeting.starts_at, meeting.ends_at)
        yield paragraph(f"{when}. {meeting.place or 'Online'}.", said(cancelled, strong=True))
    else:
        yield paragraph("Date ", blank(14), "  Time ", blank(10), "  Place ", blank(20))
    if group:
        yield paragraph(who_can_come(group, meeting))
    yield paragraph(said(NO_NAMES, strong=True), ADVICE)


def who_can_come(group, meeting):
    who = (meeting and meeting.who_may_come) or join_labels(group.audiences.all())
    contact = group.contact if group.contact and not (meeting and meeting.is_cancelled) else ""
    return f"Who can come: {who}." + (f" To take part or get the link to join, contact: {contact}" if contact else "")


def items(agenda, root):
    found = (last_time, what_changed, one_case, own_settings, what_we_will_do)
    rows = [[slot(when), item(agenda, root)] for when, item in zip(agenda.slots, found, strict=True)]
    return table(["Time", "Item"], rows, widths=(0, 1))


def slot(found):
    begins = said(clock(found.starts)) if found.starts else blank(8)
    return [paragraph(begins), paragraph(f"{found.minutes} minutes", look="small")]


def last_time(agenda, root):
    return [titled("Welcome.", " What did we say last time that we would do, and what came of it?")]


def what_changed(agenda, root):
    update = agenda.update
    if not update:
        return [titled("What has changed.", f" {WHAT_CHANGED}")]
    since = f" In force from {day(update.effective_from)}." if update.effective_from else ""
    about = f".{since} What has each of us done about it?"
    return [titled("What has changed.", " ", link_to(update, root), about), *listed(lines(update.what_to_do)[:3])]


def one_case(agenda, root):
    case = agenda.case
    if not case:
        return [titled("One case study.", f" {NO_CASE}")]
    about = f". {case.summary} What was done for each child? What did not work?"
    taught = [paragraph(f"What it taught: {line}") for line in lines(case.lessons)[:1]]
    return [titled("One case study.", " ", link_to(case, root), about), *listed(agenda.questions), *taught]


def own_settings(agenda, root):
    notes = lines(agenda.meeting.notes) if agenda.meeting else []
    chosen = [[paragraph("To discuss: ", link_to(entry, root))] for entry in agenda.also_chosen]
    return [
        titled("In our own settings.", " One thing that worked, and one that did not."),
        *listed([*notes, *chosen]),
    ]


def what_we_will_do(agenda, root):
    return [titled("What each of us will do.", " Fill in the table below. What could others learn from us?")]


def titled(title, *rest):
    return paragraph(said(title, strong=True), *rest)


def listed(found):
    return [bullets(found)] if found else []


def link_to(entry, root):
    return said(plainly(entry.title), to=f"{root}{entry.get_absolute_url()}")


def to_fill_in(agenda):
    yield heading("Actions")
    yield table(["What", "Who (role)", "By when"], [["", "", ""]] * ROWS_FOR_ACTIONS, widths=(3, 1, 1))
    yield heading("Next dates")
    yield from listed([in_words(other) for other in agenda.next_dates])
    next_one = "Next meeting of this group" if agenda.network else "Next meeting"
    yield paragraph(f"{next_one}: date ", blank(12), "  time ", blank(10), "  place ", blank(18))
    yield paragraph(AFTER, look="small")


def in_words(meeting):
    return f"{until(meeting.starts_at, meeting.ends_at)}: {meeting.network}, {meeting.place or 'online'}"
