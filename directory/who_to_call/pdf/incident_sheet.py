"""The incident sheet on one page of paper. What it says, and under which condition, is the page's own data."""

from directory.govuk.jinja2 import day, plainly
from directory.typesetting.blocks import bullets, heading, lines, paragraph, side_by_side, table
from directory.typesetting.document import Document
from directory.typesetting.words import blank, joined, reach, said
from directory.who_to_call.pdf.hub import NOT_CHECKED, step_in_words

SIZES = (9.5, 9, 8.5, 8, 7.5, 7, 6.5)
FEWEST_LINES = 3
DANGER = "If anybody is in danger now, or you are not sure. Stay with the child."
NOBODY_THERE = "If you cannot reach anybody, do not wait. Make the next call yourself."
TO_WRITE_DOWN = (
    "The times, and who decided what and why. Use roles, not names.",
    "What was said, in the child's own words.",
    "Who said and saw what: in your own record, as your policy says, not here.",
)


def document_of(sheet, address):
    """`address` is that of the page without the answers, which are nobody else's to know."""
    name = plainly(sheet.hub.topic.name)
    return Document(
        f"{name}: incident sheet",
        [*begin(sheet), *calls(sheet), *first_hour(sheet), *to_write_on(), *sources(sheet)],
        sheet.made_on,
        address,
        sizes=SIZES,
        most_pages=1,
        kept_for=None,
    )


def begin(sheet):
    made_for = " · ".join(f"{what}: {answer}" for what, answer in sheet.made_for)
    yield paragraph(f"{made_for}. ", said("No names on this sheet.", strong=True))


def calls(sheet):
    rows = [[said("999", strong=True), DANGER]]
    if sheet.tell:
        lead = "Your lead" if "DSL" in sheet.tell else "The headteacher"
        rows.append([said(lead, strong=True), f"{sheet.tell} {NOBODY_THERE}"])
    rows += [[numbers(row), words(row)] for row in sheet.rows]
    called = joined(["at ", blank(7)])
    numbered = [[str(place), *row, called] for place, row in enumerate(rows, start=1)]
    yield heading("Call in this order")
    yield table(["", "Number", "Who and when", "Called"], numbered, widths=(0, 3, 9, 0))


def numbers(row):
    """All numbers of one need, or its name where there is none."""
    return [paragraph(reach(contact.number)) for contact in row.contacts] or said(row.title, strong=True)


def words(row):
    """What it is for, under which condition, and who answers when."""
    first = [said(f"{row.title}. ", strong=True)]
    for say in row.says:
        points = "".join(f"({number}) {point} " for number, point in enumerate(say.points, start=1))
        first += [f"{say.text} {points}", *([said(say.link[0], to=say.link[1]), ". "] if say.link else [])]
    found = [paragraph(*first)]
    for when, call in row.calls:
        found += [paragraph(who(when, call, contact)) for contact in (call.contact, *call.elsewhere)]
    return found


def who(when, call, contact):
    name = plainly(contact.title) + (f", {contact.number.shown}" if call.elsewhere else "")
    ages = "" if call.age_known else contact.ages_in_words
    facts = [f"{f'{when}: ' if when else ''}{name}", ages, contact.note, contact.number.hours_in_words]
    checked = " (Being checked)" if contact.details_being_checked else ""
    return " ".join(f"{fact.rstrip('.')}." for fact in facts if fact) + checked


def first_hour(sheet):
    yield heading("In the first hour")
    yield bullets([step_in_words(step) for step in sheet.steps], mark="tick")
    yield side_by_side(
        [heading("What to write down"), bullets(TO_WRITE_DOWN)], [heading("What not to do"), bullets(sheet.never)]
    )


def to_write_on():
    yield heading("What I did and why (times, not names)")
    yield lines(FEWEST_LINES, fill=True)
    yield heading("Look again")
    yield paragraph("Tomorrow at ", blank(10), "   In a week, on ", blank(14), "   Closed on ", blank(14))


def sources(sheet):
    named = "; ".join(sheet.sources) or "the county's topic page"
    checked = sheet.hub.checked_on
    steps = f"Steps checked {day(checked)}." if checked else NOT_CHECKED
    since = sheet.checked_since
    numbered = (
        f"Numbers checked on or after {day(since)}." if since else "Some of these numbers are still being checked."
    )
    yield paragraph(f"From {named}. {steps} {numbered}", look="small")
